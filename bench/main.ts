import { availableParallelism, loadavg } from 'node:os';
import * as bare from './bare.ts';
import * as broadcast from './broadcast.ts';
import * as broadcastBeside from './broadcast-beside.ts';
import * as broadcastMillion from './broadcast-million.ts';
import * as coverage from './coverage.ts';
import * as directoryImport from './import.ts';
import * as ownData from './own-data.ts';
import * as places from './places.ts';
import * as plan from './plan.ts';
import * as playground from './playground.ts';
import * as results from './results.ts';
import * as review from './review.ts';
import * as road from './road.ts';
import * as roll from './roll.ts';
import * as search from './search.ts';
import * as survey from './survey.ts';

/*
 * npm run bench [-- road broadcast playground search places coverage import roll ownData review plan survey results --json]: the figures we promise, measured here and now. Other work on the
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
  async search() {
    const figures = await search.measure();
    const { all, by_kind: kinds, wrongly_sure: sure, names } = figures;
    const share = ({ first, first_three }: typeof all) => `${first} / ${first_three}`;
    return {
      figures,
      rows: [
        row(`${all.queries} queries: right one first / among three`, share(all), '≥ 0.95 / 0.99'),
        ...Object.entries(kinds).map(([kind, rates]) =>
          row(`  ${kind} (${rates.queries})`, share(rates), ''),
        ),
        row('opened though not meant, of these', sure.of_queries.length, '0'),
        row(`  of ${figures.strangers} that mean no building`, sure.of_strangers.length, '0'),
        ...figures.sizes.map(({ buildings, ms }) =>
          row(
            `${buildings.toLocaleString('en')} buildings: p50 / p95 / p99, ms`,
            `${ms.p50} / ${ms.p95} / ${ms.p99}`,
            'p95 ≤ 20',
          ),
        ),
        row('what finds them: MB in all', names.index_mb, ''),
        row('  bytes a unit / a building', `${names.bytes_per_unit} / ${names.bytes_per_building}`, ''),
        row('  written, units/s', names.units_per_second, ''),
        row('  keys alone, units/s', names.keys_of_units_per_second, '≥ 15,000'),
        row('  all of them written, s', names.build_seconds, ''),
      ],
    };
  },
  async places() {
    const { nearest, browse, poster } = await places.measure();
    return {
      figures: { nearest, browse, poster },
      rows: [
        ...nearest.map(({ buildings, p50, p95 }) =>
          row(
            `nearest of ${buildings.toLocaleString('en')} buildings: p50 / p95, ms`,
            `${p50} / ${p95}`,
            'p95 ≤ 20',
          ),
        ),
        ...browse.map(({ buildings, p50, p95 }) =>
          row(`  a page of a street of ${buildings / 20}: p50 / p95, ms`, `${p50} / ${p95}`, ''),
        ),
        row('a poster as a document: p50 / p95, ms', `${poster.pdf.p50} / ${poster.pdf.p95}`, ''),
        row('  as a picture', `${poster.png.p50} / ${poster.png.p95}`, ''),
        row('  the first of all, with its letters, ms', poster.first_ms, ''),
        row('  memory it took, MB', poster.rss_mb, ''),
      ],
    };
  },
  async import() {
    const figures = await directoryImport.measure();
    return {
      figures,
      rows: (['xlsx', 'csv'] as const).flatMap((kind) => {
        const run = figures[kind];
        return [
          row(
            `import of ${figures.rows} units (${kind}, ${run.file_mb} MB): rows/s, checked and applied`,
            run.rows_per_second,
            '',
          ),
          row('  checked / applied / undone, s', `${run.check} / ${run.apply} / ${run.undo}`, ''),
          row(
            '  memory at most, MB (idle / checked / applied / undone)',
            `${run.idle_mb} / ${run.checked_mb} / ${run.applied_mb} / ${run.peak_mb}`,
            '< 400',
          ),
          row(
            '  others’ statements meanwhile, p50 / p99 / longest, ms',
            `${run.beside.p50} / ${run.beside.p99} / ${run.beside.max}`,
            '',
          ),
        ];
      }),
    };
  },
  async roll() {
    const figures = await roll.measure();
    const { rows, file_mb, check, apply, undo } = figures;
    return {
      figures,
      rows: [
        row(
          `a member roll of ${rows} (${file_mb} MB): checked / applied / undone, s`,
          `${check} / ${apply} / ${undo}`,
          '',
        ),
        row(
          '  memory at most, MB (idle / checked / applied / undone)',
          `${figures.idle_mb} / ${figures.checked_mb} / ${figures.applied_mb} / ${figures.peak_mb}`,
          '< 400',
        ),
      ],
    };
  },
  async coverage() {
    const figures = await coverage.measure();
    const { today, past, explained, picture } = figures;
    const many = `${figures.units.toLocaleString('en')} units in ${figures.buildings.toLocaleString('en')} buildings`;
    return {
      figures,
      rows: [
        row(`coverage of ${many}: today, ms`, today.district, '≤ 1,000'),
        row('  a street of them / a union', `${today.street} / ${today.union}`, ''),
        row('  on a past day, ms', past.district, '≤ 5,000'),
        row('  a street of them / a union', `${past.street} / ${past.union}`, ''),
        row(`  ten months explained in ${explained.causes} lines, ms`, explained.district, ''),
        row('  a picture of a street, ms', picture, ''),
      ],
    };
  },
  async results() {
    const figures = await results.measure();
    const of = `${figures.responses.toLocaleString('en')} responses in ${figures.unions.toLocaleString('en')} unions`;
    return {
      figures,
      rows: [
        row(`results of ${of}: first view, ms`, figures.first, '≤ 1,000'),
        row('  two questions together, ms', figures.crossed, ''),
        row('  as a picture, ms', figures.picture, '≤ 1,000'),
        row('  as a spreadsheet, ms', figures.sheet, ''),
        row('  counted once, in the background, s', figures.taking, ''),
      ],
    };
  },
  async ownData() {
    const figures = await ownData.measure();
    const { export_ms: exported, erase_ms: erased, rotate } = figures;
    return {
      figures,
      rows: [
        row(
          `one of ${figures.people.toLocaleString('en')} people: her data, p50 / max, ms`,
          `${exported.p50} / ${exported.max}`,
          '',
        ),
        row('  erased, p50 / max, ms', `${erased.p50} / ${erased.max}`, ''),
        row(`a new key for ${rotate.people.toLocaleString('en')} people, s`, rotate.seconds, ''),
        row('  memory before / at most, MB', `${rotate.rss_mb_before} / ${rotate.rss_mb_most}`, ''),
      ],
    };
  },
  async 'own-data'() {
    const figures = await ownData.measure();
    const { people, export_ms: read, erase_ms: erased, rotate } = figures;
    return {
      figures,
      rows: [
        row(
          `all that is kept of one among ${people.toLocaleString('en')}: p50 / max, ms`,
          `${read.p50} / ${read.max}`,
          '',
        ),
        row('  erased: p50 / max, ms', `${erased.p50} / ${erased.max}`, ''),
        row(`${rotate.people.toLocaleString('en')} people to a new key, s`, rotate.seconds, ''),
        row('  memory before / most, MB', `${rotate.rss_mb_before} / ${rotate.rss_mb_most}`, ''),
      ],
    };
  },
  async plan() {
    const figures = await plan.measure();
    return {
      figures,
      rows: figures.audiences.map(({ audience, count_ms, plan_ms }) =>
        row(
          `${figures.people.toLocaleString('en')} members, ${audience}: counted / planned, ms`,
          `${count_ms} / ${plan_ms}`,
          'planned ≤ 2,000',
        ),
      ),
    };
  },
  async review() {
    const figures = await review.measure();
    const { people, waiting, queue_ms: queue, next_ms: next, batch } = figures;
    return {
      figures,
      rows: [
        row(
          `${waiting.toLocaleString('en')} waiting among ${people.toLocaleString('en')}: the queue, p50 / p95, ms`,
          `${queue.p50} / ${queue.p95}`,
          'p95 ≤ 50',
        ),
        row('  the next one, p50 / p95, ms', `${next.p50} / ${next.p95}`, ''),
        row(`  ${batch.applications.toLocaleString('en')} approved together, s`, batch.seconds, ''),
      ],
    };
  },
  async survey() {
    // SURVEY_PEOPLE=500 for a quick look.
    const figures = await survey.measure({ people: Number(process.env.SURVEY_PEOPLE ?? 10_000) });
    const { reaction_ms: reaction } = figures;
    const responses = figures.responses.toLocaleString('en');
    return {
      figures,
      rows: [
        row(
          `${responses} responses to ${figures.questions} questions: answers/s`,
          figures.answers_per_second,
          '',
        ),
        row('  responses/s', figures.responses_per_second, ''),
        row('  updates/s', figures.updates_per_second, ''),
        row(
          '  reaction p50 / p95 / p99, ms',
          `${reaction.p50} / ${reaction.p95} / ${reaction.p99}`,
          '100 at once',
        ),
        row('  CPU of the bot, ms an update', figures.cpu_ms_per_update, ''),
        row('  answered and not found', figures.lost, '0'),
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
