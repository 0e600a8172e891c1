import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../src/db/embedded.ts';
import { silentLog } from '../src/log.ts';
import { connectTown } from '../test/support/chat-client.ts';
import { percentile, processorMs, startProgram } from './support/process.ts';

export interface BareFigures {
  readonly people: number;
  readonly updates_per_second: number;
  readonly reaction_ms: { readonly p50: number; readonly p95: number; readonly p99: number };
  readonly cpu_ms_per_update: number;
}

const actsEach = 24;

/** The yardstick: a plain telegraf bot (support/bare-bot.ts) under the same playground, server and machine. */
export async function measure({ people: count = 200 } = {}): Promise<BareFigures> {
  const dataDir = await mkdtemp(join(tmpdir(), 'niangjia-bench-'));
  const server = await startEmbedded({ dataDir, log: silentLog });
  const playground = await startProgram('src/playground/main.ts', {
    env: { PORT: '0' },
    until: /TELEGRAM_API_ROOT=(\S+) and BOT_TOKEN=(\S+)/u,
  });
  const [, apiRoot = '', token = ''] = playground.line;
  const bot = await startProgram('bench/support/bare-bot.ts', {
    env: { BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot, DATABASE_URL: server.url },
    until: /bare bot ready/u,
  });
  const town = await connectTown(apiRoot, { until: 'first', timeout: 60_000, connections: 128 });
  try {
    const people = await Promise.all(
      Array.from({ length: count }, (_, index) =>
        town.person({ first_name: `p${index}`, language_code: 'zh-hans' }),
      ),
    );
    const talk = async () => {
      const reactions: number[] = [];
      await Promise.all(
        people.map(async (person) => {
          for (let act = 0; act < actsEach; act += 2) {
            reactions.push((await person.says('金隅大厦')).after_ms);
            reactions.push((await person.taps(act % 4 === 0 ? '更多' : '收起')).after_ms);
          }
        }),
      );
      return reactions;
    };
    await talk();
    const cpuBefore = processorMs(bot.pid);
    const began = performance.now();
    const reactions = await talk();
    const seconds = (performance.now() - began) / 1000;
    return {
      people: count,
      updates_per_second: Math.round(reactions.length / seconds),
      reaction_ms: {
        p50: round(percentile(reactions, 0.5)),
        p95: round(percentile(reactions, 0.95)),
        p99: round(percentile(reactions, 0.99)),
      },
      cpu_ms_per_update: round((processorMs(bot.pid) - cpuBefore) / reactions.length),
    };
  } finally {
    await town.close();
    await bot.stop();
    await playground.stop();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
