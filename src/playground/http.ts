import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import staticFiles from '@fastify/static';
import { type FastifyInstance, fastify } from 'fastify';
import { BotApi } from './bot-api/bot-api.ts';
import { botRoutes } from './bot-api/routes.ts';
import { type Damage, keepWorld } from './keeping/keep-world.ts';
import { peopleRoutes } from './people-api.ts';
import { vendorModules } from './vendor.ts';
import { type PlaygroundClock, shiftableClock } from './world/clock.ts';
import type { NewPerson } from './world/people.ts';
import { World } from './world/world.ts';

export type { NewPerson } from './world/people.ts';

export interface PlaygroundOptions {
  host?: string;
  /** 0, the default: any free one. */
  port?: number;
  bot?: { token?: string; username?: string; name?: string };
  clock?: PlaygroundClock;
  /** Who is there at the start; in a town that goes on, only those with an id, if they are not there yet. */
  people?: NewPerson[];
  /** How many messages of a chat are kept, 500 unless told; fewer in a town of thousands. */
  history?: number;
  /** For faults with a probability. */
  random?: () => number;
  /** The directory in which the world survives the process. Without it, all is gone when that ends. */
  keepIn?: string;
  /** What was kept can't be read, in part or at all; it lies beside the new `world.jsonl`, as `world.unreadable.jsonl`. */
  onDamage?: (damage: Damage) => void;
}

export interface Playground {
  url: string;
  token: string;
  world: World;
  close(): Promise<void>;
}

const defaultBot = {
  token: '700000001:playground-token-of-no-value',
  username: 'niangjia_bot',
  name: '娘家',
};
const defaultHistory = 500;

export async function startPlayground(options: PlaygroundOptions = {}): Promise<Playground> {
  const { host = '127.0.0.1', port = 0, people = [] } = options;
  const world = new World({
    id: randomUUID(),
    bot: { ...defaultBot, ...options.bot },
    clock: options.clock ?? shiftableClock(),
    random: options.random ?? Math.random,
    systemNow: Date.now,
    monotonic: () => performance.now(),
    history: options.history ?? defaultHistory,
  });
  const keeping = options.keepIn === undefined ? undefined : keepWorld(world, options.keepIn);
  if (keeping?.damage) options.onDamage?.(keeping.damage);
  for (const person of people) if (person.id !== undefined || !keeping?.resumed) world.addPerson(person);
  const botApi = new BotApi(world);
  const app = fastify({
    forceCloseConnections: true,
    keepAliveTimeout: 60_000,
    routerOptions: { maxParamLength: 1024 },
  });
  await app.register(async (door) => botRoutes(door, world, botApi));
  await app.register(async (door) => peopleRoutes(door, world));
  await app.register(async (door) => pageRoutes(door));
  const close = async () => {
    await botApi.close();
    await app.close();
    keeping?.close();
  };
  await app.listen({ host, port }).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const address = app.server.address();
  const boundPort = typeof address === 'object' && address ? address.port : port;
  const name = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${name}:${boundPort}`,
    token: world.bot.token,
    world,
    close,
  };
}

/** The chat page and the packages it is built with, as the browser loads them. */
async function pageRoutes(app: FastifyInstance): Promise<void> {
  for (const [path, file] of vendorModules()) {
    app.get(path, async (_request, reply) =>
      reply.type('text/javascript; charset=utf-8').send(await readFile(file)),
    );
  }
  await app.register(staticFiles, {
    root: fileURLToPath(new URL('./page/', import.meta.url)),
    cacheControl: false,
  });
}
