import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { World } from '../world/world.ts';
import { ApiError, badRequest } from './api-error.ts';
import { type BotApi, type Outcome, refusal } from './bot-api.ts';
import { mostUploadBytes, readMultipart } from './multipart.ts';
import { isObject, Parameters } from './parameters.ts';

const unauthorized = refusal(new ApiError(401, 'Unauthorized'));
const notFound = refusal(new ApiError(404, 'Not Found'));

/** `/bot<token>/<method>` and `/file/bot<token>/<file_path>`. */
export function botRoutes(app: FastifyInstance, world: World, botApi: BotApi): void {
  // Bodies arrive as they are: what is wrong with them has to be said in Telegram's words, not the framework's.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('multipart/form-data', (request, payload, done) => {
    readMultipart(request.headers, payload).then(
      (parameters) => done(null, parameters),
      (error: Error) => done(error),
    );
  });
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: mostUploadBytes }, (_request, body, done) => {
    done(null, body);
  });
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof ApiError) return send(reply, refusal(error));
    const tooLarge = isObject(error) && error.statusCode === 413;
    const [code, words] = tooLarge
      ? ([413, 'Request Entity Too Large'] as const)
      : ([500, 'Internal Server Error'] as const);
    return send(reply, refusal(new ApiError(code, words)));
  });

  app.all('/bot:token/:method', async (request: FastifyRequest, reply: FastifyReply) => {
    const { token, method } = request.params as { token: string; method: string };
    if (token !== world.bot.token) return send(reply, unauthorized);
    const outcome = await botApi.call(method, parametersOf(request), (listener) => {
      reply.raw.once('close', listener);
    });
    return send(reply, outcome);
  });

  app.get('/file/bot:token/*', (request: FastifyRequest, reply: FastifyReply) => {
    const { token, '*': path } = request.params as { token: string; '*': string };
    if (token !== world.bot.token) return send(reply, unauthorized);
    const file = world.files.byPath(path);
    if (!file) return send(reply, notFound);
    return reply.type('application/octet-stream').send(file.bytes);
  });
}

/** Wherever they are: the query string counts too, the body wins. */
function parametersOf(request: FastifyRequest): Parameters {
  const query = request.query as Record<string, unknown>;
  const body = request.body;
  if (body instanceof Parameters) return body;
  if (typeof body !== 'string' || body === '') return new Parameters(query);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/json')) return new Parameters(jsonObject(body, query));
  return new Parameters({ ...query, ...Object.fromEntries(new URLSearchParams(body)) });
}

function jsonObject(body: string, query: Record<string, unknown>): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw badRequest("can't parse JSON object");
  }
  if (!isObject(parsed)) throw badRequest('object expected');
  for (const name in query) if (!(name in parsed)) parsed[name] = query[name];
  return parsed;
}

function send(reply: FastifyReply, outcome: Outcome): FastifyReply {
  if (outcome.kind === 'reset') {
    reply.hijack();
    reply.raw.destroy();
    return reply;
  }
  if (outcome.retryAfter !== undefined) reply.header('retry-after', String(outcome.retryAfter));
  return reply.code(outcome.status).header('content-type', 'application/json').send(outcome.body);
}
