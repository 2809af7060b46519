// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** One or two sentences for a person; `{slots}` are filled when they are said. */
export const sentence = z.string().min(1).max(400);
