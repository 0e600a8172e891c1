import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from 'vitest';
import { demoDistrict } from '../../src/db/demo/index.ts';
import { project } from '../support/embedded.ts';
import { eventually } from '../support/eventually.ts';

const dataDir = await mkdtemp(join(tmpdir(), 'niangjia-killed-'));
const children: ChildProcess[] = [];
afterAll(async () => {
  for (const child of children) await end(child, 'SIGINT');
  await rm(dataDir, { recursive: true, force: true });
});

const worker = demoDistrict().people.find(({ key }) => key === 'worker')?.telegramId;
const startsWithin = 60_000;

/** `npm start` on a folder of its own, to whom no `.env` speaks; answers when people can write. */
async function start() {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      HOME: dataDir,
      DATA_DIR: dataDir,
      PORT: '0',
      BOT_TOKEN: '',
      DATABASE_URL: '',
      LOG_LEVEL: 'error',
    },
  });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/\S+/.exec(line)?.[0];
    if (url !== undefined) return { child, url };
  }
  throw new Error('it ended before it said where the playground is');
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

async function post(address: string, body: unknown): Promise<void> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
}

interface Heard {
  message_id: number;
  from: { is_bot: boolean };
  text?: string;
}

const chatAt = async (url: string): Promise<Heard[]> => {
  const response = await fetch(`${url}/world/people/${worker}/chat`);
  return ((await response.json()) as { messages: Heard[] }).messages;
};

test(
  'killed just after a worker has written: the next start shows her chat, and answers her',
  async () => {
    const first = await start();
    await post(`${first.url}/world/people/${worker}/start`, {});
    await eventually(async () => expect((await chatAt(first.url)).at(-1)?.from.is_bot).toBe(true), 20_000);
    const before = await chatAt(first.url);
    await post(`${first.url}/world/people/${worker}/messages`, { text: '/help' });
    await end(first.child, 'SIGKILL');

    const second = await start();
    const asked = await eventually(async () => {
      const messages = await chatAt(second.url);
      const index = messages.findIndex(({ text }) => text === '/help');
      expect(messages.slice(index + 1).some(({ from }) => from.is_bot)).toBe(true);
      return messages.slice(0, index);
    }, 20_000);
    expect(asked.slice(0, before.length)).toEqual(before);

    // And so it goes on: new updates are not taken for those of the first life.
    await post(`${second.url}/world/people/${worker}/messages`, { text: '/me' });
    await eventually(async () => {
      const messages = await chatAt(second.url);
      const index = messages.findIndex(({ text }) => text === '/me');
      expect(messages.slice(index + 1).some(({ from }) => from.is_bot)).toBe(true);
    }, 20_000);
  },
  2 * startsWithin,
);
