import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { Webhook } from '../bot/webhook.ts';
import type { Log } from '../log.ts';
import type { Metrics } from './metrics.ts';
import { type Checks, createReadiness } from './readiness.ts';

export interface ServerOptions {
  readonly port: number;
  /** Default: every address, as a container needs. */
  readonly host?: string;
  /** Absent while polling. `path` is that of the public URL: `/telegram/…`. */
  readonly webhook?: { readonly path: string; readonly door: Webhook };
  readonly checks: Checks;
  readonly metrics: Pick<Metrics, 'text'>;
  readonly log: Log;
}

export interface Server {
  readonly port: number;
  /** Takes no new request and resolves when those under way are answered: stop the inbox at the same time. */
  close(): Promise<void>;
}

const largestUpdate = 1024 * 1024;

/** Our own doors: Telegram's updates, and what an operator asks. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { port, host = '0.0.0.0', webhook, checks, metrics, log } = options;
  const app = Fastify({
    bodyLimit: largestUpdate,
    // For the request to arrive; the answer may take as long as the webhook's own limit.
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
  });

  // An answer given while closing would otherwise leave its connection open, and the closing waiting for it.
  let closing = false;
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close');
  });

  const ready = createReadiness(checks);
  app.get('/healthz', (_request, reply) => reply.type('text/plain').send('ok\n'));
  app.get('/readyz', async (_request, reply) => {
    const state = await ready();
    return reply.code(state.ready ? 200 : 503).send(state);
  });
  app.get('/metrics', (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(metrics.text()),
  );
  if (webhook) await app.register(async (scope) => telegramDoor(scope, webhook, log));

  // Answers never quote the request: its path is half a secret.
  app.setNotFoundHandler((_request, reply) => reply.code(404).send());
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500;
    log.warn('request refused', { status, code: error.code });
    return reply.code(status).send();
  });

  await app.listen({ port, host });
  const address = app.server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close() {
      closing = true;
      return app.close();
    },
  };
}

/** In a scope of its own, where a body is bytes: parsed as one, so no character is split between two packets. */
function telegramDoor(
  scope: FastifyInstance,
  { path, door }: NonNullable<ServerOptions['webhook']>,
  log: Log,
): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  scope.post<{ Body: unknown }>(path.replaceAll(':', '::'), {
    // Before the body is read: strangers are not worth a megabyte.
    onRequest: async (request, reply) => {
      const secret = request.headers['x-telegram-bot-api-secret-token'];
      if (door.knows(typeof secret === 'string' ? secret : undefined)) return;
      log.warn('webhook refused a stranger');
      return reply.code(403).send();
    },
    handler: async (request, reply) => {
      const status = Buffer.isBuffer(request.body) ? await door.receive(request.body) : 400;
      return reply.code(status).send();
    },
  });
}
