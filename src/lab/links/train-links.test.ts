// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { parseLinkModel } from '../../decide/link/model/link-model.ts';
import { weighLink } from '../../decide/link/model/weigh-link.ts';
import { readLink } from '../../decide/link/observe-link.ts';
import { SHIPPED_POLICY_DIR } from '../../screen/load.ts';
import { loadPolicy } from '../../screen/load-policy.ts';
import { mulberry32, pick } from '../train/random.ts';
import { readLinks } from './read-links.ts';
import { trainLinks } from './run-link-training.ts';
import { SHIPPED_LINK_RECIPE } from './train-link-model.ts';
import { varyLinks } from './vary-links.ts';

const { hosts } = loadPolicy(SHIPPED_POLICY_DIR);
const folder = mkdtempSync(join(tmpdir(), 'tocsin-links-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SCAM_WORDS = ['parcel', 'toll', 'refund', 'verify', 'unlock', 'bonus', 'claim', 'fee'];
const HONEST_WORDS = ['garden', 'choir', 'village', 'bakery', 'school', 'museum', 'harbour', 'mill'];

/** A small world in which scams and honest sites differ by their words and endings. */
function writeWorld(): { readonly corpora: string; readonly own: string } {
  const draw = mulberry32(3);
  const header = 'url\tlabel\tdate\tsource\tetld1\ttag';
  const scams = named(SCAM_WORDS, 300, draw).map(
    (name) => `https://${name}.top/pay/a.php\t1\t2024-05-01\thunters\t${name}.top\t`,
  );
  const honest = named(HONEST_WORDS, 300, draw).map((name) => `https://www.${name}.org/\t0\t\tlist\t${name}.org\t`);
  const corpora = join(folder, 'corpora');
  write(join(corpora, 'url-phishing/train-to-2024.tsv.gz'), gzip([header, ...scams.slice(60), ...honest.slice(60)]));
  write(join(corpora, 'url-phishing/val-2025.tsv.gz'), gzip([header, ...scams.slice(0, 60), ...honest.slice(0, 60)]));
  write(join(corpora, 'url-jpcert/phish-2019-2024.tsv.gz'), gzip([header, ...scams.slice(70, 80)]));
  const own = join(folder, 'own');
  for (const purpose of ['train', 'lines', 'report'])
    write(
      join(own, purpose, 'sites.tsv'),
      [
        'kind\tcountry\taddress',
        ...named(HONEST_WORDS, 40, draw).map((name) => `shop\tGB\thttps://${name}.co.uk/hours`),
        '',
      ].join('\n'),
    );
  return { corpora, own };
}

function named(words: readonly string[], count: number, draw: () => number): readonly string[] {
  return Array.from({ length: count }, () => `${pick(draw, words)}-${pick(draw, words)}-${Math.floor(draw() * 9_000)}`);
}

function gzip(lines: readonly string[]): Buffer {
  return gzipSync(`${lines.join('\n')}\n`);
}

function write(file: string, content: Buffer | string): void {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, content);
}

const world = writeWorld();
const data = readLinks(world);
const recipe = { ...SHIPPED_LINK_RECIPE, trees: 20, fewestOfEnding: 10, leastLeaf: 5 };

describe('links to learn from', () => {
  it('stand once over all sets, those of later years where they stand in both', () => {
    expect([data.past.length + data.later.length, data.later.length]).toEqual([600, 120]);
    expect([data.own.length, data.ownForLines.length, data.ownForReport.length]).toEqual([40, 40, 40]);
    expect(data.files).toHaveLength(6);
  });

  it('give honest home pages paths, scams none but their own, and own sites several', () => {
    const rows = varyLinks(data.past, data.own, 1);
    const withPath = rows.filter(({ label, source, link }) => label === 0 && source === 'list' && link.path !== '/');
    const listed = rows.filter(({ source }) => source === 'list').length;
    expect(withPath.length / listed).toBeGreaterThan(0.35);
    expect(withPath.length / listed).toBeLessThan(0.65);
    expect(rows.filter(({ label }) => label === 1).every(({ link }) => link.path === '/pay/a.php')).toBe(true);
    expect(rows.filter(({ source }) => source === 'own-train').length).toBeGreaterThan(3 * data.own.length - 1);
  });

  it('are refused with file and line when a line has no address', () => {
    write(join(folder, 'bad/train/sites.tsv'), 'kind\tcountry\taddress\nshop\tGB\n');
    for (const purpose of ['lines', 'report'])
      write(join(folder, `bad/${purpose}/sites.tsv`), 'kind\tcountry\taddress\n');
    expect(() => readLinks({ corpora: world.corpora, own: join(folder, 'bad') })).toThrow(
      /sites\.tsv:2: kind, country/u,
    );
  });
});

describe('training a link model', () => {
  const { bytes } = trainLinks(data, hosts, recipe);

  it('gives the same bytes for the same rows', () => {
    expect(Buffer.compare(trainLinks(data, hosts, recipe).bytes, bytes)).toBe(0);
  });

  it('tells scams from honest sites that it has not seen', () => {
    const model = parseLinkModel(bytes);
    const weigh = (url: string) => weighLink(model, readLink(url, hosts)) ?? 0;
    expect(weigh('https://refund-parcel-1234.top/pay/a.php')).toBeGreaterThan(
      weigh('https://choir-mill-1234.org/') + 2,
    );
    expect(model.header.lines.hold).toBeGreaterThanOrEqual(model.header.lines.warn);
  });
});
