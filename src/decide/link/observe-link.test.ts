// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOneEditApart } from './brands.ts';
import { parseHosts } from './known-hosts.ts';
import { readLink } from './observe-link.ts';
import { decodeLabel } from './punycode.ts';

const hosts = parseHosts(
  'hosts.yaml',
  {
    brands: [
      { name: 'PayPal', tokens: ['paypal'], domains: ['paypal.com'] },
      { name: 'Apple', tokens: ['apple'], domains: ['apple.com'], everyday: true },
      { name: 'Google', tokens: ['google'], domains: ['google.com'] },
    ],
    shorteners: ['bit.ly'],
    freeHosting: ['sites.google.com'],
    platforms: ['medium.com'],
    publicBodies: ['gov.uk'],
  },
  { file: 'owners', text: 'PayPal\t2factorauth\tpaypal.com' },
);

const read = (url: string) => readLink(url, hosts);

describe('reading a link', () => {
  it('takes what people paste: no scheme, blanks around, capitals, a trailing dot', () => {
    for (const url of ['paypal.com/a', '  HTTPS://PayPal.com/a ', 'http://www.paypal.com./', '//paypal.com'])
      expect(read(url)).toMatchObject({
        readable: true,
        owner: { class: 'directory' },
        link: { domain: 'paypal.com' },
      });
  });

  it('knows a host with a port from a scheme', () => {
    expect(read('example.org:8081/login')).toMatchObject({ link: { host: 'example.org', port: '8081' } });
    expect(read('localhost:80')).toMatchObject({ link: { host: 'localhost', port: '' } });
  });

  it.each(['hxxps://evil[.]example/a', 'https://evil(dot)example', 'http://evil . example/a'])(
    'undoes and reports the disguise of %s',
    (url) => {
      expect(read(url)).toMatchObject({ readable: true, defanged: true, link: { host: 'evil.example' } });
    },
  );

  it.each(['http://0xCB007109/', 'http://3405803785/', 'http://0313.0.0161.011/', 'http://203.28937/'])(
    'knows %s for an address in an odd form',
    (url) => {
      expect(read(url)).toMatchObject({ link: { isIp: true, oddIp: true } });
    },
  );

  it('takes a plain address for plain', () => {
    expect(read('http://203.0.113.9/x')).toMatchObject({ link: { isIp: true, oddIp: false, host: '203.0.113.9' } });
    expect(read('http://[2001:db8::1]/')).toMatchObject({ link: { isIp: true, oddIp: false } });
  });

  it('tells the router at home from a machine on the network', () => {
    expect(read('http://192.168.1.1/').privateAddress).toBe(true);
    expect(read('http://[::1]:80/').privateAddress).toBe(true);
    expect(read('http://203.0.113.9/').privateAddress).toBe(false);
    expect(read('http://172.32.0.1/').privateAddress).toBe(false);
  });

  it('takes a brand’s bare word below a country’s ending for a site of its own, and below a cheap ending for a claim', () => {
    expect(read('https://google.dk/maps').brandOffDomain).toBeUndefined();
    expect(read('https://paypal.co.nz').owner).toBeUndefined();
    expect(read('https://paypal.co.nz').brandOffDomain).toBeUndefined();
    expect(read('https://paypal.top').brandOffDomain?.name).toBe('PayPal');
    expect(read('https://paypal.tk').brandOffDomain?.name).toBe('PayPal');
  });

  it('finds a brand run together with bait, and no everyday word in that way', () => {
    expect(read('https://refundpaypal.info').brandOffDomain?.name).toBe('PayPal');
    expect(read('https://paypalunlock.info').brandOffDomain?.name).toBe('PayPal');
    expect(read('https://holdapple.info').brandOffDomain).toBeUndefined();
    expect(read('https://apple-refunds.info').brandOffDomain?.name).toBe('Apple');
    expect(read('https://apple-orchard.info').brandOffDomain).toBeUndefined();
  });

  it('knows a name that is bought for one errand from an owner’s own', () => {
    for (const url of ['https://fern-refund.info/a', 'boi-verify.com', 'pay-my-toll.co.uk/x'])
      expect({ url, is: read(url).namesErrand }).toEqual({ url, is: true });
    for (const url of [
      'https://login.fernbank.com/refund',
      'refund.gov.example',
      'lake-side.org',
      'https://pay.google.com',
    ])
      expect({ url, is: read(url).namesErrand }).toEqual({ url, is: false });
  });

  it('sees through a name before the at sign', () => {
    expect(read('https://paypal.com@evil.example/x')).toMatchObject({
      link: { host: 'evil.example', hasUserInfo: true },
    });
  });

  it('reads the host as browsers do where parsers are known to differ', () => {
    expect(read('https://evil.example\\@paypal.com')).toMatchObject({ link: { host: 'evil.example' } });
    expect(read('https://evil.example#@paypal.com')).toMatchObject({ link: { host: 'evil.example' } });
    expect(read('https:evil.example')).toMatchObject({ link: { host: 'evil.example' } });
  });

  it.each([
    ['https://paypal.account-check.info', 'PayPal'],
    ['https://securepaypal.net', 'PayPal'],
    ['https://apple-support.info', 'Apple'],
    ['https://paypal.com.evil.example', 'PayPal'],
  ])('%s claims to be %s', (url, brand) => {
    expect(read(url)).toMatchObject({ brandOffDomain: { name: brand } });
    expect(read(url).owner).toBeUndefined();
  });

  it.each([
    ['https://paypa1.com', 'PayPal'],
    ['https://paypall.com', 'PayPal'],
    ['https://payapl.com', 'PayPal'],
    ['https://gооgle.com', 'Google'],
  ])('%s is nearly %s', (url, brand) => {
    const { nearBrand, brandOffDomain } = read(url);
    expect((nearBrand ?? brandOffDomain)?.name).toBe(brand);
  });

  it.each([
    'https://apple-orchard.org',
    'https://pineapple.org',
    'https://www.google.com/search',
    'https://example.org/paypal',
  ])('%s claims nothing', (url) => {
    const { brandOffDomain, nearBrand } = read(url);
    expect([brandOffDomain, nearBrand]).toEqual([undefined, undefined]);
  });

  it('takes open hosting on a brand’s domain for a stranger’s page', () => {
    expect(read('https://sites.google.com/view/x')).toMatchObject({ freeHosting: true });
    expect(read('https://sites.google.com/view/x').owner).toBeUndefined();
  });

  it('tells mixed alphabets from honest foreign names', () => {
    expect(read('https://pаypal.com').mixedScript).toBe(true);
    expect(read('https://müller.de')).toMatchObject({ mixedScript: false, punycode: true });
    expect(read('https://例え.jp').mixedScript).toBe(false);
    expect(read('https://почта.рф').mixedScript).toBe(false);
  });

  it('counts labels before the domain but not www, and hyphens but not the prefix of foreign letters', () => {
    expect(read('https://www.a.b.c.example.co.uk').subdomains).toBe(4);
    expect(read('https://www.example.co.uk').subdomains).toBe(0);
    expect(read('https://a-b-c.example.org').hyphens).toBe(2);
    expect(read('https://müller.de').hyphens).toBe(0);
  });

  it('names code and app files', () => {
    expect(read('javascript:alert(1)')).toMatchObject({ opensCode: true, readable: true });
    expect(read('https://example.org/a.APK?x=1').downloadsApp).toBe(true);
    expect(read('https://example.org/apk').downloadsApp).toBe(false);
  });

  it('says so when it cannot read a link, and never throws', () => {
    expect(read('http://').readable).toBe(false);
    expect(read('http://exa mple^.org/').readable).toBe(false);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl()), (url) => {
        expect(typeof read(url).readable).toBe('boolean');
      }),
    );
  });

  it('reads 3,000 characters as well as thirty', () => {
    expect(read(`https://example.org/${'a'.repeat(3_000)}`)).toMatchObject({
      readable: true,
      link: { host: 'example.org' },
    });
  });
});

