// SPDX-License-Identifier: Apache-2.0
/** Everything that the page asks for besides itself, and the routes that hand it out. */
import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { AnswerWords } from '../../../web/citizen/answer.ts';
import { isRecord } from '../../base/brand.ts';
import { type Languages, readLanguage } from '../../intercept/http/asking.ts';
import { problem, ProblemError } from '../../intercept/http/problems.ts';
import type { Engine } from '../../screen/load.ts';
import { SHIPPED_POLICY_DIR } from '../../screen/load.ts';
import { documentsOf, readPolicyFiles } from '../../screen/load-policy.ts';
import { readBuiltPage } from './built-page.ts';
import { createPageSet, JSON_TYPE, type PageSet } from './page-set.ts';
import { type PageParts, renderPage } from './render-page.ts';
import { digestOf, type StoredFile, sendStored, storeFile } from './stored-file.ts';

export type PageFiles = {
  /** Missing where the script was not built. */
  readonly set: PageSet | undefined;
  readonly partsIn: (words: AnswerWords, host: string) => PageParts;
  readonly register: (app: FastifyInstance, languages: Languages) => void;
};

export type PageFilesParts = {
  readonly engine: Engine;
  readonly wordsOf: (lang: string) => AnswerWords;
  readonly localPolicyDir: string | undefined;
};

export function createPageFiles({ engine, wordsOf, localPolicyDir }: PageFilesParts): PageFiles {
  const { wording } = engine.policy;
  const languages = wording.languages.map((code) => ({ code, name: wording.of(code).name }));
  const css = readOwn('style.css');
  const style = `/page/assets/style-${digestOf(css)}.css`;
  const shared = new Map<string, StoredFile>([
    [style, storeFile('text/css; charset=utf-8', css, true)],
    ['/page/icon.svg', storeFile('image/svg+xml', readOwn('icon.svg'), false)],
  ]);
  const bare = ({ lang, page: words, addressTitle }: AnswerWords, host: string): PageParts => {
    return { lang, words, addressTitle, languages, host, style };
  };
  const built = readBuiltPage();
  const documents = documentsOf(readPolicyFiles(SHIPPED_POLICY_DIR, localPolicyDir));
  const sample = renderPage(bare(wordsOf('en'), ''));
  const set = built && createPageSet({ built, engine, documents, shared, sample });
  return {
    set,
    partsIn: (words, host) => {
      const script = set && { main: set.main, set: set.setIn(words.lang) };
      return { ...bare(words, host), ...(script ? { script } : {}) };
    },
    register: (app, asked) => {
      for (const [address, file] of set?.files ?? shared)
        app.get(address, { config: { access: 'public' } }, async (request, reply) => sendStored(request, reply, file));
      registerWords(app, asked, wordsOf);
      if (set) registerSet(app, asked, set);
    },
  };
}

function registerWords(app: FastifyInstance, languages: Languages, wordsOf: (lang: string) => AnswerWords): void {
  app.get('/page/words.json', { config: { access: 'public' } }, async (request, reply) => {
    const words = wordsOf(readLanguage(request, languages));
    return sendStored(request, reply, storeFile(JSON_TYPE, JSON.stringify(words), false));
  });
}

function registerSet(app: FastifyInstance, languages: Languages, set: PageSet): void {
  app.get('/page/sw.js', { config: { access: 'public' } }, async (request, reply) => {
    reply.header('service-worker-allowed', '/');
    return sendStored(request, reply, set.serviceWorker);
  });
  app.get('/page/policy.json', { config: { access: 'public' } }, async (request, reply) => {
    const { set: asked, lang } = isRecord(request.query) ? request.query : {};
    // A page of another version must not mix its files with ours.
    if (asked !== undefined && asked !== set.version)
      throw new ProblemError(problem('not-found', 'This server has another version now. Load the page again.'));
    const file = set.policyIn(readLanguage(request, languages));
    return sendStored(request, reply, { ...file, isNamed: asked !== undefined && lang !== undefined });
  });
}

function readOwn(name: string): string {
  return readFileSync(new URL(`../../../web/citizen/${name}`, import.meta.url), 'utf8');
}
