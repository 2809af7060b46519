// SPDX-License-Identifier: Apache-2.0
/** Who may use a route: every route states it, and the server refuses to start with one that does not. */
import type { Permission, Scope } from '../../access/index.ts';

export type RouteAccess =
  /** Anybody who reaches the server. */
  | 'public'
  /** This machine without a key, everybody else with one of this scope. */
  | `local-or-key:${Scope}`
  | `key:${Scope}`
  /** Somebody who has shown a password at least: to set up or show a second factor, or to leave. */
  | 'half-signed-in'
  | 'signed-in'
  /** Somebody signed in, one of whose roles allows it. */
  | `may:${Permission}`;
