// SPDX-License-Identifier: Apache-2.0
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { sayReason } from '../decide/policy/policy.ts';
import { loadPolicy } from './load-policy.ts';
import { lineOf, parseYaml } from './parsed-yaml.ts';

const SHIPPED = fileURLToPath(new URL('../../policy', import.meta.url));
const folders: string[] = [];

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-policy-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const OWN_RULE = `
rules:
  - id: own-rule
    version: 1
    owner: desk
    channels: [text]
    expires: 2027-12-31
    description: x
    falseAlarm: x
    weight: 1
    when: { words: [canteen] }
    examples: { match: [canteen a, canteen b], noMatch: [c, d] }
`;

describe('an operator’s own policy folder', () => {
  it('overrides single keys and adds rules with their sentences', () => {
    const own = folderWith({
      'base-rates.yaml': 'point: 0.002\n',
      'thresholds.yaml': 'text: { modelMayHold: true }\n',
      'rules/own.yaml': OWN_RULE,
      'wording/en.yaml': 'reasons: { rule.own-rule: Our own sentence. }\n',
      'wording/zh.yaml': 'reasons: { rule.own-rule: 我们自己的话。 }\n',
    });
    const shipped = loadPolicy(SHIPPED);
    const policy = loadPolicy(SHIPPED, own);
    expect(policy.baseRates).toEqual({ ...shipped.baseRates, point: 0.002 });
    expect(policy.thresholds.text).toEqual({ ...shipped.thresholds.text, modelMayHold: true });
    expect(policy.rules.all()).toHaveLength(shipped.rules.all().length + 1);
    expect(sayReason(policy, 'zh', 'rule.own-rule')).toBe('我们自己的话。');
    expect(policy.versions.rules).not.toBe(shipped.versions.rules);
    expect(policy.versions.policy).not.toBe(shipped.versions.policy);
  });

  it('is refused with its own file and line', () => {
    const own = folderWith({ 'thresholds.yaml': '# ours\ntext:\n  warn: 2\n' });
    expect(() => loadPolicy(SHIPPED, own)).toThrow(`${join(own, 'thresholds.yaml')}:3: text.warn: must be under 1`);
  });

  it('must bring a sentence for each rule it adds', () => {
    const own = folderWith({ 'rules/own.yaml': OWN_RULE });
    expect(() => loadPolicy(SHIPPED, own)).toThrow(/no sentence for rule\.own-rule/u);
  });

  it('cannot reach the prototype of anything', () => {
    const own = folderWith({ 'base-rates.yaml': '__proto__: { person: 0.9 }\n' });
    expect(() => loadPolicy(SHIPPED, own)).toThrow(/__proto__/u);
    expect(Object.hasOwn(Object.prototype, 'person')).toBe(false);
  });

  it('that does not exist is told in one sentence', () => {
    expect(() => loadPolicy(SHIPPED, '/nowhere/at/all')).toThrow('The policy folder /nowhere/at/all cannot be read.');
  });
});

describe('reading YAML', () => {
  it('gives the same value from the cache as from the text, and keeps one file a text', () => {
    const cache = folderWith({});
    const text = 'a: [1, "x", true, null]\nb: { c: 2027-12-31 }\n';
    const fresh = parseYaml('x.yaml', text, cache);
    expect(readdirSync(cache)).toHaveLength(1);
    expect(parseYaml('x.yaml', text, cache)).toEqual(fresh);
    expect(fresh).toEqual({ a: [1, 'x', true, null], b: { c: '2027-12-31' } });
    parseYaml('x.yaml', `${text}d: 1\n`, cache);
    expect(readdirSync(cache)).toHaveLength(2);
  });

  it('does not mind a cache that is damaged or cannot be written', () => {
    const cache = folderWith({});
    const text = 'a: 1\n';
    parseYaml('x.yaml', text, cache);
    const [name = ''] = readdirSync(cache);
    writeFileSync(join(cache, name), '{"a":');
    expect(parseYaml('x.yaml', text, cache)).toEqual({ a: 1 });
    const file = join(folderWith({ 'a-file': '' }), 'a-file');
    chmodSync(file, 0o400);
    expect(parseYaml('x.yaml', text, join(file, 'below'))).toEqual({ a: 1 });
    expect(existsSync(join(file, 'below'))).toBe(false);
  });

  it('names the line of what is wrong', () => {
    const text = 'a:\n  - b: 1\n    c: 2\n  - d: 3\n';
    expect(lineOf(text, ['a', 0, 'c'])).toEqual({ line: 3, depth: 3 });
    expect(lineOf(text, ['a', 1, 'missing'])).toEqual({ line: 4, depth: 2 });
    expect(() => parseYaml('x.yaml', 'a: 1\na: 2\n', folderWith({}))).toThrow(/^x\.yaml:2: /u);
  });
});