describe('punycode', () => {
  it('decodes what the URL standard encodes', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zà-þа-яα-ω]{1,12}$/u), (label) => {
        let host: string;
        try {
          host = new URL(`http://${label}.example`).hostname;
        } catch {
          return;
        }
        const [encoded = ''] = host.split('.');
        expect(new URL(`http://${decodeLabel(encoded)}.example`).hostname).toBe(host);
        expect(decodeLabel(encoded).startsWith('xn--')).toBe(false);
      }),
    );
  });

  it('leaves alone what is no punycode', () => {
    for (const label of ['xn--', 'xn--!', 'xn--99999999999999', 'plain'])
      expect(() => decodeLabel(label)).not.toThrow();
    expect(decodeLabel('plain')).toBe('plain');
  });
});

describe('one edit apart', () => {
  it.each([
    ['paypal', 'paypa', true],
    ['paypal', 'paypaal', true],
    ['paypal', 'peypal', true],
    ['paypal', 'payapl', true],
    ['paypal', 'paypal', false],
    ['paypal', 'pypl', false],
    ['paypal', 'lapyap', false],
  ])('%s and %s: %s', (left, right, expected) => {
    expect(isOneEditApart(left, right)).toBe(expected);
    expect(isOneEditApart(right, left)).toBe(expected);
  });
});
