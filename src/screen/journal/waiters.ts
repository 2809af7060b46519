// SPDX-License-Identifier: Apache-2.0
/** Those who wait until a count that only grows has reached a number, each for a bounded time. One timer serves all of them. */
type Waiter = { readonly number: number; readonly untilMs: number; readonly answer: (reached: boolean) => void };

export class Waiters {
  #reached = 0;
  #waiting: Waiter[] = [];
  #timer: NodeJS.Timeout | undefined;
  #looksAtMs = Number.POSITIVE_INFINITY;

  get reached(): number {
    return this.#reached;
  }

  reach(number: number): void {
    this.#reached = number;
    this.#settle();
  }

  /** Whether the number was reached in time. */
  async wait(number: number, withinMs: number): Promise<boolean> {
    if (number <= this.#reached) return true;
    return new Promise((answer) => {
      const untilMs = performance.now() + withinMs;
      this.#waiting.push({ number, untilMs, answer });
      if (untilMs < this.#looksAtMs) this.#lookAt(untilMs);
    });
  }

  #lookAt(atMs: number): void {
    clearTimeout(this.#timer);
    this.#looksAtMs = atMs;
    this.#timer = setTimeout(
      () => {
        // A timer may come a little early: whoever still waits is looked at again.
        this.#looksAtMs = Number.POSITIVE_INFINITY;
        this.#settle();
      },
      Math.ceil(Math.max(1, atMs - performance.now())),
    );
  }

  #settle(): void {
    if (this.#waiting.length === 0) return;
    const now = performance.now();
    const left: Waiter[] = [];
    let next = Number.POSITIVE_INFINITY;
    for (const waiter of this.#waiting) {
      if (waiter.number <= this.#reached) waiter.answer(true);
      else if (waiter.untilMs <= now) waiter.answer(false);
      else {
        left.push(waiter);
        next = Math.min(next, waiter.untilMs);
      }
    }
    this.#waiting = left;
    if (left.length > 0 && next < this.#looksAtMs) this.#lookAt(next);
    if (left.length > 0) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#looksAtMs = Number.POSITIVE_INFINITY;
  }
}
