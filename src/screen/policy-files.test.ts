// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { compileFiles, type PolicyFile, readPolicyFiles } from './load-policy.ts';
import { fileURLToPath } from 'node:url';
import { adviseOn, nameScheme, type Policy, sayReason, sayVerdict } from '../decide/policy/policy.ts';
import { adviseOnScheme, wordingKeys } from '../decide/policy/wording.ts';

const files = readPolicyFiles(fileURLToPath(new URL('../../policy', import.meta.url)));
const policy = compileFiles(files);

/** The shipped policy with one file changed. */
function changed(name: string, change: (text: string) => string): readonly PolicyFile[] {
  expect(files.some((file) => file.name === name)).toBe(true);
  return files.map((file) => (file.name === name ? { ...file, text: change(file.text) } : file));
}

describe('the shipped policy', () => {
  it('has the base rates and thresholds that the design names', () => {
    expect(policy.baseRates).toEqual({ person: 0.3, screen: 0.1, point: 0.01 });
    expect(policy.priors.screen).toBeCloseTo(Math.log(0.1 / 0.9), 12);
    for (const { warn, hold, block } of Object.values(policy.thresholds))
      expect([warn, hold, block]).toEqual([0.5, 0.9, 0.98]);
    const switches = Object.entries(policy.thresholds).map(([kind, { modelMayHold, modelMayBlock }]) => [
      kind,
      modelMayHold,
      modelMayBlock,
    ]);
    expect(switches).toEqual([
      ['text', false, false],
      ['call', false, false],
      ['link', true, false],
      ['transfer', true, false],
    ]);
  });

  it('has every code of the taxonomy, described and advised on in English and Chinese', () => {
    const schemes = policy.taxonomy.all();
    expect(schemes).toHaveLength(63);
    const lacking = schemes.filter((scheme) =>
      ['en', 'zh'].some(
        (lang) =>
          !scheme.description[lang] ||
          (adviseOnScheme(policy, lang, scheme.code)?.length ?? 0) < 2 ||
          (scheme.cues[lang]?.length ?? 0) !== scheme.cues['en']?.length,
      ),
    );
    expect(lacking.map(({ code }) => code)).toEqual([]);
    expect(schemes.map(({ code }) => code)).toEqual(expect.arrayContaining(['bank.safe-account', 'unclassified']));
    expect(policy.taxonomy.find('gambling.rigged-platform')?.strongestVerdict).toBe('warn');
    expect(policy.taxonomy.find('identity.malware')?.countsAsScam).toBe(false);
    expect(policy.taxonomy.find('bank.nothing')).toBeUndefined();
  });

  it('has cross-walks with confidence and version', () => {
    for (const { crosswalks } of policy.taxonomy.all())
      for (const walk of crosswalks) {
        expect(walk.version).not.toBe('');
        expect(['high', 'medium', 'low']).toContain(walk.confidence);
      }
    expect(policy.taxonomy.find('authority.police-prosecutor-court')?.crosswalks.map(({ to }) => to)).toContain(
      '公安部',
    );
  });

  it('has facets that do not depend on the scheme', () => {
    expect(Object.keys(policy.taxonomy.facets().facets)).toEqual([
      'contact-channel',
      'impersonated-body',
      'persuasion',
      'payment-rail',
      'authorised',
      'completion',
      'earlier-loss',
    ]);
  });

  it('says nothing of scams where a registration is missing, and calls no code a scam', () => {
    for (const lang of policy.wording.languages) {
      expect(sayReason(policy, lang, 'rule.one-time-code')).not.toMatch(/scam|诈骗/iu);
      expect(sayReason(policy, lang, 'unfamiliar')).not.toMatch(/scam|诈骗/iu);
    }
  });

  it('never blocks or holds by a rule of its own without a person who answers for it', () => {
    for (const { rule } of policy.rules.all()) expect(['hold', 'block']).not.toContain(rule.decides);
  });
});

