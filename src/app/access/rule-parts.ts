// SPDX-License-Identifier: Apache-2.0
/** A route's rule, taken apart. */
import { parseScope, type Permission, PERMISSIONS, type Scope } from '../../access/index.ts';
import type { RouteAccess } from './rule.ts';

export type RuleParts =
  | { readonly kind: 'public' }
  | { readonly kind: 'key'; readonly scope: Scope; readonly localWithout: boolean }
  | { readonly kind: 'session'; readonly stage: 'half' | 'full'; readonly permission: Permission | undefined };

/** Throws for a text that is no rule: a route with a wrong one must not start. */
export function partsOfRule(rule: RouteAccess): RuleParts {
  if (rule === 'public') return { kind: 'public' };
  if (rule === 'half-signed-in') return { kind: 'session', stage: 'half', permission: undefined };
  if (rule === 'signed-in') return { kind: 'session', stage: 'full', permission: undefined };
  const [how, what = ''] = rule.split(':');
  const permission = PERMISSIONS.find((known) => known === what);
  if (how === 'may' && permission) return { kind: 'session', stage: 'full', permission };
  const scope = parseScope(what);
  if (scope && (how === 'key' || how === 'local-or-key'))
    return { kind: 'key', scope, localWithout: how === 'local-or-key' };
  throw new TypeError('A route has a rule of access that is not known.');
}
