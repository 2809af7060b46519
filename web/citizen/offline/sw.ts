// SPDX-License-Identifier: Apache-2.0
/**
 * The service worker: keeps one whole set of files, so that the page opens and judges without a connection.
 *
 * install: everything of the new set comes, with the languages that the set before had, or the new set is not taken;
 * activate: sets of other versions are deleted; then it answers. A page is asked of the network first, for a moment, because
 * a new one knows more; files are never asked for again, as their addresses never change what they hold.
 */
import type { KeepRequest, KeptSet } from './keep-request.ts';

type Extendable = Event & { readonly waitUntil: (work: Promise<unknown>) => void };
type Fetching = Extendable & {
  readonly request: Request;
  readonly respondWith: (response: Promise<Response> | Response) => void;
};
type Asking = Extendable & { readonly data: KeepRequest; readonly ports: readonly MessagePort[] };

declare const self: {
  readonly TOCSIN_SET: KeptSet;
  readonly location: Location;
  readonly navigator: { readonly languages: readonly string[] };
  readonly clients: { readonly claim: () => Promise<void> };
  readonly skipWaiting: () => Promise<void>;
  readonly addEventListener: {
    (type: 'activate' | 'install', listener: (event: Extendable) => void): void;
    (type: 'fetch', listener: (event: Fetching) => void): void;
    (type: 'message', listener: (event: Asking) => void): void;
  };
};

const { version, files } = self.TOCSIN_SET;
const PREFIX = 'tocsin-';
const CACHE = PREFIX + version;
// Slower than this, the kept page is shown instead.
const PATIENCE_MS = 1500;

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', (event) => event.waitUntil(answer(event)));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate' && url.pathname === '/') event.respondWith(page(request, url));
  else if (url.pathname.startsWith('/page/')) event.respondWith(file(request));
});

async function answer({ data, ports }: Asking): Promise<void> {
  const isKept = data.version === version && (await keepLanguage(data.lang).catch(() => false));
  for (const port of ports) port.postMessage(isKept);
}

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll(files);
  await Promise.all((await keptLanguages()).map(keepLanguage));
  await self.skipWaiting();
}

async function activate(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(names.map(async (name) => caches.delete(name)));
  await self.clients.claim();
}

function pageAddress(lang: string): string {
  return `/?lang=${encodeURIComponent(lang)}`;
}

/** The page last, since it is what says that the language is there. */
async function keepLanguage(lang: string): Promise<boolean> {
  const cache = await caches.open(CACHE);
  if (await cache.match(pageAddress(lang), { ignoreVary: true })) return true;
  const response = await fetch(pageAddress(lang), { cache: 'no-store' });
  if (!response.ok || response.headers.get('x-tocsin-set') !== version) throw new Error('This is of another set.');
  await cache.add(`/page/policy.json?lang=${encodeURIComponent(lang)}&set=${version}`);
  await cache.put(pageAddress(lang), response);
  return true;
}

/** Of this set and of those before it. */
async function keptLanguages(): Promise<readonly string[]> {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const perCache = await Promise.all(names.map(async (name) => languagesIn(await caches.open(name))));
  return [...new Set(perCache.flat())];
}

async function languagesIn(cache: Cache): Promise<readonly string[]> {
  const urls = (await cache.keys()).map(({ url }) => new URL(url));
  return urls.filter(({ pathname }) => pathname === '/').map(({ searchParams }) => searchParams.get('lang') ?? 'en');
}

async function page(request: Request, url: URL): Promise<Response> {
  const kept = await keptPage(url.searchParams.get('lang'));
  if (!kept) return fetch(request);
  const fresh = fetch(request).then(
    (response) => (response.status >= 500 ? kept : response),
    () => kept,
  );
  const late = new Promise<Response>((resolve) => {
    setTimeout(() => resolve(kept), PATIENCE_MS);
  });
  return Promise.race([fresh, late]);
}

/** In the language that is asked for, else in one that the reader understands, else in any. */
async function keptPage(asked: string | null): Promise<Response | undefined> {
  const cache = await caches.open(CACHE);
  const langs = await languagesIn(cache);
  const wanted = [...(asked === null ? [] : [asked]), ...self.navigator.languages];
  const lang = wanted.flatMap((tag) => langs.filter((one) => one === tag || one === tag.split('-', 1)[0])).at(0);
  const chosen = lang ?? langs[0];
  return chosen === undefined ? undefined : cache.match(pageAddress(chosen), { ignoreVary: true });
}

async function file(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(request, { ignoreVary: true })) ?? fetch(request);
}
