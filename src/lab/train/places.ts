// SPDX-License-Identifier: Apache-2.0
/** Where the package keeps its templates, its links, its held-out messages and the shipped models. */
import { fileURLToPath } from 'node:url';

export const OWN_TEMPLATES = fileURLToPath(new URL('../../../corpus/text', import.meta.url));
export const TEXT_MODEL_FILE = fileURLToPath(new URL('../../../models/text.model', import.meta.url));
export const HELD_OUT = fileURLToPath(new URL('../../../corpus/held-out', import.meta.url));
export const OWN_LINKS = fileURLToPath(new URL('../../../corpus/links', import.meta.url));
export const LINK_MODEL_FILE = fileURLToPath(new URL('../../../models/link.model', import.meta.url));
