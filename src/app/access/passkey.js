// SPDX-License-Identifier: Apache-2.0
/** Runs in the browser: asks the authenticator, hands its answer on, and says in the page what happened. */
const button = document.querySelector('[data-passkey]');
const said = document.querySelector('#passkey-said');

async function post(address, body) {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-form-token': button.dataset.token ?? '' },
    body: JSON.stringify(body),
  });
  const document = await answer.json();
  if (!answer.ok) throw new Error(document.detail);
  return document;
}

async function register() {
  const { ticket, publicKey } = await post('/staff/passkey/begin-registration', {});
  const options = PublicKeyCredential.parseCreationOptionsFromJSON(publicKey);
  const credential = await navigator.credentials.create({ publicKey: options });
  const label = document.querySelector('#label').value;
  return post('/staff/passkey/register', { ticket, label, response: credential.toJSON() });
}

async function signIn() {
  const { ticket, publicKey } = await post('/staff/passkey/begin-sign-in', {});
  const options = PublicKeyCredential.parseRequestOptionsFromJSON(publicKey);
  const credential = await navigator.credentials.get({ publicKey: options });
  return post('/staff/passkey/sign-in', { ticket, response: credential.toJSON() });
}

function sentenceOf(error) {
  if (error.name === 'NotAllowedError')
    return 'No passkey was used: it was cancelled, took too long, or there is none.';
  if (error.name === 'InvalidStateError') return 'This device already holds a passkey of yours.';
  return error.message;
}

if (button && globalThis.PublicKeyCredential?.parseCreationOptionsFromJSON) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    button.disabled = true;
    said.textContent = '';
    try {
      const { next } = await (button.dataset.passkey === 'register' ? register() : signIn());
      location.assign(next);
    } catch (error) {
      said.textContent = sentenceOf(error);
      button.disabled = false;
    }
  });
} else if (said) said.textContent = 'This browser has no passkeys that can be used here.';
