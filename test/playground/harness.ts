import { afterEach } from 'vitest';
import { type Playground, type PlaygroundOptions, startPlayground } from '../../src/playground/http.ts';
import { firstPersonId } from '../../src/playground/world/people.ts';
import type { Update } from '../../src/playground/world/telegram.ts';

interface ApiAnswer {
  ok: boolean;
  // What a result is depends on the method: tests know which one they called.
  result: unknown;
  description?: string;
  error_code?: number;
  parameters?: { retry_after: number };
}

export interface Harness {
  playground: Playground;
  /** Calls a method with a JSON body. */
  call(method: string, parameters?: unknown): Promise<ApiAnswer>;
  /** Calls a method with any request. */
  request(method: string, init: RequestInit, query?: string): Promise<Response>;
  /** The description of a refusal, or 'ok'. */
  refusal(method: string, parameters?: unknown): Promise<string>;
  /** Uses the people's door. */
  door(
    httpMethod: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: Record<string, unknown> }>;
  updates(offset?: number): Promise<Update[]>;
}

const open = new Set<Playground>();

afterEach(async () => {
  await Promise.all([...open].map((playground) => playground.close()));
  open.clear();
});

/** Li, who lives in every test: she has pressed START, and what it told the bot is out of the way. */
export const li = firstPersonId;

/** @param quiet nobody presses START: the town is one that was kept */
export async function openPlayground(
  options: PlaygroundOptions = {},
  { quiet = false }: { quiet?: boolean } = {},
): Promise<Harness> {
  const playground = await startPlayground({
    people: [{ first_name: '李', language_code: 'zh-hans', username: 'li_test' }],
    ...options,
  });
  open.add(playground);
  const request: Harness['request'] = (method, init, query = '') =>
    fetch(`${playground.url}/bot${playground.token}/${method}${query}`, init);
  const call: Harness['call'] = async (method, parameters = {}) => {
    const body = JSON.stringify(parameters);
    const response = await request(method, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    return (await response.json()) as ApiAnswer;
  };
  const door: Harness['door'] = async (method, path, body) => {
    const response = await fetch(playground.url + path, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  if (!quiet) {
    await door('POST', `/world/people/${li}/start`, {});
    playground.world.updates.clear();
  }
  return {
    playground,
    call,
    request,
    door,
    refusal: async (method, parameters) => {
      const answer = await call(method, parameters);
      return answer.ok ? 'ok' : `${answer.error_code} ${answer.description}`;
    },
    updates: async (offset) => (await call('getUpdates', { offset })).result as Update[],
  };
}

/** A PNG header is all that is ever read of a picture. */
export function png(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.writeUInt32BE(0x89504e47, 0);
  bytes.writeUInt32BE(0x0d0a1a0a, 4);
  bytes.write('IHDR', 12, 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

export function jpeg(width: number, height: number): Buffer {
  const jfif = Buffer.from([0xff, 0xe0, 0x00, 0x04, 0x00, 0x00]);
  const frame = Buffer.from([
    0xff,
    0xc0,
    0x00,
    0x0b,
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    1,
    0,
    0,
  ]);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), jfif, frame, Buffer.alloc(16)]);
}
