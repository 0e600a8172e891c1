import { existsSync } from 'node:fs';
import { loadEnvFile, stderr, stdout } from 'node:process';
import { faultOf } from './bot/fault.ts';
import { parseConfig } from './config.ts';
import { explainsItself } from './explains-itself.ts';
import { createLog } from './log.ts';
import { run } from './run.ts';

/*
 * npm start: settings → everything in order → until Ctrl-C, and then everything in reverse. The only place that reads
 * the environment.
 */

const stopWithinMs = 9_900;

if (existsSync('.env')) loadEnvFile('.env');
const parsed = parseConfig(process.env);
if (!parsed.ok) {
  stderr.write(
    `Some settings need a look (.env.example explains each):\n${parsed.faults.map((fault) => `  ${fault}\n`).join('')}`,
  );
  process.exit(2);
}
const { config } = parsed;
const log = createLog({
  level: config.logLevel,
  write: (line) => void stderr.write(`${line}\n`),
  now: () => new Date(),
});

// An error's message may quote a person: its kind is all that is told, and the next start finds everything.
const unhandled = (error: unknown) => {
  log.error('unhandled', faultOf(error));
  process.exit(1);
};
process.on('unhandledRejection', unhandled);
process.on('uncaughtException', unhandled);

const running = run(config, log, (line) => stdout.write(`${line}\n`));
let stopping = false;
const stop = async (reason: string) => {
  // The second Ctrl-C means it.
  if (stopping) process.exit(130);
  stopping = true;
  log.info('stopping', { reason });
  // The database's server, told to stop by now, goes on stopping by itself.
  setTimeout(() => process.exit(1), stopWithinMs).unref();
  await running.stop();
  process.exit(0);
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
if (process.env.npm_lifecycle_event) whenOrphaned(() => void stop('npm is gone'));

try {
  await running.ready;
} catch (error) {
  if (!stopping) giveUp(error);
}

function giveUp(error: unknown): never {
  if (explainsItself(error)) stderr.write(`${error.message}\n`);
  else log.error('could not start', faultOf(error));
  process.exit(1);
}

/** Killing npm must not leave the bot behind, holding the folder. */
function whenOrphaned(then: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    then();
  }, 250);
  watch.unref();
}
