import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A request that arrived, whole. */
export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly bytes: Buffer;
}

/** How to answer one: with a status and a body, or by misbehaving on the bare socket. */
export type RawAnswer =
  | { readonly status?: number; readonly body: unknown; readonly afterMs?: number }
  /** Closes the connection without a word. */
  | 'reset'
  /** Promises an answer, sends half of it and hangs up. */
  | 'half'
  | 'silence';

export interface RawServer {
  readonly url: string;
  readonly requests: RawRequest[];
  readonly connections: () => number;
  close(): Promise<void>;
}

/** A server that misbehaves as told: what Telegram's edge does on a bad day, without Telegram's manners. */
export async function startRawServer(
  answer: (request: RawRequest, nth: number) => RawAnswer | Promise<RawAnswer>,
): Promise<RawServer> {
  const requests: RawRequest[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((incoming, response) => {
    void respond(incoming, response).catch(() => incoming.socket.destroy());
  });
  server.on('connection', (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });

  async function respond(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await buffer(incoming);
    const { method = '', url: path = '', headers } = incoming;
    const request = { method, path, headers, bytes, body: bytes.toString() };
    requests.push(request);
    const reply = await answer(request, requests.length);
    if (reply === 'silence') return;
    if (reply === 'reset') {
      incoming.socket.resetAndDestroy();
      return;
    }
    if (reply === 'half') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 });
      response.write('{"ok":true,', () => incoming.socket.destroy());
      return;
    }
    if (reply.afterMs) await new Promise((resolve) => setTimeout(resolve, reply.afterMs));
    const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
    response.writeHead(reply.status ?? 200, { 'content-type': 'application/json' }).end(text);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** The port of nobody: it was free a moment ago. */
export async function closedPort(): Promise<number> {
  const server = await startRawServer(() => 'silence');
  const { port } = new URL(server.url);
  await server.close();
  return Number(port);
}
