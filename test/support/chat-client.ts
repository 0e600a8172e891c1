import { Pool } from 'undici';
import type { EventPage, WorldEvent } from '../../src/playground/world/events.ts';
import type { Fault } from '../../src/playground/world/faults.ts';
import type { RateLimits } from '../../src/playground/world/limits.ts';
import type { NewPerson, Person } from '../../src/playground/world/people.ts';
import type { StatisticsReport } from '../../src/playground/world/statistics.ts';
import type { Answer, Line } from './line.ts';
import { Phone, type PhoneOptions } from './phone.ts';

export type { Phone } from './phone.ts';

/** The playground's town as tests and benchmarks see it: through the people's door, over HTTP. */
export interface Town {
  /** A newcomer; she has not written to the bot yet. */
  person(person: NewPerson): Promise<Phone>;
  /** Jumps ahead. */
  advance(milliseconds: number): Promise<void>;
  setClock(now: Date, options?: { force?: boolean }): Promise<void>;
  limit(limits: Partial<RateLimits>): Promise<void>;
  /** @returns takes the fault away again */
  fault(fault: Omit<Fault, 'id'>): Promise<() => Promise<void>>;
  statistics(): Promise<StatisticsReport>;
  close(): Promise<void>;
}

export interface TownOptions extends Partial<PhoneOptions> {
  connections?: number;
}

const pollMs = 25_000;

/** One long poll for the whole town, however many people; their actions go over a pool of connections. */
export async function connectTown(url: string, options: TownOptions = {}): Promise<Town> {
  const pool = new Pool(url, { connections: options.connections ?? 64, pipelining: 1 });
  const phoneOptions: PhoneOptions = { timeout: options.timeout ?? 5000, until: options.until ?? 'handled' };
  const phones = new Map<number, Phone>();
  const closing = new AbortController();
  const call = caller(pool, closing.signal);
  const line: Line = {
    post: (path, body) => call('POST', path, body),
    patch: (path, body) => call('PATCH', path, body),
    file: async (id) => {
      const response = await pool.request({ method: 'GET', path: `/world/files/${encodeURIComponent(id)}` });
      const bytes = Buffer.from(await response.body.arrayBuffer());
      if (response.statusCode !== 200) throw new Error(`there is no file ${id}`);
      return bytes;
    },
    lastEventAt: () => hearing.lastEventAt,
  };
  const hearing = { lastEventAt: 0 };
  const first = await ok<{ seq: number }>(call('GET', '/world'));
  // Should the playground close first, the phones fall silent; whoever still waits says so.
  const listening = listen(call, first.seq, closing.signal, (event) => {
    hearing.lastEventAt = performance.now();
    if (event.person_id !== null) phones.get(event.person_id)?.notice(event);
  }).catch(() => undefined);
  return {
    async person(newcomer) {
      const person = await ok<Person>(call('POST', '/world/people', newcomer));
      const phone = new Phone(person, line, phoneOptions);
      phones.set(person.id, phone);
      return phone;
    },
    async advance(milliseconds) {
      await ok(call('PUT', '/world/clock', { advance_ms: milliseconds }));
    },
    async setClock(now, { force = false } = {}) {
      await ok(call('PUT', '/world/clock', { now: now.toISOString(), force }));
    },
    async limit(limits) {
      await ok(call('PUT', '/world/limits', { global: null, per_chat: null, ...limits }));
    },
    async fault(fault) {
      const { id } = await ok<Fault>(call('POST', '/world/faults', fault));
      return async () => {
        await ok(call('DELETE', `/world/faults?id=${id}`));
      };
    },
    statistics: () => ok<StatisticsReport>(call('GET', '/world/statistics')),
    async close() {
      closing.abort();
      await listening;
      await pool.destroy();
    },
  };
}

type Caller = (
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
) => Promise<Answer>;

function caller(pool: Pool, signal: AbortSignal): Caller {
  return async (method, path, body) => {
    const response = await pool.request({
      method,
      path,
      signal: path.startsWith('/world/events') ? signal : null,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    return { status: response.statusCode, body: (await response.body.json()) as Record<string, unknown> };
  };
}

async function ok<Result>(answer: Promise<Answer>): Promise<Result> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`the playground refuses (${status}): ${JSON.stringify(body)}`);
  return body as Result;
}

/** Hears everything that happens after `after`, until it is told to stop. */
async function listen(
  call: Caller,
  after: number,
  signal: AbortSignal,
  hear: (event: WorldEvent) => void,
): Promise<void> {
  let seq = after;
  while (!signal.aborted) {
    const page = await ok<EventPage>(call('GET', `/world/events?after=${seq}&wait=${pollMs}`));
    page.events.forEach(hear);
    seq = page.seq;
  }
}
