// SPDX-License-Identifier: Apache-2.0
/** The frame of every staff page: who is signed in, where they may go, what just happened. Works without script. */
import { mayDo, type Permission, type Session } from '../../access/index.ts';
import { html, type Markup } from './markup.ts';

export type StaffPage = {
  readonly title: string;
  readonly body: Markup;
  readonly session?: Session;
  /** What went wrong, or was done. */
  readonly notice?: Notice;
  readonly script?: boolean;
};

export type Notice = { readonly kind: 'wrong' | 'done'; readonly text: string };

const PLACES: readonly { readonly href: string; readonly name: string; readonly needs: Permission | undefined }[] = [
  { href: '/staff/account', name: 'My account', needs: undefined },
  { href: '/staff/persons', name: 'Persons', needs: 'persons.read' },
  { href: '/staff/keys', name: 'API keys', needs: 'keys.read' },
  { href: '/staff/audit', name: 'Audit trail', needs: 'audit.read' },
];

export function renderStaffPage({ title, body, session, notice, script }: StaffPage): string {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Tocsin</title>
        <link rel="icon" href="/page/icon.svg" />
        <link rel="stylesheet" href="/staff/style.css" />
        ${script === true ? html`<script type="module" src="/staff/passkey.js"></script>` : undefined}
      </head>
      <body>
        <header>
          <a class="brand" href="/staff">Tocsin</a>
          ${session ? signedIn(session) : undefined}
        </header>
        <main>
          <h1>${title}</h1>
          ${notice ? html`<p class="notice ${notice.kind}" role="${notice.kind === 'wrong' ? 'alert' : 'status'}">${notice.text}</p>` : undefined}
          ${body}
        </main>
      </body>
    </html> `;
  return page.markup;
}

function signedIn(session: Session): Markup {
  const { name, roles } = session.person;
  const places =
    session.stage === 'full' ? PLACES.filter(({ needs }) => needs === undefined || mayDo(roles, needs)) : [];
  return html`${
      places.length > 0
        ? html`<nav aria-label="Places">
            <ul>
              ${places.map(({ href, name: place }) => html`<li><a href="${href}">${place}</a></li>`)}
            </ul>
          </nav>`
        : undefined
    }
    <form method="post" action="/staff/sign-out" class="who">
      ${tokenField(session)}<span>${name}</span> <button type="submit" class="quiet">Sign out</button>
    </form>`;
}

export function tokenField({ formToken }: Session): Markup {
  return html`<input type="hidden" name="token" value="${formToken}" />`;
}

export type Field = {
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'email' | 'password' | 'number';
  readonly hint?: string;
  readonly value?: string;
  readonly autocomplete?: string;
  readonly most?: number;
  readonly optional?: boolean;
  readonly numeric?: boolean;
};

/** A label, its hint and an input. `name` is unique on the page. */
export function field({ name, label, type = 'text', hint, value, autocomplete = 'off', most = 256, ...rest }: Field) {
  const described = hint === undefined ? undefined : html` aria-describedby="${name}-hint"`;
  const required = rest.optional === true ? undefined : html` required`;
  const numeric = rest.numeric === true ? html` inputmode="numeric"` : undefined;
  return html`<label for="${name}">${label}</label>
    ${hint === undefined ? undefined : html`<p class="hint" id="${name}-hint">${hint}</p>`}
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      value="${value ?? ''}"
      maxlength="${most}"
      autocomplete="${autocomplete}"
      autocapitalize="none"
      spellcheck="false"
      ${numeric}${described}${required}
    />`;
}
