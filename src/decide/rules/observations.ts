// SPDX-License-Identifier: Apache-2.0
/** What can be seen of an event without a model: read by rules under the names of `FIELDS` in `fields.ts`. */
import type { CallObservation } from '../call/observe-call.ts';
import type { LinkObservation } from '../link/observe-link.ts';
import type { TextObservation } from '../link/observe-text.ts';
import type { TransferObservation } from '../transfer/observe-transfer.ts';

/** `link` is the link of a link event, or the most telling one of a text. */
export type Observations = {
  readonly link?: LinkObservation;
  readonly text?: TextObservation;
  readonly call?: CallObservation;
  readonly transfer?: TransferObservation;
};
