// SPDX-License-Identifier: Apache-2.0
/** What the server serves, as it was registered: for 405 and Allow, for labels of metrics, for the drift test of OpenAPI. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RouteAccess } from './access/rule.ts';

export type RouteTable = {
  /** Methods of an exact path, without OPTIONS; empty when nothing is there. */
  readonly methodsOf: (path: string) => readonly string[];
  /** Media types that the route of a request reads. */
  readonly acceptedBy: (request: FastifyRequest) => readonly string[];
  /** The pattern of the request's route, or `none`: never the address itself. */
  readonly patternOf: (request: FastifyRequest) => string;
  readonly all: () => readonly { readonly method: string; readonly path: string }[];
};

declare module 'fastify' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- an interface is what merges
  interface FastifyContextConfig {
    /** Media types that the route reads, the first as the one to name. */
    accepts?: readonly string[];
    /** Who may use the route. */
    access?: RouteAccess;
  }
}

/** Call before the first route. */
export function watchRoutes(app: FastifyInstance): RouteTable {
  const methods = new Map<string, string[]>();
  app.addHook('onRoute', ({ method, url }) => {
    const known = methods.get(url) ?? [];
    methods.set(url, known);
    for (const one of [method].flat()) if (!known.includes(one)) known.push(one);
  });
  return {
    methodsOf: (path) => methods.get(path) ?? [],
    acceptedBy: (request) => request.routeOptions.config.accepts ?? [],
    patternOf: (request) => (request.is404 ? 'none' : (request.routeOptions.url ?? 'none')),
    all: () => [...methods].flatMap(([path, names]) => names.map((method) => ({ method, path }))),
  };
}
