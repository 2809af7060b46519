// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readVectors } from '../../testing/vectors.ts';
import { foldText } from '../text/fold/fold.ts';
import { findLinks } from './find-links.ts';
import { parseLink } from './parse-link.ts';
import { withoutSentenceEnd } from './unwrap-address.ts';

const valid = readVectors('src/decide/link/links.valid.txt').map(([given = '', host = '']) => ({ given, host }));
const invalid = readVectors('src/decide/link/links.invalid.txt').map(([given = '']) => given);

function hostOf(given: string): string | undefined {
  return parseLink(given).link?.host;
}

describe('reading an address', () => {
  it.each(valid)('$given has the host $host', ({ given, host }) => {
    expect(hostOf(given)).toBe(host);
  });

  it.each(invalid)('%j has none', (given) => {
    expect(hostOf(given)).toBeUndefined();
  });

  it('gives the host that the URL standard gives, whatever stands in an address with a scheme', () => {
    const piece = fc.constantFrom(
      '@',
      '\\',
      '/',
      ':',
      '#',
      '?',
      '%2e',
      '.',
      'a.example',
      'b.example',
      '[',
      '1',
      'é',
      '-',
      '&',
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), (pieces) => {
        const given = `https://${pieces.join('')}`;
        const read = hostOf(given);
        const written = withoutSentenceEnd(given);
        const expected = URL.canParse(written) ? new URL(written).hostname.replace(/\.$/u, '') : undefined;
        expect([undefined, expected]).toContain(read);
      }),
    );
  });

  it('gives the same host again for what it wrote itself', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const { link } = parseLink(url);
        expect(link === undefined ? undefined : parseLink(link.href).link).toEqual(link);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(typeof parseLink(text).defanged).toBe('boolean');
      }),
    );
  });

  it('costs no more than its length, whatever an enemy writes', () => {
    const hostile = [
      `a${' '.repeat(4_000)}b`,
      `https://example.org/${')'.repeat(4_000)}`,
      `[](${'a'.repeat(4_000)}`,
      `https://${'a.'.repeat(2_000)}org`,
      `https://${'@'.repeat(4_000)}example.org`,
      `https://example.org/?${'url=https%3A%2F%2Fexample.net&'.repeat(130)}`,
    ];
    // What is quadratic would run into the time that a test has.
    for (let round = 0; round < 20; round += 1) for (const text of hostile) parseLink(text);
    for (const text of hostile) expect(findLinks(text.repeat(2)).length).toBeLessThanOrEqual(8);
  });

  it('tells code from pages, disguise from plain, and names the customer of shared hosting', () => {
    expect(parseLink('JavaScript:alert(1)')).toMatchObject({ opensCode: true, scheme: 'javascript' });
    expect(parseLink('hxxp://evil.example').defanged).toBe(true);
    expect(parseLink('[a parcel](http://evil.example)').defanged).toBe(false);
    expect(parseLink('https://a.shop.github.io/x').link).toMatchObject({
      domain: 'shop.github.io',
      suffix: 'github.io',
      front: 'a',
      isShared: true,
    });
    expect(parseLink('https://www.example.co.uk').link).toMatchObject({ front: '', suffix: 'co.uk', isShared: false });
  });
});

describe('an address inside a text', () => {
  // Blanks part words, so what is disguised by them, or wrapped as a whole, is read only when it is pasted alone.
  const inText = valid.filter(({ given }) => /^https?:\/\/[^\s\\"“]*$/u.test(given) && !given.includes('​'));

  it.each(inText)('$given is read as $host there too', ({ given, host }) => {
    const folded = foldText(`Look at ${given} today`);
    const [place] = findLinks(folded.text);
    const written = place === undefined ? '' : folded.text.slice(place.from, place.to);
    // What is beyond ASCII is read as it was written, which observe-text.ts does.
    expect(place).toBeDefined();
    expect([hostOf(written), hostOf(given)]).toContain(host);
  });

  it('inside another’s parameter is part of that one', () => {
    expect(findLinks('see shop.net/out?u=http://evil.com/a now')).toHaveLength(1);
    expect(findLinks('see https://shop.net/out?u=http://evil.com/a now')).toHaveLength(1);
  });

  it('with a scheme is one link, whatever stands in it', () => {
    for (const given of [
      'https://good.example%2eevil.example/a',
      'https://evil.example\\@good.example/a',
      'https://good.example:x@evil.example/?u=https://third.example/b.c',
    ])
      expect(findLinks(`x ${given} y`).map(({ from, to }) => `x ${given} y`.slice(from, to))).toEqual([given]);
  });
});
