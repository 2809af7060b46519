// SPDX-License-Identifier: Apache-2.0
/** What this point answers with, as schemas: the documentation is made from them, and tests hold real answers against them. */
import { z } from 'zod';
import { ACTIONS, VERDICTS } from '../../decide/decision.ts';
import { EVENT_KINDS } from '../../decide/event.ts';
import { BLAME_UNITS } from '../../decide/link/blame.ts';
import { OWNER_CLASSES } from '../../decide/link/owners.ts';
import { MENTION_KINDS } from '../../decide/mention/mention.ts';
import { ASK_CODES } from '../../decide/reason-codes.ts';

const span = z.strictObject({
  type: z.literal('span'),
  field: z.enum(['body', 'transcript', 'displayName', 'memo', 'url', 'from']),
  start: z.int().min(0).describe('First code point of the passage, counted from 0 in the field as it was sent.'),
  end: z.int().min(0).describe('The code point after the last one.'),
  turn: z.int().min(0).optional().describe('The turn of the transcript, from 0.'),
});

const mention = {
  kind: z.enum(MENTION_KINDS),
  value: z
    .string()
    .optional()
    .describe('Normalised, as indicators have it: `telegram:name`, `+447700900123`. A card number has none.'),
  field: z.literal('body'),
  start: z.int().min(0).describe('First code point, counted from 0 in the field as it was sent.'),
  end: z.int().min(0).describe('The code point after the last one.'),
};

const evidence = z.discriminatedUnion('type', [
  span,
  z.strictObject({
    type: z.literal('turn'),
    turn: z.int().min(0),
    warnsFrom: z
      .int()
      .min(0)
      .optional()
      .describe('The earliest turn after which this call would have been warned about.'),
  }),
  z.strictObject({ type: z.literal('rule'), id: z.string(), version: z.int().min(0) }),
  z.strictObject({ type: z.literal('field'), field: z.string() }),
  z.strictObject({ type: z.literal('mention'), ...mention }).describe('What the text names that a rule counted.'),
  z
    .strictObject({ type: z.literal('earlier'), pretext: z.string(), hoursAgo: z.number().min(0) })
    .describe('A first contact of the same sender that was remembered.'),
]);

export const REASON_SCHEMA = z.strictObject({
  code: z.string().describe('What kind of reason; `rule.<id>` for a rule.'),
  weight: z.number().describe('Additive log-odds. All weights of a decision sum to the log-odds of its score.'),
  about: z
    .enum(['claim', ...ASK_CODES])
    .optional()
    .describe('Of a rule: it found a claim, or what the message asks. People should hear these first.'),
  because: z.string().describe('A sentence for the person affected, in the language of Content-Language.'),
  evidence: z.array(evidence).optional().describe('What the reason rests on.'),
});

const actions = [...new Set(Object.values(ACTIONS).flat())];

export const DECISION_SCHEMA = z.strictObject({
  id: z.string().describe('Of this decision: `dec_…`.'),
  eventId: z.string().describe('The id of the event, given or made.'),
  kind: z.enum(EVENT_KINDS),
  verdict: z.enum(VERDICTS),
  action: z.enum(actions).describe('What the channel does for the verdict.'),
  score: z
    .number()
    .min(0)
    .max(1)
    .describe('Calibrated probability that the event is part of a scam, at the base rate of its door.'),
  scheme: z.string().optional().describe('Kind of scam: a code of the taxonomy, as `bank.safe-account`.'),
  reasons: z.array(REASON_SCHEMA).describe('Strongest first; `prior` is what was believed before the event was known.'),
  mentions: z
    .array(z.strictObject(mention))
    .optional()
    .describe('Of a text: the numbers, links, accounts, keys and files that it names. Not judged by being here.'),
  remember: z
    .strictObject({
      kind: z.literal('opener'),
      pretext: z.string().describe('How the story begins, as `family-new-number`.'),
      scheme: z.string().optional().describe('The scheme that begins so.'),
      forHours: z.int().min(1).describe('How long it is worth remembering.'),
    })
    .optional()
    .describe('A first contact that asks for nothing yet. Whoever keeps signals by person and sender may remember it.'),
  address: z
    .strictObject({
      host: z.string().describe('ASCII form, lower case.'),
      shown: z.string().optional().describe('The host in the letters that a reader sees, where they differ.'),
      site: z.string().optional().describe('The registrable domain: whoever owns it decides what the page shows.'),
      owner: z
        .strictObject({ name: z.string().optional(), class: z.enum(OWNER_CLASSES) })
        .optional()
        .describe('Whose it is. `registry` and `directory` prove it; `recalled` is some evidence and no proof.'),
      blame: z
        .strictObject({ unit: z.enum(BLAME_UNITS), value: z.string() })
        .describe('What a list may hold for this link; never the landlord of a shared host.'),
      says: z.array(z.string()).describe('The parts in sentences, in the language asked for.'),
    })
    .optional()
    .describe('Of a link: its address in parts; where it passes its reader on, of the site at the end.'),
  mode: z.enum(['observe', 'enforce']),
  versions: z.strictObject({ model: z.string(), rules: z.string(), policy: z.string() }).describe('What decided.'),
  expiresAt: z.string().optional().describe('RFC 3339; when the rule that decided ends.'),
  at: z.string().describe('RFC 3339; when it was decided.'),
  micros: z.number().min(0).describe('Microseconds from parsed event to decision.'),
});

export const LINE_ERROR_SCHEMA = z.strictObject({
  line: z.int().min(1).describe('Number of the line in the request, from 1; blank lines count.'),
  error: z.strictObject({
    code: z.string().describe('Stable.'),
    field: z.string().optional().describe('Dotted, as `amount.value`.'),
    message: z.string(),
  }),
});

export const PROBLEM_SCHEMA = z.strictObject({
  type: z.string().describe('`urn:tocsin:problem:<code>`.'),
  title: z.string(),
  status: z.int().min(400).max(599),
  code: z.string().describe('Stable; for an event the code that every reader of events gives for it.'),
  field: z.string().optional().describe('Dotted, as `amount.value`.'),
  detail: z.string().describe('What is wrong and what to do.'),
});
