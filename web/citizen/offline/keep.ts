// SPDX-License-Identifier: Apache-2.0
/** Asks the service worker to keep this page, its words and its engine for the next time without a connection. */
import type { KeepRequest } from './keep-request.ts';

/** True when everything is kept. False where browsers do not allow it, as without TLS or in private windows. */
export async function keepForOffline(request: KeepRequest): Promise<boolean> {
  if (!('serviceWorker' in navigator)) return false;
  try {
    const address = `/page/sw.js?set=${encodeURIComponent(request.version)}`;
    const registration = await navigator.serviceWorker.register(address, { scope: '/', updateViaCache: 'none' });
    const worker = await activated(registration);
    return worker !== undefined && (await ask(worker, request));
  } catch {
    return false;
  }
}

async function activated({
  installing,
  waiting,
  active,
}: ServiceWorkerRegistration): Promise<ServiceWorker | undefined> {
  const newest = installing ?? waiting ?? active ?? undefined;
  if (!newest || newest.state === 'activated') return newest;
  return new Promise((resolve) => {
    newest.addEventListener('statechange', () => {
      if (newest.state === 'activated') resolve(newest);
      if (newest.state === 'redundant') resolve(undefined);
    });
  });
}

async function ask(worker: ServiceWorker, request: KeepRequest): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.addEventListener('message', ({ data }) => resolve(data === true));
    port1.start();
    worker.postMessage(request, [port2]);
  });
}
