// SPDX-License-Identifier: Apache-2.0
/**
 * Connections that fail before a request can be routed: heads that are too large, too slow or no HTTP. They are answered
 * on the bare socket, once, and only where no other answer is on its way through it. Nothing is logged: a stranger could
 * fill the disk with it.
 */
import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type Problem, problem, PROBLEM_TYPE } from '../intercept/http/problems.ts';

export type ConnectionErrors = {
  /** For every request when it begins: its socket is in use until its response is closed. */
  readonly track: (socket: Socket, response: ServerResponse) => void;
  readonly onClientError: (error: { readonly code?: string }, socket: Socket) => void;
  /** An `Expect` header other than 100-continue (RFC 9110 §10.1.1). */
  readonly answerExpectations: (server: Server) => void;
};

// Closing at once would reset the connection before a client that is still sending has read its answer.
const LINGER_MS = 1000;

export function createConnectionErrors(failed: (code: string) => void): ConnectionErrors {
  const inUse = new WeakMap<Socket, number>();
  const answered = new WeakSet<Socket>();
  return {
    track(socket, response) {
      inUse.set(socket, (inUse.get(socket) ?? 0) + 1);
      response.once('close', () => inUse.set(socket, (inUse.get(socket) ?? 1) - 1));
    },
    onClientError(error, socket) {
      if (answered.has(socket)) return;
      answered.add(socket);
      failed(error.code ?? 'OTHER');
      const given = problemOf(error.code);
      if (given === undefined || (inUse.get(socket) ?? 0) > 0 || !socket.writable) {
        socket.destroy();
        return;
      }
      socket.end(rawAnswer(given));
      socket.resume();
      setTimeout(() => socket.destroy(), LINGER_MS).unref();
    },
    answerExpectations(server) {
      server.on('checkExpectation', (request, response) => {
        const given = problem(
          'expectation-failed',
          'Of expectations only 100-continue is met. Leave the Expect header out.',
        );
        const body = JSON.stringify(given);
        response.writeHead(given.status, { ...problemHeaders(body), connection: 'close' });
        response.end(body);
        request.resume();
      });
    },
  };
}

/** `undefined`: the connection is gone, nobody reads an answer. */
function problemOf(code: string | undefined): Problem | undefined {
  switch (code ?? '') {
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ETIMEDOUT':
    case 'HPE_INVALID_EOF_STATE':
      return undefined;
    case 'HPE_HEADER_OVERFLOW':
      return problem(
        'head-too-large',
        'The request head is larger than this server takes. Send fewer or shorter headers.',
      );
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return problem('timeout', 'The request head did not arrive in time.');
    default:
      return problem('bad-request', 'This is not a well-formed HTTP/1.1 request.');
  }
}

const STATUS_TEXT: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};

function rawAnswer(given: Problem): string {
  const body = JSON.stringify(given);
  const lines = Object.entries({ ...problemHeaders(body), connection: 'close' }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return [`HTTP/1.1 ${given.status} ${STATUS_TEXT[given.status] ?? 'Error'}`, ...lines, '', body].join('\r\n');
}

/** For answers that pass by the server's own header hooks. */
export function problemHeaders(body: string) {
  return {
    'content-type': PROBLEM_TYPE,
    'content-length': String(Buffer.byteLength(body)),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
}
