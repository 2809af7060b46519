// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { parseLink } from './parse-link.ts';
import { redirectOf } from './redirect.ts';

function endOf(address: string): { readonly host: string; readonly isTransparent: boolean } | undefined {
  const { link } = parseLink(address);
  if (link === undefined) throw new Error(`${address} is no address.`);
  const found = redirectOf(link);
  return found && { host: found.link.host, isTransparent: found.isTransparent };
}

describe('where an address passes its reader on to', () => {
  it.each([
    'https://www.google.com/url?q=https://evil.example.com/a&sa=D',
    'https://www.google.com/url?url=https%3A%2F%2Fevil.example.com%2Fa',
    'https://www.google.com/amp/s/evil.example.com/a',
    'https://l.facebook.com/l.php?u=https%3A%2F%2Fevil.example.com%2F&h=AT0',
    'https://www.youtube.com/redirect?event=x&q=http%3A%2F%2Fevil.example.com',
    'https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fevil.example.com%2Fa&data=05',
    'https://urldefense.com/v3/__https://evil.example.com/a__;!!x',
    'https://urldefense.proofpoint.com/v2/url?u=https-3A__evil.example.com_a&d=x',
    'https://www.bing.com/ck/a?!&&p=1&u=a1aHR0cHM6Ly9ldmlsLmV4YW1wbGUuY29tL2E&ntb=1',
    'https://web.archive.org/web/20240101000000/https://evil.example.com/a',
    'https://evil-example-com.translate.goog/a?_x_tr_sl=auto',
    'https://duckduckgo.com/l/?uddg=https%3A%2F%2Fevil.example.com%2F',
  ])('%s is judged by its end', (address) => {
    expect(endOf(address)).toEqual({ host: 'evil.example.com', isTransparent: true });
  });

  it('is read through a chain of redirectors and through double encoding', () => {
    expect(
      endOf(
        'https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%253A%252F%252Fevil.example.com',
      ),
    ).toEqual({ host: 'evil.example.com', isTransparent: true });
  });

  it('may stand in a parameter of any site, which then counts itself too', () => {
    expect(endOf('https://shop.example.net/out?url=https%3A%2F%2Fevil.example.com')).toEqual({
      host: 'evil.example.com',
      isTransparent: false,
    });
  });

  it.each([
    'https://www.google.com/search?q=https://evil.example.com',
    'https://accounts.example.com/login?continue=https%3A%2F%2Fmail.example.net%2F',
    'https://login.example.net/authorize?redirect_uri=https%3A%2F%2Fapp.example.org',
    'https://example.com/share?url=https%3A%2F%2Fwww.example.com%2Fa',
    'https://example.com/a?to=anna',
    'https://example.com/a?url=javascript:alert(1)',
    'https://www.youtube.com/watch?v=x&q=https://evil.example.com',
    'https://example.com',
  ])('%s stays where it is', (address) => {
    expect(endOf(address)).toBeUndefined();
  });
});
