// SPDX-License-Identifier: Apache-2.0
/**
 * Import borders: which folder may import which. The table lives in docs/architecture.md, where people read it; this file
 * parses it and judges the imports of source files against it. Pure, so that a planted violation can be its test.
 */
import { posix } from 'node:path';
import { parseSync } from 'oxc-parser';

export type Borders = ReadonlyMap<string, ReadonlySet<string>>;
export type SourceFile = { readonly path: string; readonly text: string };
export type BorderReport = {
  readonly imports: number;
  /** Sentences, one for each import that no row allows. */
  readonly violations: readonly string[];
};

const ROW = /^\| *([a-z0-9/.-]+) *\| *([^|]*?) *\|$/u;

/** Reads the table under “## Import borders”. Throws when there is none, since a checker without rules passes everything. */
export function parseBorders(markdown: string): Borders {
  const section = markdown.split(/^## Import borders$/mu)[1]?.split(/^## /mu)[0] ?? '';
  const borders = new Map<string, ReadonlySet<string>>();
  for (const line of section.split('\n')) {
    const row = ROW.exec(line);
    if (!row?.[1] || row[1] === 'folder') continue;
    borders.set(
      row[1],
      new Set(
        (row[2] ?? '')
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== '–'),
      ),
    );
  }
  if (borders.size === 0) throw new Error('docs/architecture.md has no table of import borders.');
  return borders;
}

/** Judges every static and dynamic import and re-export with a relative path. Tests may import `testing` too. */
export function checkBorders(borders: Borders, files: readonly SourceFile[]): BorderReport {
  let imports = 0;
  const violations: string[] = [];
  for (const file of files) {
    const from = folderOf(file.path, borders);
    const isTest = /\.test\.tsx?$/u.test(file.path);
    for (const specifier of importsOf(file)) {
      imports += 1;
      if (!specifier.startsWith('.')) continue;
      const target = posix.join(posix.dirname(file.path), specifier);
      const to = folderOf(target, borders);
      if (from === undefined) violations.push(`${file.path}: its folder has no row in the table of import borders.`);
      else if (to === undefined) violations.push(`${file.path}: ${specifier} leads to a folder without a row.`);
      else if (!mayImport(borders, from, to) && !(isTest && to === 'testing'))
        violations.push(`${file.path}: ${from} may not import ${to} (${specifier}).`);
      else if (isSlice(from) && isSlice(to) && from !== to && posix.basename(target) !== 'index.ts')
        violations.push(`${file.path}: of ${to} only its index.ts may be imported (${specifier}).`);
    }
  }
  return { imports, violations };
}

function mayImport(borders: Borders, from: string, to: string): boolean {
  if (from === to || (rootOf(to) === rootOf(from) && !isSlice(from))) return true;
  const allowed = borders.get(from);
  return allowed !== undefined && (allowed.has(to) || allowed.has(rootOf(to)));
}

/** Slices are strangers to each other, though they lie in one folder. */
function isSlice(row: string): boolean {
  return row.startsWith('respond/');
}

/** The row a path belongs to: a file's own row (`cli/dev.ts`) before its folder's, a slice's before that of all slices. */
function folderOf(path: string, borders: Borders): string | undefined {
  const inside = path.replace(/^src\//u, '');
  if (borders.has(inside)) return inside;
  const slice = inside.split('/').slice(0, 2).join('/');
  if (borders.has(slice)) return slice;
  const folder = inside.split('/')[0] ?? '';
  return borders.has(folder) || isDataFolder(folder) ? folder : undefined;
}

function rootOf(row: string): string {
  return row.split('/')[0] ?? row;
}

// Data that code may read by a relative path but never imports as code.
function isDataFolder(folder: string): boolean {
  return folder === 'package.json';
}

function importsOf({ path, text }: SourceFile): readonly string[] {
  const { module } = parseSync(path, text);
  const specifiers: string[] = [];
  for (const { moduleRequest } of module.staticImports) specifiers.push(moduleRequest.value);
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest } of entries) if (moduleRequest) specifiers.push(moduleRequest.value);
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const literal = /^['"`](.+)['"`]$/u.exec(text.slice(moduleRequest.start, moduleRequest.end));
    if (literal?.[1]) specifiers.push(literal[1]);
  }
  return specifiers;
}
