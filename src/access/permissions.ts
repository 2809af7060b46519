// SPDX-License-Identifier: Apache-2.0
/** Roles and what each may do: the one table of it. A person may have several roles; what one of them allows is allowed. */
export const ROLES = ['agent', 'analyst', 'approver', 'auditor', 'operator'] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = [
  'decisions.read',
  'contents.read',
  'reports.take',
  'indicators.read',
  'indicators.propose',
  'indicators.confirm',
  'cases.work',
  'points.read',
  'points.switch',
  'record.append',
  'persons.read',
  'persons.manage',
  'keys.read',
  'keys.manage',
  'audit.read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const MAY: Readonly<Record<Role, readonly Permission[]>> = {
  // At the hotline, with a caller on the line.
  agent: ['decisions.read', 'reports.take', 'indicators.read'],
  // Works out what happened and proposes what to do about it.
  analyst: [
    'decisions.read',
    'contents.read',
    'reports.take',
    'indicators.read',
    'indicators.propose',
    'cases.work',
    'points.read',
  ],
  // Second pair of eyes: whoever proposed a thing cannot approve it, whatever the roles; the slices check that.
  approver: [
    'decisions.read',
    'contents.read',
    'indicators.read',
    'indicators.confirm',
    'points.read',
    'points.switch',
    'record.append',
  ],
  // Reads everything, the audit trail included, and writes nothing.
  auditor: [
    'decisions.read',
    'contents.read',
    'indicators.read',
    'points.read',
    'persons.read',
    'keys.read',
    'audit.read',
  ],
  // Runs the platform; what a decision was about is none of their business.
  operator: ['points.read', 'persons.read', 'persons.manage', 'keys.read', 'keys.manage'],
};

export function mayDo(roles: readonly Role[], permission: Permission): boolean {
  return roles.some((role) => MAY[role].includes(permission));
}

export function parseRole(text: string): Role | undefined {
  return ROLES.find((role) => role === text);
}

/** What an API key may be used for. Nothing includes anything else. */
export const SCOPES = ['screen', 'report', 'lookup', 'list', 'metrics'] as const;
export type Scope = (typeof SCOPES)[number];

export function parseScope(text: string): Scope | undefined {
  return SCOPES.find((scope) => scope === text);
}
