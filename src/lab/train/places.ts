// SPDX-License-Identifier: Apache-2.0
/** Where the package keeps its templates, its held-out messages and the shipped text model. */
import { fileURLToPath } from 'node:url';

export const OWN_TEMPLATES = fileURLToPath(new URL('../../../corpus/text', import.meta.url));
export const TEXT_MODEL_FILE = fileURLToPath(new URL('../../../models/text.model', import.meta.url));
export const HELD_OUT = fileURLToPath(new URL('../../../corpus/held-out', import.meta.url));
