// SPDX-License-Identifier: Apache-2.0
/** The engine in a thread of its own, so that the page never stands still. It asks the network for nothing. */
import { type BrowserEngine, createBrowserEngine } from './browser-engine.ts';
import type { FromWorker, JudgeResult, ToWorker } from './messages.ts';

declare const self: {
  addEventListener: (type: 'message', listener: (event: MessageEvent<ToWorker>) => void) => void;
  postMessage: (message: FromWorker) => void;
};

let engine: BrowserEngine | undefined;

self.addEventListener('message', ({ data }) => {
  switch (data.kind) {
    case 'load':
      try {
        engine = createBrowserEngine(data.files);
        self.postMessage({ kind: 'loaded', words: engine.words });
      } catch (error) {
        self.postMessage({ kind: 'failed', message: error instanceof Error ? error.message : 'unknown' });
      }
      return;
    case 'judge':
      self.postMessage({ kind: 'judged', ticket: data.ticket, result: judge(data) });
      return;
  }
});

function judge({ draft }: Extract<ToWorker, { kind: 'judge' }>): JudgeResult {
  try {
    return engine?.judge(draft) ?? { ok: false, why: 'broken' };
  } catch {
    return { ok: false, why: 'broken' };
  }
}
