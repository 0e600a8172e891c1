import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { people as townOf } from '../bench/support/people.ts';
import { startProgram } from '../bench/support/process.ts';
import { connect } from '../src/db/client.ts';
import { startEmbedded } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { silentLog } from '../src/log.ts';
import { addMembers } from '../test/support/audience.ts';
import { twoStreets } from '../test/support/two-streets.ts';
import * as scenarios from './scenarios.ts';
import type { Ground } from './send.ts';

/*
 * npm run prove [-- --kills 100 --people 3000 --pace 100 --only clock --json]: nobody is left out and nobody gets it twice, whatever breaks.
 * The senders are processes that are killed, the database is a PostgreSQL that is killed, and what people got is counted
 * by a playground in a process of its own, which lives through all of it. Ends with 1 when something doesn't hold.
 */

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    people: { type: 'string', default: '3000' },
    pace: { type: 'string', default: '100' },
    only: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
  },
});
const kills = Number(values.kills);
const members = Number(values.people);
const few = Math.max(1, Math.round(kills / 10));
const random = Math.random;
const widths = [34, 7, 8, 8, 20, 7, 9, 9, 6];

const dataDir = await mkdtemp(join(tmpdir(), 'niangjia-prove-'));
const playground = await startProgram('src/playground/main.ts', {
  env: { PORT: '0' },
  until: /TELEGRAM_API_ROOT=(\S+) and BOT_TOKEN=(\S+)/u,
});
const [, apiRoot = '', token = ''] = playground.line;
// Broken off, it leaves nothing running; the database server is told by the process's end.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    playground.process.kill();
    process.exit(130);
  });
}
const server = await startEmbedded({ dataDir, log: silentLog });
const { db, close } = connect(server.url);
const town = townOf(apiRoot);

async function killServer(): Promise<void> {
  const file = await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(file, 10);
  if (pid > 0) process.kill(pid, 'SIGKILL');
}

const all: [string, (ground: Ground) => Promise<scenarios.Proof>][] = [
  ['the sender killed (-9)', (ground) => scenarios.killed(ground, { times: kills, random })],
  ['two senders at once, one killed', (ground) => scenarios.together(ground, { times: few, random })],
  [
    'the database server killed (-9)',
    (ground) => scenarios.databaseKilled(ground, { times: few, random, killServer }),
  ],
  ['the network cut', (ground) => scenarios.networkCut(ground, { times: few, random })],
  ['an answer lost after delivery', (ground) => scenarios.answersLost(ground, { times: few, random })],
  ['the clock set back by a day', (ground) => scenarios.clockSetBack(ground, { times: few, random })],
];

const proofs: Record<string, scenarios.Proof & { seconds: number }> = {};
try {
  await migrate(server.url);
  const { north } = await twoStreets(db);
  await addMembers(db, north.union, { count: members, since: new Date() });
  await town.moveIn(members);
  await town.fault(scenarios.wayThere);
  const ground: Ground = {
    db,
    databaseUrl: server.url,
    apiRoot,
    token,
    town,
    union: north.union,
    members,
    perSecond: Number(values.pace),
    leaseMs: 1_500,
  };
  if (!values.json)
    print(['', 'times', 'people', 'sent', 'in doubt (at most)', 'twice', 'missing', 'adds up', 's']);
  for (const [name, prove] of all.filter(([each]) => each.includes(values.only))) {
    const began = performance.now();
    const proof = { ...(await prove(ground)), seconds: Math.round((performance.now() - began) / 1000) };
    proofs[name] = proof;
    if (!values.json) print(rowOf(name, proof));
  }
} finally {
  await town.close();
  await close();
  await server.stop();
  await playground.stop();
  await rm(dataDir, { recursive: true, force: true });
}

const holds = Object.values(proofs).every((proof) => proof.holds);
const machine = { node: process.version, cores: availableParallelism(), load: Math.round(loadavg()[0] ?? 0) };
if (values.json) console.log(JSON.stringify({ machine, holds, proofs }, null, 2));
else
  console.log(
    `\n${holds ? 'All of it holds.' : 'It does NOT hold.'} Node ${machine.node}, ${machine.cores} cores, load ${machine.load}`,
  );
process.exitCode = holds ? 0 : 1;

function rowOf(name: string, proof: scenarios.Proof & { seconds: number }): string[] {
  const { times, people, sent, unknown, mayBeUnknown, twice, missing, addsUp, seconds } = proof;
  const doubt = `${unknown} (${mayBeUnknown})`;
  return [name, times, people, sent, doubt, twice, missing, addsUp ? 'yes' : 'NO', seconds].map(String);
}

function print(cells: string[]): void {
  const line = cells.map((cell, column) =>
    column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
  );
  console.log(line.join(''));
}
