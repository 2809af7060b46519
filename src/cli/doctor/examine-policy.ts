// SPDX-License-Identifier: Apache-2.0
/** The policy and the models: do they load, and which rules end soon. */
import type { ServerOptions } from '../../app/read-options.ts';
import { TocsinError } from '../../base/errors.ts';
import { formatInstant, instantOf } from '../../base/instant.ts';
import { loadEngine } from '../../screen/load.ts';
import { type Examination, ill, watch, well } from './check-up.ts';

const MS_PER_DAY = 86_400_000;
const SOON_DAYS = 30;

export function examinePolicy(
  { policy, model }: Pick<ServerOptions, 'policy' | 'model'>,
  nowMs: () => number,
): Examination {
  return {
    what: 'policy',
    look: async () => {
      try {
        const engine = loadEngine({
          policyCheck: 'all',
          ...(policy === undefined ? {} : { localPolicyDir: policy }),
          ...(model === undefined ? {} : { textModelFile: model }),
        });
        const lastDays = engine.policy.rules.all().map(({ rule }) => rule.expires);
        const ended = lastDays.filter((day) => day < dayOf(nowMs())).length;
        const ending = lastDays.filter((day) => day < dayOf(nowMs() + SOON_DAYS * MS_PER_DAY)).length - ended;
        const { rules: version } = engine.policy.versions;
        const says = `${lastDays.length} rules (${version}) and the models (${engine.models.version}) load`;
        if (ended > 0)
          return watch(`${says}; ${ended} rules have ended and count for nothing. Renew them or take them out.`);
        return ending > 0 ? watch(`${says}; ${ending} rules end within ${SOON_DAYS} days.`) : well(`${says}.`);
      } catch (error) {
        if (!(error instanceof TocsinError)) throw error;
        return ill(error.message);
      }
    },
  };
}

/** `2026-03-04`, UTC. */
function dayOf(ms: number): string {
  return formatInstant(instantOf(ms)).slice(0, 10);
}
