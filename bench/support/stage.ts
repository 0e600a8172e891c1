import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectTown, type Town, type TownOptions } from '../../test/support/chat-client.ts';
import { type Started, startProgram } from './process.ts';

export interface Stage {
  readonly town: Town;
  readonly playground: Started;
  readonly bot: Started;
  /** Where the bot keeps its database. */
  readonly folder: string;
  /** A counter or gauge of the bot's /metrics, summed over its labels. */
  metric(name: string): Promise<number>;
  stop(): Promise<void>;
}

/** The real bot on an embedded database of its own, talking to a playground in another process. */
export async function raiseStage(
  settings: Record<string, string> = {},
  options: TownOptions = {},
): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'niangjia-bench-'));
  const playground = await startProgram('src/playground/main.ts', {
    env: { PORT: '0' },
    until: /TELEGRAM_API_ROOT=(\S+) and BOT_TOKEN=(\S+)/u,
  });
  const [, apiRoot = '', token = ''] = playground.line;
  const bot = await startProgram('src/main.ts', {
    env: {
      BOT_TOKEN: token,
      TELEGRAM_API_ROOT: apiRoot,
      DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
      DATA_DIR: folder,
      PORT: '0',
      LOG_LEVEL: 'info',
      ...settings,
    },
    until: /"event":"ready".*"port":(\d+)/u,
  });
  const town = await connectTown(apiRoot, options);
  const metrics = `http://127.0.0.1:${bot.line[1]}/metrics`;
  return {
    town,
    playground,
    bot,
    folder,
    async metric(name) {
      const text = await (await fetch(metrics)).text();
      const lines = text
        .split('\n')
        .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
      return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
    },
    async stop() {
      await town.close();
      await bot.stop();
      await playground.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
