// SPDX-License-Identifier: Apache-2.0
/** An address is read as a real browser reads it: one host, whoever looks. */
import { expect, it } from 'vitest';
import { parseLink } from '../src/decide/link/parse-link.ts';
import { skipWithout } from '../src/testing/peers.ts';
import { readVectors } from '../src/testing/vectors.ts';
import { startBrowser } from './page/visit.ts';

const written = readVectors('src/decide/link/links.valid.txt').map(([given = '']) => given);
const odd = [
  'https://good.example\t.evil.example/',
  'https://go\nod.example@evil.example/',
  'https://evil.example\t\\@good.example',
  'ht\ttps://evil.example/',
];
// With a scheme and nothing round it, a browser takes it as it stands; wide signs of `://` it does not take at all.
const plain = [...written, ...odd].filter((given) => /^ht\s?tps?:/iu.test(given) && !/[\uff0f\uff1a]/u.test(given));

it.skipIf(skipWithout('chromium'))(
  'a browser opens the host that is judged',
  async () => {
    const browser = await startBrowser();
    try {
      const page = await browser.newPage();
      const hosts: (string | undefined)[] = await page.evaluate(
        (addresses) => addresses.map((address) => URL.parse(address)?.hostname.replace(/\.$/u, '')),
        plain,
      );
      const judged = plain.map((given) => parseLink(given).link?.host);
      const differing = plain.flatMap((given, index) =>
        hosts[index] === judged[index] ? [] : [{ given, browser: hosts[index], judged: judged[index] }],
      );
      expect(plain.length).toBeGreaterThan(50);
      expect(differing).toEqual([]);
    } finally {
      await browser.close();
    }
  },
  30_000,
);
