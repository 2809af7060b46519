// SPDX-License-Identifier: Apache-2.0
/** `/staff`: everything by which persons come, go and manage. Call it after `guardRoutes`, in a context of its own. */
import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { registerAccount } from './access/account-routes.ts';
import { registerAudit } from './access/audit-routes.ts';
import { registerFactor } from './access/factor-routes.ts';
import { takeForms } from './access/form.ts';
import { registerKeys } from './access/keys-routes.ts';
import { registerPasskeys } from './access/passkey-routes.ts';
import { registerPersons } from './access/persons-routes.ts';
import { registerSignIn } from './access/sign-in-routes.ts';
import { answerStaffErrors, type StaffParts } from './access/staff.ts';
import { sendStored, storeFile } from './page/stored-file.ts';

export function registerStaff(app: FastifyInstance, parts: StaffParts): void {
  takeForms(app);
  answerStaffErrors(app, parts);
  const files = [
    ['/staff/style.css', storeFile('text/css; charset=utf-8', readOwn('staff.css'), false)],
    ['/staff/passkey.js', storeFile('text/javascript; charset=utf-8', readOwn('passkey.js'), false)],
  ] as const;
  for (const [address, file] of files)
    app.get(address, { config: { access: 'public' } }, async (request, reply) => sendStored(request, reply, file));
  registerSignIn(app, parts);
  registerFactor(app, parts);
  registerPasskeys(app, parts);
  registerAccount(app, parts);
  registerPersons(app, parts);
  registerKeys(app, parts);
  registerAudit(app, parts);
}

function readOwn(name: string): string {
  return readFileSync(new URL(`access/${name}`, import.meta.url), 'utf8');
}
