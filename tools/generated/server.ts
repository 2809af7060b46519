// SPDX-License-Identifier: Apache-2.0
/** What is made from the server's tables: its options, the example environment and the OpenAPI document. */
import { renderEnvExample, renderOptions } from '../../src/app/render-options.ts';
import { composeOpenApi } from '../../src/app/openapi-document.ts';

export function renderServerOptions(): string {
  return renderOptions();
}

export function renderEnvironment(): string {
  return renderEnvExample();
}

export function renderOpenApi(): string {
  return `${JSON.stringify(composeOpenApi(), undefined, 2)}\n`;
}
