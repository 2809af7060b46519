// SPDX-License-Identifier: Apache-2.0
/** The split of the own templates as they stand in the repository. */
import { describe, expect, it } from 'vitest';
import { describeSplit, splitFacts } from './describe-split.ts';
import { fillTemplate, readTemplates } from './own-templates.ts';
import { OWN_TEMPLATES } from './places.ts';
import { splitSamples } from './split.ts';

const { templates } = readTemplates(OWN_TEMPLATES);
const parts = splitSamples(
  templates.map((template) => fillTemplate(template, 1, 0)),
  (text) => text,
);
const facts = splitFacts(parts);

describe('the split of own templates', () => {
  it('shows no training row of a scheme or sector that is held back', () => {
    expect(facts.schemesHeldBack.length).toBeGreaterThan(2);
    expect(facts.sectorsHeldBack.length).toBeGreaterThan(2);
    const trained = new Set(parts.train.map(({ fraud, scheme, sector }) => (fraud === 1 ? scheme : sector)));
    for (const name of [...facts.schemesHeldBack, ...facts.sectorsHeldBack])
      expect(trained.has(name), name).toBe(false);
  });

  it('keeps most of every language for training, on either side', () => {
    const bySide = Map.groupBy(templates, ({ lang, side }) => `${lang} ${side}`);
    for (const [side, all] of bySide) {
      const trained = parts.train.filter(
        ({ lang, fraud }) => `${lang} ${fraud === 1 ? 'scam' : 'legitimate'}` === side,
      );
      expect(trained.length / all.length, side).toBeGreaterThan(0.67);
    }
  });

  it('is told with its numbers and the names of what is held back', () => {
    const told = describeSplit(facts);
    expect(told).toContain(facts.schemesHeldBack.join(', '));
    expect(told).toContain(String(facts.report));
  });
});
