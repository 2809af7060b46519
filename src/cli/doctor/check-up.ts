// SPDX-License-Identifier: Apache-2.0
/** One line of a check-up: what was looked at, how it is, and what to do where it is not well. */
export type Health = 'well' | 'watch' | 'ill';

export type Finding = {
  /** One or two words: `database`. */
  readonly what: string;
  readonly health: Health;
  /** One sentence, with the figures; where it is not well, a second one says what to do. */
  readonly says: string;
};

export type Examination = { readonly what: string; readonly look: () => Promise<Omit<Finding, 'what'>> };

export function well(says: string): Omit<Finding, 'what'> {
  return { health: 'well', says };
}

export function watch(says: string): Omit<Finding, 'what'> {
  return { health: 'watch', says };
}

export function ill(says: string): Omit<Finding, 'what'> {
  return { health: 'ill', says };
}

/** Every examination, one after another; one that fails is a finding of its own and stops no other. */
export async function checkUp(examinations: readonly Examination[]): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { what, look } of examinations) {
    const seen = await look().catch(() => ill('Could not be looked at. See the line of the database first.'));
    findings.push({ what, ...seen });
  }
  return findings;
}
