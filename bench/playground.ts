import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';

export interface PlaygroundFigures {
  calls: number;
  seconds: number;
  calls_per_second: number;
  /** Of the server's own processor time. */
  cpu_ms_per_call: number;
  server_rss_mb: number;
}

interface Options {
  calls?: number;
  people?: number;
  in_flight?: number;
}

const root = fileURLToPath(new URL('..', import.meta.url));

/** How many sendMessage calls a second the playground's server alone takes, in a process of its own. */
export async function measure({
  calls = 30_000,
  people = 300,
  in_flight = 50,
}: Options = {}): Promise<PlaygroundFigures> {
  const server = spawn(process.execPath, ['--import', 'tsx', 'src/playground/main.ts'], {
    cwd: root,
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const { url, token } = await address(server);
    const pool = new Pool(url, { connections: in_flight });
    const ids = await settle(pool, people);
    const send = sender(pool, `/bot${token}/sendMessage`, ids);
    await inParallel(Math.min(3000, calls), in_flight, send);
    const before = processorMs(server);
    const began = performance.now();
    await inParallel(calls, in_flight, send);
    const seconds = (performance.now() - began) / 1000;
    const cpu = processorMs(server) - before;
    const figures = {
      calls,
      seconds: round(seconds),
      calls_per_second: Math.round(calls / seconds),
      cpu_ms_per_call: round(cpu / calls),
      server_rss_mb: Math.round(residentMb(server)),
    };
    await pool.close();
    return figures;
  } finally {
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
  }
}

async function address(server: ChildProcess): Promise<{ url: string; token: string }> {
  if (!server.stdout) throw new Error('the server has no output to read its address from');
  for await (const line of createInterface({ input: server.stdout })) {
    const match = /TELEGRAM_API_ROOT=(\S+) and BOT_TOKEN=(\S+)/.exec(line);
    if (match?.[1] && match[2]) return { url: match[1], token: match[2] };
  }
  throw new Error('the playground ended before it was open');
}

/** People who have all said /start. */
async function settle(pool: Pool, count: number): Promise<number[]> {
  const ids: number[] = [];
  await inParallel(count, 20, async (index) => {
    const person = (await post(pool, '/world/people', {
      first_name: `居民${index}`,
      language_code: 'zh-hans',
    })) as {
      id: number;
    };
    await post(pool, `/world/people/${person.id}/start`, {});
    ids.push(person.id);
  });
  return ids;
}

function sender(pool: Pool, path: string, ids: readonly number[]) {
  return async (index: number): Promise<void> => {
    await post(pool, path, {
      chat_id: ids[index % ids.length],
      text: `<b>本月活动</b>\n第 ${index} 条：周三 12:00，手工课，金隅大厦 3 层。`,
      parse_mode: 'HTML',
      reply_markup: {
        inline_keyboard: [[{ text: '报名', callback_data: `join:${index}`, style: 'primary' }]],
      },
    });
  };
}

async function post(pool: Pool, path: string, body: unknown): Promise<unknown> {
  const response = await pool.request({
    path,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.body.text();
  if (response.statusCode >= 300) throw new Error(`${path.split('/').at(-1)}: ${answer}`);
  return JSON.parse(answer);
}

async function inParallel(
  count: number,
  width: number,
  act: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      await act(index);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** User and system time of a process by /proc; NaN where there is none. */
function processorMs({ pid }: ChildProcess): number {
  const fields = procFile(pid, 'stat').split(') ')[1]?.split(' ') ?? [];
  const ticks = Number(fields[11]) + Number(fields[12]);
  return ticks * 10;
}

function residentMb({ pid }: ChildProcess): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(procFile(pid, 'status'))?.[1];
  return Number(kilobytes) / 1024;
}

function procFile(pid: number | undefined, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await measure());
