import { availableParallelism, loadavg } from 'node:os';
import * as bare from './bare.ts';
import * as broadcast from './broadcast.ts';
import * as broadcastBeside from './broadcast-beside.ts';
import * as broadcastMillion from './broadcast-million.ts';
import * as coverage from './coverage.ts';
import * as ownData from './own-data.ts';
import * as places from './places.ts';
import * as playground from './playground.ts';
import * as road from './road.ts';
import * as search from './search.ts';

/*
 * npm run bench [-- road broadcast playground search places coverage --json]: the figures we promise, measured here and now. Other work on the
 * machine shows in all of them: compare what one run measured side by side, not two runs. BENCH_PROFILE=<folder> also writes CPU profiles there.
 */

interface Row {
  readonly figure: string;
  readonly measured: string;
  readonly aim: string;
}

interface Measured {
  readonly figures: unknown;
  readonly rows: readonly Row[];
}

const suites: Record<string, () => Promise<Measured>> = {
  async road() {
    const many = await road.measure({ people: 200 });
    const manyBare = await bare.measure({ people: 200 });
    const few = await road.measure({ people: 5 });
    const fewBare = await bare.measure({ people: 5 });
    const { reaction_ms: reaction } = many;
    return {
      figures: { many, few, many_bare: manyBare, few_bare: fewBare },
      rows: [
        row('whole road, 200 people: journeys/s', many.journeys_per_second, ''),
        row('  updates/s', many.updates_per_second, `bare telegraf here: ${manyBare.updates_per_second}`),
        row(
          '  reaction p50 / p95 / p99, ms',
          `${reaction.p50} / ${reaction.p95} / ${reaction.p99}`,
          `bare p50: ${manyBare.reaction_ms.p50}`,
        ),
        row('  CPU of the bot, ms an update', many.cpu_ms_per_update, `bare: ${manyBare.cpu_ms_per_update}`),
        row('  statements an update', many.statements_per_update, ''),
        row('  memory of the bot afterwards, MB', many.bot_rss_mb, ''),
        row(
          'whole road, 5 people: reaction p50, ms',
          few.reaction_ms.p50,
          `bare: ${fewBare.reaction_ms.p50}`,
        ),
      ],
    };
  },
  async broadcast() {
    const figures = await broadcast.measure();
    const beside = await broadcastBeside.measure();
    const million = await broadcastMillion.measure();
    const { cost } = million;
    const whole = ({ sender_cpu_ms, database_cpu_ms }: typeof cost.few) => sender_cpu_ms + database_cpu_ms;
    const dearer = Math.round((Math.max(whole(cost.first), whole(cost.last)) / whole(cost.few) - 1) * 100);
    return {
      figures: { ...figures, beside, million },
      rows: [
        row(
          '3,000 people, pace 30, server at 30/s, 5 at once, 1/s a chat',
          figures.paced.per_second,
          '≥ 29.5/s',
        ),
        row('  in the slowest ten seconds', figures.paced.slowest_per_second, ''),
        row('  refused with 429', figures.paced.refused, '0'),
        row('3,000 people, no limits: messages/s, ledger included', figures.unlimited.per_second, '≥ 3,000'),
        row('  CPU of the sender, ms a message', figures.unlimited.cpu_ms_per_message, ''),
        row('3 people on the road beside 30/s: reaction p99, ms', beside.reaction_ms.p99, '≤ 100'),
        row('  replies lost; calls refused with 429', `${beside.lost}; ${beside.refused}`, '0; 0'),
        row('  the broadcast meanwhile, messages/s', beside.broadcast_per_second, '≥ 25'),
        row('1,000,000 people: audience frozen, s', million.freeze_ms / 1000, '≤ 10'),
        row('  memory of the sender, at most, MB', million.rss_mb, '< 200'),
        row('  CPU of sender and database, ms a message, at its beginning', round(whole(cost.first)), ''),
        row('  … at its end', round(whole(cost.last)), ''),
        row('  … of 10,000', round(whole(cost.few)), `dearer: ${dearer} %, aim ≤ 10 %`),
      ],
    };
  },
  async playground() {
    const figures = await playground.measure();
    return {
      figures,
      rows: [
        row('the playground alone: calls/s', figures.calls_per_second, '≥ 6,000'),
        row('  CPU, ms a call', figures.cpu_ms_per_call, ''),
      ],
    };
  },
};

const asked = process.argv.slice(2).filter((argument) => argument !== '--json');
const unknown = asked.filter((name) => !(name in suites));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}; there is ${Object.keys(suites).join(', ')}.`);
  process.exit(2);
}

const json = process.argv.includes('--json');
const all: Record<string, unknown> = {
  machine: { node: process.version, cores: availableParallelism(), load_before: round(loadavg()[0] ?? 0) },
};
for (const [name, measure] of Object.entries(suites)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const { figures, rows } = await measure();
  all[name] = figures;
  if (!json)
    for (const line of rows) console.log(`${line.figure.padEnd(64)}${line.measured.padEnd(24)}${line.aim}`);
}
if (json) console.log(JSON.stringify(all, null, 2));
else
  console.log(`\nNode ${process.version}, ${availableParallelism()} cores, load ${round(loadavg()[0] ?? 0)}`);

function row(figure: string, measured: number | string, aim: string): Row {
  return { figure, measured: typeof measured === 'number' ? measured.toLocaleString('en') : measured, aim };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
