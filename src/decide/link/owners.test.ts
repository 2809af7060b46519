// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { shippedEngine } from '../../testing/engine.ts';
import { PolicyError } from '../policy/policy-error.ts';
import { blameOf } from './blame.ts';
import { readLink } from './observe-link.ts';
import { ownerOf, parseOwners } from './owners.ts';

const { hosts } = shippedEngine().policy;
const read = (address: string) => readLink(address, hosts);

function blame(address: string) {
  const seen = read(address);
  if (seen.link === undefined) throw new Error(`${address} is no address.`);
  return blameOf(seen, seen.link);
}

describe('a file of owners', () => {
  const owners = parseOwners(
    'own.tsv',
    'owner\tsource\tdomains\n# note\nFern Bank\tproved\tfern.example pay.fern.example\nMoss\trecalled\tfern.example moss.example',
  );

  it('gives a domain and all below it to its owner, a proved one before a recalled', () => {
    expect(ownerOf('www.fern.example', 'fern.example', owners)).toEqual({ name: 'Fern Bank', class: 'directory' });
    expect(ownerOf('moss.example', 'moss.example', owners)).toEqual({ name: 'Moss', class: 'recalled' });
    expect(ownerOf('notfern.example', 'notfern.example', owners)).toBeUndefined();
  });

  it.each([
    ['Fern\tproved', /line 1: owner, source and domains are due/u],
    ['Fern\theard\tfern.example', /line 1: the source must be proved, 2factorauth/u],
    ['a\tproved\ta.example\nFern\tproved\tFern.example', /line 2: a domain must be in lower case/u],
  ])('says what is wrong in %j', (text, message) => {
    expect(() => parseOwners('own.tsv', text)).toThrow(PolicyError);
    expect(() => parseOwners('own.tsv', text)).toThrow(message);
  });
});

describe('the owner of a host', () => {
  it('is proved by a directory or by the registry of its ending, and else only recalled', () => {
    expect(read('https://www.paypal.com/signin').owner).toMatchObject({ class: 'directory' });
    expect(read('https://www.tax.service.gov.uk/').owner).toMatchObject({ class: 'registry' });
    expect(read('https://www.myhermes.at/').owner).toMatchObject({ class: 'recalled' });
    expect(read('https://fern-bakery.example.com/').owner).toBeUndefined();
  });

  it('is never a name that only looks like it', () => {
    for (const address of [
      'facebboc.com',
      'paypal-specialoffers.com',
      'gov.uk.pay-fine.info',
      'paypal.com.evil.example',
    ])
      expect({ address, owner: read(address).owner }).toEqual({ address, owner: undefined });
  });

  it('is not the landlord’s where anybody gets a name, dynamic addresses included', () => {
    for (const address of ['https://rosa.duckdns.org:8080/a', 'https://shop.github.io', 'https://a.pages.dev/login']) {
      const { freeHosting, owner } = read(address);
      expect({ address, freeHosting, owner }).toEqual({ address, freeHosting: true, owner: undefined });
    }
  });

  it('is nobody’s where letters only look like a name', () => {
    expect(read('https://arnazon.com/signin').nearBrand?.name).toBe('Amazon');
    expect(read('https://netfl1x.com/a').nearBrand?.name).toBe('Netflix');
  });

  it('is not that of a platform where its members publish', () => {
    for (const address of [
      'https://github.com/a/b',
      'https://www.facebook.com/a',
      'https://sites.google.com/view/a',
      'https://forms.gle/a',
    ])
      expect({ address, owner: read(address).owner }).toEqual({ address, owner: undefined });
  });
});

describe('a host that is nobody’s', () => {
  it.each([
    ['https://login.afterpay.com.check.top/a', 'AfterPay'],
    ['https://www-coinbase-com.vip', 'Coinbase'],
    ['https://deliveroo-refund.info/x', 'Deliveroo'],
  ])('%s names %s', (address, name) => {
    expect(read(address).brandOffDomain?.name).toBe(name);
  });

  it.each([
    'https://meine-post-at-home.de',
    'https://news.post.at-home.org',
    'https://garden-com-center.org',
    'https://deliveroo-fans.org',
    'https://login.thornhill-academy.org.uk/adfs/ls/',
    'https://www.schneider-login-hilfe.de',
  ])('%s names nobody', (address) => {
    expect(read(address).brandOffDomain).toBeUndefined();
  });
});

describe('the unit of blame', () => {
  it.each([
    ['https://sites.google.com/view/reward', { unit: 'page', value: 'sites.google.com/view/reward' }],
    ['https://bit.ly/3abcde', { unit: 'page', value: 'bit.ly/3abcde' }],
    ['https://www.facebook.com/fake.page', { unit: 'page', value: 'www.facebook.com/fake.page' }],
    ['https://www.paypal.com/open-redirect?x=1', { unit: 'page', value: 'www.paypal.com/open-redirect?x=1' }],
    ['https://northbank.github.io/login', { unit: 'domain', value: 'northbank.github.io' }],
    ['https://login.parcel-fee.top/a', { unit: 'domain', value: 'parcel-fee.top' }],
    ['http://203.0.113.9/login', { unit: 'host', value: '203.0.113.9' }],
  ])('of %s', (address, expected) => {
    expect(blame(address)).toEqual(expected);
  });
});