describe('wording', () => {
  it('fills slots with what is safe to show', () => {
    const sentence = sayReason(policy, 'en', 'rule.link-looks-like-brand', {
      host: 'ev\u001B[31mil\u202E',
      brand: 'PayPal',
    });
    expect(sentence).toBe('The address ev\\u{1b}[31mil\\u{202e} is one letter away from PayPal.');
  });

  it('leaves an ellipsis for what is not known', () => {
    expect(sayReason(policy, 'en', 'rule_failed')).toBe('One rule (…) could not be applied. All others were.');
    expect(sayReason(policy, 'en', 'rule_failed', { toString: 'x' })).toContain('(…)');
  });

  it('falls back to the base language and then to English', () => {
    expect(sayVerdict(policy, 'zh-Hant-TW', 'text', 'warn')).toBe(sayVerdict(policy, 'zh', 'text', 'warn'));
    expect(sayVerdict(policy, 'xx', 'text', 'warn')).toBe(sayVerdict(policy, 'en', 'text', 'warn'));
    expect(sayVerdict(policy, '__proto__', 'text', 'warn')).toBe(sayVerdict(policy, 'en', 'text', 'warn'));
  });

  it('advises by scheme when something was found, and by channel when not', () => {
    const found = adviseOn(policy, 'en', { kind: 'text', verdict: 'warn', scheme: 'companionship.sextortion' });
    expect(found[0]).toContain('Do not pay');
    const none = adviseOn(policy, 'en', { kind: 'text', verdict: 'allow', scheme: 'companionship.sextortion' });
    expect(none).toEqual(adviseOn(policy, 'en', { kind: 'text', verdict: 'allow' }));
    expect(adviseOn(policy, 'zh', { kind: 'call', verdict: 'warn', scheme: 'no.such' })[0]).toContain('挂断');
    expect(nameScheme(policy, 'zh', 'bank.safe-account')).toBe('安全账户');
  });

  it('has the same keys and slots in every language', () => {
    const english = new Map(wordingKeys(policy.wording.of('en')));
    for (const lang of policy.wording.languages) expect(new Map(wordingKeys(policy.wording.of(lang)))).toEqual(english);
  });
});

const refusal = (edited: readonly PolicyFile[]): string => {
  try {
    compileFiles(edited);
  } catch (error) {
    return error instanceof Error ? error.message : 'not an error';
  }
  return 'accepted';
};

describe('a policy is refused', () => {
  it.each([
    ['a sentence missing in one language', 'wording/zh.yaml', /^ {2}prior:.*\n/mu, '', /zh\.yaml:\d+: .*prior/u],
    [
      'a sentence too many',
      'wording/en.yaml',
      /^reasons:\n/mu,
      'reasons:\n  rule.nothing: Hello.\n',
      /en\.yaml:\d+: .*rule\.nothing/u,
    ],
    ['another slot than in English', 'wording/zh.yaml', /\{turn\}/u, '{tun}', /zh\.yaml:\d+: .*turn/u],
    [
      'thresholds that cross',
      'thresholds.yaml',
      /warn: 0\.5/u,
      'warn: 0.95',
      /thresholds\.yaml:\d+: text: warn must not be over hold/u,
    ],
    ['a base rate of one', 'base-rates.yaml', /0\.3/u, '1', /base-rates\.yaml:\d+: person: must be under 1/u],
    ['an unknown key', 'base-rates.yaml', /^person/mu, 'persons', /persons|person/u],
    [
      'a scheme that does not exist',
      'rules/text.yaml',
      /scheme: bank\.safe-account/u,
      'scheme: bank.save-account',
      /text\.yaml:\d+: rules\.\d+\.scheme: .*did you mean bank\.safe-account/u,
    ],
    ['broken YAML', 'rules/link.yaml', /rules:/u, 'rules: [', /link\.yaml:\d+: this is not valid YAML/u],
  ])('%s', (_, name, from, to, message) => {
    expect(refusal(changed(name, (text) => text.replace(from, to)))).toMatch(message);
  });

  it('with aliases, a few of which can stand for gigabytes', () => {
    const bomb = 'a: &a [x]\nb: [*a, *a]\n';
    expect(refusal(changed('base-rates.yaml', () => bomb))).not.toBe('accepted');
  });
});

describe('versions', () => {
  it('change with the files they name and with nothing else', () => {
    const again: Policy = compileFiles(files, 'used');
    expect(again.versions).toEqual(policy.versions);
    expect(policy.versions.rules).toMatch(/^[0-9a-f]{12}$/u);
    const rules = compileFiles(
      changed('rules/link.yaml', (text) => `${text}\n# x\n`),
      'used',
    ).versions;
    expect(rules.rules).not.toBe(policy.versions.rules);
    expect(rules.policy).toBe(policy.versions.policy);
    const words = compileFiles(
      changed('wording/en.yaml', (text) => `${text}\n# x\n`),
      'used',
    ).versions;
    expect(words.policy).not.toBe(policy.versions.policy);
    expect(words.rules).toBe(policy.versions.rules);
  });
});
