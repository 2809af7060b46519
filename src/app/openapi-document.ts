// SPDX-License-Identifier: Apache-2.0
/** The whole OpenAPI document: screening, and what the slices add. */
import { openApiDocument, problemResponses } from '../intercept/http/openapi.ts';
import { RECORD_TAG, recordPaths } from '../respond/record/api.ts';

export function composeOpenApi() {
  return openApiDocument([{ tag: RECORD_TAG, paths: recordPaths(problemResponses) }]);
}
