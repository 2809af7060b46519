// SPDX-License-Identifier: Apache-2.0
/** The page's side: puts the core where the test can call it. */
import { decideLines } from './decide-lines.ts';

Object.assign(globalThis, { decideLines });
