import type { Db, Tx } from '../../db/client.ts';
import {
  anonymousSheets,
  countedBefore,
  membersIn,
  newcomersByUnion,
  type RoundToTake,
  roundsToTake,
  saveFigures,
  saveRoundFigures,
  sheetsOf,
  textsGiven,
  unionCount,
} from '../../db/queries/figures.ts';
import type { UnionId } from '../../domain/ids.ts';
import { dateIn } from '../../domain/schedule.ts';
import { fewest, leftOut } from '../../domain/suppression/hide.ts';
import { takeUnionPage } from '../../domain/suppression/page.ts';
import { isEnough, takeFigures } from '../../domain/suppression/take.ts';
import {
  Counter,
  type Counting,
  countingOf,
  sumTallies,
  type Tally,
} from '../../domain/suppression/tally.ts';
import { type TakenUnion, takeTogether } from '../../domain/suppression/together.ts';
import type { Log } from '../../log.ts';

type Counts = Record<'unions' | 'rounds' | 'failed', number>;

/**
 * Takes the figures that results are shown by: of a round that was closed, once; of the needs survey that is always open,
 * whenever enough have answered in a union who weren't counted before. Run it every hour.
 */
export type TakeFigures = (now: Date) => Promise<Counts>;

/** Turns that began before this have ended: nobody's answers slip in behind. */
const settledMs = 5 * 60_000;

/** A union of a million is counted in half a minute. */
const longMs = 300_000;

export function createTakeFigures({
  db,
  timeZone,
  log,
}: {
  readonly db: Db;
  readonly timeZone: string;
  readonly log: Log;
}): TakeFigures {
  return async (now) => {
    const counts: Counts = { unions: 0, rounds: 0, failed: 0 };
    const failed = (error: Error) => {
      log.error('figures not taken', { kind: error.name });
      counts.failed += 1;
    };
    for (const round of await roundsToTake(db)) {
      const until = new Date(now.getTime() - settledMs);
      const setting = { round, counting: countingOf(round.definition), until, on: dateIn(now, timeZone) };
      const inLong = <Result>(take: (tx: Tx) => Promise<Result>) =>
        db.transaction(async (tx) => {
          await tx.execute(`set local statement_timeout = ${longMs}`);
          return take(tx);
        });
      // An anonymous round has no places: nobody knows who of them said what.
      const unions = round.anonymous ? [] : await inLong((tx) => newcomersByUnion(tx, round.id, until));
      const taken: TakenUnion[] = [];
      for (const { union, people } of unions) {
        const page = await inLong((tx) => takeUnion(tx, setting, union, people)).catch(failed);
        if (page) taken.push(page);
      }
      counts.unions += taken.length;
      if (taken.length === 0 && !round.closed) continue;
      // What failed is tried again in an hour, and only then it is over.
      const final = round.closed && counts.failed === 0;
      await inLong((tx) => takeRound(tx, setting, taken, final)).catch(failed);
      counts.rounds += 1;
    }
    return counts;
  };
}

interface Setting {
  readonly round: RoundToTake;
  readonly counting: Counting;
  readonly until: Date;
  readonly on: string;
}

/** @returns null when they are too few as yet */
async function takeUnion(
  tx: Tx,
  { round, counting, until, on }: Setting,
  union: UnionId,
  newcomers: number,
): Promise<TakenUnion | null> {
  const counted = await countedBefore(tx, round.id, union);
  const window = { since: counted.until, until };
  if (newcomers < fewest || !(round.closed || isEnough(newcomers, counted.people))) return null;
  const { members, street } = await unionCount(tx, union);
  const counters = new Map<number | null, Counter>();
  const without = leftOut(counted.people + newcomers, members);
  for await (const sheets of sheetsOf(tx, round.id, union, window, without))
    for (const { building, answers } of sheets) {
      const counter = counters.get(building) ?? new Counter(counting);
      counters.set(building, counter);
      counter.add(answers);
    }
  const tallies = new Map(
    [...counters].map(([building, counter]): [number | null, Tally] => [building, counter.tally]),
  );
  const page = takeUnionPage(counting, tallies, { members, on });
  if (!page) return null;
  const questions = round.definition.questions.flatMap(({ type, key }) => (type === 'text' ? [key] : []));
  const texts = await textsGiven(tx, round.id, union, window, { questions, least: fewest });
  await saveFigures(tx, { round: round.id, union, until, page, texts });
  return { street, page, tally: sumTallies(counting, [...tallies.values()]) };
}

async function takeRound(
  tx: Tx,
  setting: Setting,
  taken: readonly TakenUnion[],
  final: boolean,
): Promise<void> {
  const { round, counting, until } = setting;
  const whole = round.anonymous ? await wholeOf(tx, setting) : null;
  await saveRoundFigures(tx, {
    round: round.id,
    until,
    page: { whole, ...takeTogether(counting, taken) },
    final,
  });
}

async function wholeOf(tx: Tx, { round, counting, on }: Setting) {
  const [sheets, members] = [await anonymousSheets(tx, round.id), await membersIn(tx, round.scope)];
  const counter = new Counter(counting);
  // They lie in random order: the last ones are as good as any.
  for (const answers of sheets.slice(0, sheets.length - leftOut(sheets.length, members)))
    counter.add(answers);
  return takeFigures(counting, counter.tally, { members, on });
}
