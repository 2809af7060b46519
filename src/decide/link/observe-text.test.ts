// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newEventId } from '../../base/ids.ts';
import { instantOf } from '../../base/instant.ts';
import { parseEvent } from '../parse-event.ts';
import { foldText } from '../text/fold/fold.ts';
import { parseHosts } from './known-hosts.ts';
import { findLinks } from './find-links.ts';
import { observeText } from './observe-text.ts';

const hosts = parseHosts(
  'hosts.yaml',
  {
    brands: [{ name: 'PayPal', tokens: ['paypal'], domains: ['paypal.com'] }],
    shorteners: ['bit.ly'],
    freeHosting: [],
    platforms: ['medium.com'],
    publicBodies: ['gov.uk'],
  },
  { file: 'owners', text: 'PayPal\t2factorauth\tpaypal.com' },
);

function observe(body: string, from = 'Ann') {
  const stamp = { id: () => newEventId((length) => new Uint8Array(length)), at: () => instantOf(0) };
  const parsed = parseEvent({ kind: 'text', from, body }, stamp);
  if (!parsed.ok || parsed.event.kind !== 'text') throw new Error('not a text');
  return observeText(parsed.event, foldText(body), hosts);
}

function linksIn(text: string): readonly string[] {
  return findLinks(text).map(({ from, to }) => text.slice(from, to));
}

describe('links in a text', () => {
  it.each([
    ['see https://example.org/a?b=c, then call', ['https://example.org/a?b=c']],
    ['see example.org.', ['example.org']],
    ['(www.example.org)', ['www.example.org']],
    ['点击http://a-b.cn/x查看', ['http://a-b.cn/x']],
    ['bit.ly/3x and t.co/y', ['bit.ly/3x', 't.co/y']],
    ['http://203.0.113.9/login', ['http://203.0.113.9/login']],
    ['https://paypal.com@evil.example/x', ['https://paypal.com@evil.example/x']],
    ['example.org:8080/a', ['example.org:8080/a']],
  ])('%s', (text, links) => {
    expect(linksIn(text)).toEqual(links);
  });

  it.each([
    'the end.next sentence',
    'see you at 5.it is late',
    'version 10.2.1.4 is out',
    'pay 12.50 or 1.299,00',
    'write to ann@example.org',
    'e.g. this, i.e. that',
    'report.pdf and photo.jpg',
    '...',
    '',
  ])('finds none in: %s', (text) => {
    expect(findLinks(text)).toEqual([]);
  });

  it('never throws and returns only pieces of the text', () => {
    const piece = fc.constantFrom('a', '.', '/', '@', ':', 'https://', 'com', ' ', '1', '-', '微');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        for (const link of linksIn(text)) expect(text).toContain(link);
      }),
    );
  });

  it('gives up on a list of links after a few', () => {
    expect(findLinks('a.example.org '.repeat(50)).length).toBeLessThanOrEqual(8);
  });
});

describe('what is seen of a text', () => {
  it('shows the most telling of several links', () => {
    const { link, text } = observe('Site: https://www.paypal.com or https://paypal-help.example.info/x');
    expect(text).toMatchObject({ links: 2, unofficialLinks: 1 });
    expect(link).toMatchObject({ brandOffDomain: { name: 'PayPal' } });
  });

  it('finds a disguised link and says that it was disguised', () => {
    expect(observe('go to hxxp://evil[.]example/a now').link).toMatchObject({ defanged: true });
  });

  it.each([
    ['+447700900123', 'number'],
    ['60006', 'short-code'],
    ['NorthBank', 'name'],
    ['a@example.org', 'mail'],
  ])('knows the sender %s as %s', (from, kind) => {
    expect(observe('hi', from).text?.sender).toBe(kind);
  });
});
