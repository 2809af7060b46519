// SPDX-License-Identifier: Apache-2.0
/**
 * Links with labels: the public sets in the folder that `TOCSIN_CORPORA` names and our own lists of ordinary small sites, which the
 * public ones lack. A link is its host and path: scheme, `www.` and a lone slash tell a list's habits and not the site's.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { EnvironmentError, TocsinError } from '../../base/errors.ts';
import { type ParsedLink, parseLink } from '../../decide/link/parse-link.ts';
import { type DataFile, readSet } from '../train/corpora.ts';
import { digestOf } from '../train/digest-of.ts';

export type LinkRow = {
  readonly link: ParsedLink;
  /** 1: part of a scam. */
  readonly label: 0 | 1;
  /** Rows of one group never stand on two sides of a split: the registrable domain. */
  readonly group: string;
  readonly source: string;
  /** Kind of site, of our own lists. */
  readonly kind?: string;
  /** ISO 8601, of scams. */
  readonly date?: string;
};

export type LinkData = {
  /** Seen to the end of 2024. */
  readonly past: readonly LinkRow[];
  /** Scams of 2025, and honest links of other groups. */
  readonly later: readonly LinkRow[];
  /** Own honest links to train from. */
  readonly own: readonly LinkRow[];
  /** Own honest links by another hand, for lines. */
  readonly ownForLines: readonly LinkRow[];
  /** Own honest links by a third hand, for the report alone. */
  readonly ownForReport: readonly LinkRow[];
  readonly files: readonly DataFile[];
};

type LinkSet = { readonly file: string; readonly part: 'past' | 'later'; readonly licence: string };

const LINK_SETS: readonly LinkSet[] = [
  { file: 'url-phishing/val-2025.tsv.gz', part: 'later', licence: 'CC0, MIT, BSD, Apache, CC BY (by list)' },
  { file: 'url-phishing/train-to-2024.tsv.gz', part: 'past', licence: 'CC0, MIT, BSD, Apache, CC BY (by list)' },
  {
    file: 'url-jpcert/phish-2019-2024.tsv.gz',
    part: 'past',
    licence: 'none stated: used for training only, no address kept',
  },
];

export type LinkFolders = { readonly corpora: string; readonly own: string };

/** A link that stands in several places is kept once, later ones first: what is to be foretold is not learned. */
export function readLinks({ corpora, own }: LinkFolders): LinkData {
  const seen = new Set<string>();
  const files: DataFile[] = [];
  const rows = { past: new Array<LinkRow>(), later: new Array<LinkRow>() };
  const ownForReport = readOwn(own, 'report', seen, files);
  const ownForLines = readOwn(own, 'lines', seen, files);
  const ownRows = readOwn(own, 'train', seen, files);
  for (const { file, part, licence } of LINK_SETS) {
    const packed = readSet(join(corpora, file));
    const lines = gunzipSync(packed).toString('utf8').trimEnd().split('\n').slice(1);
    files.push({ file, sha256: digestOf(packed), rows: lines.length, licence });
    for (const line of lines) {
      const row = publicRow(line);
      if (row && isNew(row, seen)) rows[part].push(row);
    }
  }
  return { ...rows, own: ownRows, ownForLines, ownForReport, files };
}

function readOwn(folder: string, purpose: string, seen: Set<string>, files: DataFile[]): readonly LinkRow[] {
  return readOwnFiles(join(folder, purpose)).flatMap(([name, bytes]) => {
    const lines = bytes.toString('utf8').trimEnd().split('\n').slice(1);
    files.push({
      file: `links/${purpose}/${name}`,
      sha256: digestOf(bytes),
      rows: lines.length,
      licence: 'Apache-2.0',
    });
    return lines.flatMap((line, index) => {
      const [kind, , address] = line.split('\t');
      const { link } = parseLink(address ?? '');
      if (kind === undefined || link === undefined)
        throw new TocsinError(
          'bad-corpus',
          `${name}:${index + 2}: kind, country and an address are due, apart by tabs.`,
        );
      const row: LinkRow = { link, label: 0, group: groupOf(link), source: `own-${purpose}`, kind };
      return isNew(row, seen) ? [row] : [];
    });
  });
}

function publicRow(line: string): LinkRow | undefined {
  const [url = '', label, date, source = '', domain = ''] = line.split('\t');
  const { link } = parseLink(url);
  if (link === undefined) return undefined;
  const group = domain === '' ? groupOf(link) : domain;
  return { link, label: label === '1' ? 1 : 0, group, source, ...(date === undefined || date === '' ? {} : { date }) };
}

function groupOf({ domain, host }: ParsedLink): string {
  return domain ?? host;
}

function isNew({ link }: LinkRow, seen: Set<string>): boolean {
  const host = link.host.startsWith('www.') ? link.host.slice(4) : link.host;
  const key = host + (link.path === '/' ? '' : link.path);
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

/** Names and contents of one of our own folders, in order. */
function readOwnFiles(folder: string): readonly (readonly [name: string, bytes: Buffer])[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.tsv'));
    return names.toSorted().map((name) => [name, readFileSync(join(folder, name))] as const);
  } catch (cause) {
    throw new EnvironmentError('no-links', `The folder ${folder} of own links cannot be read.`, { cause });
  }
}
