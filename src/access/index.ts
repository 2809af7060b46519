// SPDX-License-Identifier: Apache-2.0
/** What others may use of this folder. */
export { type Access, type AccessAdmin, createAccess, createAdmin } from './access.ts';
export type { Audit } from './audit-store.ts';
export { type Actor, type AuditRow } from './audit.ts';
export { parseKeyId, parsePersonId, parseSessionId, type PersonId } from './ids.ts';
export { bearerOf } from './key-token.ts';
export { type ApiKey, MOST_KEY_DAYS, type NewKey, stateOfKey } from './keys-store.ts';
export { parseRegistration, parseSigningIn } from './passkey-answers.ts';
export type { Site } from './passkeys-store.ts';
export type { PasswordFault } from './password.ts';
export {
  mayDo,
  parseRole,
  parseScope,
  type Permission,
  PERMISSIONS,
  type Role,
  ROLES,
  type Scope,
  SCOPES,
} from './permissions.ts';
export { isMail, isName, type Person, type PersonRefusal, type PersonRow } from './persons-store.ts';
export { readSealKey } from './seal.ts';
export type { Session } from './sessions-store.ts';
export type { SignInRefusal } from './sign-in.ts';
export { ACCESS_TABLES, type AccessTables } from './tables.ts';
export { base32, totpAddress } from './totp.ts';
