import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../log.ts';
import { clusterOf } from './cluster.ts';
import { clearTheWay, type LaunchOptions, launch, terminate } from './postmaster.ts';

export interface SupervisedServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Keeps a server running until told to stop it: should somebody kill it, on the same port again, where clients look. */
export async function supervise(options: Omit<LaunchOptions, 'port'>, log: Log): Promise<SupervisedServer> {
  let current = await launch(options);
  const { port } = current;
  let running = true;
  let stopping = false;
  log.info('postgres.ready', { port, pid: current.pid });

  // A process that ends without stopping its server at least tells it to.
  const onExit = () => {
    try {
      if (running) process.kill(current.pid, 'SIGINT');
    } catch {
      // It went in the same moment.
    }
  };
  process.once('exit', onExit);

  const watching = (async () => {
    for (;;) {
      await current.gone;
      running = false;
      if (stopping) return;
      log.error('postgres.died', { pid: current.pid });
      await sleep(200);
      await clearTheWay(clusterOf(options.dataDir));
      current = await launch({ ...options, port });
      running = true;
      log.warn('postgres.restarted', { port, pid: current.pid });
      if (stopping) void terminate(current.pid, async () => running);
    }
  })().catch((error: unknown) => {
    log.error('postgres.lost', { port, reason: error instanceof Error ? error.message : 'unknown' });
  });

  return {
    port,
    async stop() {
      stopping = true;
      process.off('exit', onExit);
      await terminate(current.pid, async () => running);
      await watching;
    },
  };
}
