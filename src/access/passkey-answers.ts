// SPDX-License-Identifier: Apache-2.0
/** What a browser answers for an authenticator, as JSON (WebAuthn level 3, §5.1): the fields that are needed, and nothing else. */
import { z } from 'zod';

const base64url = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[A-Za-z0-9_-]+$/u);
const credential = {
  id: base64url(1400),
  rawId: base64url(1400),
  type: z.literal('public-key'),
  clientExtensionResults: z.unknown().transform(() => ({})),
};

const registrationSchema = z.object({
  ...credential,
  response: z.object({ clientDataJSON: base64url(8000), attestationObject: base64url(60_000) }),
});

const authenticationSchema = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url(8000),
    authenticatorData: base64url(8000),
    signature: base64url(8000),
  }),
});

export type RegistrationAnswer = z.infer<typeof registrationSchema>;
export type AuthenticationAnswer = z.infer<typeof authenticationSchema>;

const ticket = z.string().max(64);
const registeringSchema = z.object({ ticket, label: z.string().max(200), response: registrationSchema });
const signingInSchema = z.object({ ticket, response: authenticationSchema });

/** `undefined` for what is no answer of an authenticator. */
export function parseRegistration(body: unknown): z.infer<typeof registeringSchema> | undefined {
  return registeringSchema.safeParse(body).data;
}

/** `undefined` for what is no answer of an authenticator. */
export function parseSigningIn(body: unknown): z.infer<typeof signingInSchema> | undefined {
  return signingInSchema.safeParse(body).data;
}
