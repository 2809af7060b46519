// SPDX-License-Identifier: Apache-2.0
/** HTTP as bytes on a socket, for what no well-behaved client would send. */
import { connect, type Socket } from 'node:net';

export type RawAnswer = { readonly status: number; readonly head: string; readonly body: string };

/** Sends `bytes`, collects until the server closes the connection or `untilIdleMs` pass without a byte. */
export async function sendRaw(port: number, bytes: string | Uint8Array, untilIdleMs = 1500): Promise<RawAnswer> {
  const socket = await openSocket(port);
  socket.write(bytes);
  const text = await collect(socket, untilIdleMs);
  socket.destroy();
  return parseAnswer(text);
}

export async function openSocket(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => resolve(socket));
    socket.on('error', reject);
  });
}

export async function collect(socket: Socket, untilIdleMs: number): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.setEncoding('utf8');
    const done = (): void => resolve(text);
    socket.on('data', (chunk: string) => (text += chunk));
    socket.on('close', done);
    socket.on('error', () => undefined);
    socket.setTimeout(untilIdleMs, done);
  });
}

export function parseAnswer(text: string): RawAnswer {
  const end = text.indexOf('\r\n\r\n');
  const head = end === -1 ? text : text.slice(0, end);
  const status = Number(/^HTTP\/1\.1 ([0-9]{3})/u.exec(head)?.[1] ?? '0');
  return { status, head, body: end === -1 ? '' : text.slice(end + 4) };
}
