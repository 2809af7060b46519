// SPDX-License-Identifier: Apache-2.0
/**
 * `/openapi.json`, and `/docs` that renders it in the browser. Nothing is fetched from anywhere else: the viewer is served
 * from the package that is installed, fonts are the reader's own.
 */
import { gzipSync } from 'node:zlib';
import { fastify, type FastifyInstance } from 'fastify';
import { composeOpenApi } from './openapi-document.ts';

// The viewer makes its styles as it goes, and shows pictures that it holds itself.
const VIEWER_POLICY = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'", "'unsafe-inline'"],
      'img-src': ["'self'", 'data:', 'blob:'],
      'font-src': ["'self'", 'data:'],
      'connect-src': ["'self'"],
      'base-uri': ["'none'"],
      'form-action': ["'self'"],
      'frame-ancestors': ["'none'"],
    },
  },
} as const;

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tocsin API</title>
<link rel="icon" href="/page/icon.svg">
</head>
<body>
<noscript>This page needs JavaScript. The same document is at <a href="/openapi.json">/openapi.json</a>.</noscript>
<div id="app"></div>
<script src="/docs/viewer.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

// Telemetry, the viewer's own services and its fonts from the network stay off.
const START = `Scalar.createApiReference('#app', {
  url: '/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
  documentDownloadType: 'json',
});
`;

export function registerDocs(app: FastifyInstance): void {
  const document = JSON.stringify(composeOpenApi());
  app.get('/openapi.json', { config: { access: 'public' } }, async (_request, reply) => {
    return reply.header('cache-control', 'no-cache').type('application/json; charset=utf-8').send(document);
  });
  app.get('/docs', { helmet: VIEWER_POLICY, config: { access: 'public' } }, async (_request, reply) => {
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(PAGE);
  });
  app.get('/docs/start.js', { config: { access: 'public' } }, async (_request, reply) => {
    return reply.header('cache-control', 'no-cache').type('text/javascript; charset=utf-8').send(START);
  });
  let viewer: Promise<Viewer> | undefined;
  app.get('/docs/viewer.js', { config: { access: 'public' } }, async (request, reply) => {
    const { plain, gzipped } = await (viewer ??= loadViewer());
    reply.header('cache-control', 'max-age=3600').header('vary', 'accept-encoding');
    reply.type('text/javascript; charset=utf-8');
    const zips = /\bgzip\b/u.test(request.headers['accept-encoding'] ?? '');
    return zips ? reply.header('content-encoding', 'gzip').send(gzipped) : reply.send(plain);
  });
}

type Viewer = { readonly plain: Buffer; readonly gzipped: Buffer };

/** Five megabytes, of which only those pay who open the page: its package hands the script out through a route alone. */
async function loadViewer(): Promise<Viewer> {
  const { default: scalar } = await import('@scalar/fastify-api-reference');
  const carrier = fastify();
  await carrier.register(scalar, { routePrefix: '/viewer', configuration: { url: '/openapi.json' } });
  const { rawPayload } = await carrier.inject('/viewer/js/scalar.js');
  await carrier.close();
  return { plain: rawPayload, gzipped: gzipSync(rawPayload) };
}
