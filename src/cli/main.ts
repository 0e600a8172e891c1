import { existsSync } from 'node:fs';
import { argv, env, loadEnvFile, stderr, stdout } from 'node:process';
import { runCli } from './run.ts';

/* npm run cli: the settings come from .env and the environment, as for npm start. */

if (existsSync('.env')) loadEnvFile('.env');
// Whoever reads may stop early (`| head`); what is under way still ends in order.
for (const stream of [stdout, stderr]) stream.on('error', () => undefined);
process.exitCode = await runCli(argv.slice(2), {
  env,
  now: new Date(),
  say: (line) => void stdout.write(`${line}\n`),
  complain: (line) => void stderr.write(`${line}\n`),
});
