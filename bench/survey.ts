import { eq, sql } from 'drizzle-orm';
import { connect } from '../src/db/client.ts';
import { findEmbedded } from '../src/db/embedded.ts';
import { draftRound, putSurvey } from '../src/db/queries/survey-rounds.ts';
import { people, surveyResponses, surveyRounds, unions } from '../src/db/schema.ts';
import { type Question, SurveyDefinition } from '../src/domain/survey.ts';
import { addMembers, firstChat } from '../test/support/audience.ts';
import type { Phone } from '../test/support/chat-client.ts';
import { percentile, processorMs } from './support/process.ts';
import { raiseStage } from './support/stage.ts';

export interface SurveyFigures {
  readonly responses: number;
  readonly questions: number;
  readonly answers_per_second: number;
  readonly updates_per_second: number;
  readonly responses_per_second: number;
  readonly reaction_ms: { readonly p50: number; readonly p95: number; readonly p99: number };
  readonly cpu_ms_per_update: number;
  /** Answered to the end but not found complete in the database. */
  readonly lost: number;
}

const words = (text: string) => ({ zh: text, en: text });
const common = (index: number) => ({
  key: `q${index}`,
  name: words(`第${index}问`),
  ask: words(`第${index}问？`),
  required: true,
});
const options = (index: number) =>
  ['甲', '乙', '丙', '丁'].map((label, place) => ({ key: `o${place}`, label: words(`${label}${index}`) }));

/** Six of one choice, three scales, two of several, a grid of times. */
const questions: Question[] = [
  ...[1, 2, 3, 4, 5, 6].map((index) => ({ type: 'one' as const, ...common(index), options: options(index) })),
  ...[7, 8, 9].map((index) => ({
    type: 'scale' as const,
    ...common(index),
    from: 1,
    to: 5,
    low: words('差'),
    high: words('好'),
  })),
  ...[10, 11].map((index) => ({
    type: 'many' as const,
    ...common(index),
    options: options(index),
    min: 1,
    max: 3,
  })),
  {
    type: 'times',
    ...common(12),
    days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
    slots: [{ key: 'noon', label: words('中午') }],
    min: 1,
    max: 3,
  },
];

/** What she taps, from the link in her invitation to the last answer. */
const taps = [
  '开始',
  ...[1, 2, 3, 4, 5, 6].map((index) => `乙${index}`),
  '3',
  '4',
  '5',
  '甲10',
  '选好了',
  '丙11',
  '选好了',
  '周三中午',
  '选好了',
];

/** So many at once: a lunch break, a while after the invitation. */
const atOnce = 100;

/** People answer a survey of twelve questions in the playground, each to the end. */
export async function measure({ people: count = 10_000 } = {}): Promise<SurveyFigures> {
  const stage = await raiseStage({}, { until: 'first', timeout: 60_000, connections: 64 });
  const server = await findEmbedded(stage.folder);
  if (!server) throw new Error('the bot’s database is not to be found');
  const { db, close } = connect(server.url);
  try {
    const now = new Date();
    const { round, code, union } = await db.transaction(async (tx) => {
      const [union] = await tx.select({ id: unions.id }).from(unions).limit(1);
      const [by] = await tx.select({ id: people.id }).from(people).limit(1);
      if (!union || !by) throw new Error('no district');
      const definition = SurveyDefinition.parse({
        title: words('长问卷'),
        introduction: words('十二个问题。'),
        questions,
      });
      const scope = { kind: 'union', union: union.id } as const;
      const survey = await putSurvey(tx, { key: 'bench', scope, definition, by: by.id, now });
      const closesAt = new Date(now.getTime() + 7 * 86_400_000);
      const kind = 'once';
      const id = await draftRound(tx, { survey: survey.id, kind, scope, closesAt, by: by.id, now });
      const [opened] = await tx
        .update(surveyRounds)
        .set({ status: 'open' })
        .where(eq(surveyRounds.id, id))
        .returning({ code: surveyRounds.code });
      if (!opened) throw new Error('no round');
      return { round: id, code: opened.code, union: union.id };
    });
    await addMembers(db, union, { count, since: now });

    const reactions: number[] = [];
    let next = 0;
    let updates = 0;
    const walk = async (phone: Phone) => {
      reactions.push((await phone.follows(`s_${code}`)).after_ms);
      for (const tap of taps) reactions.push((await phone.taps(tap)).after_ms);
      updates += taps.length + 1;
    };
    const worker = async (end: number) => {
      while (next < end) {
        const id = firstChat + next;
        next += 1;
        await walk(await stage.town.person({ id, first_name: '居民', language_code: 'zh-hans' }));
      }
    };
    const all = async (end: number) => Promise.all(Array.from({ length: atOnce }, () => worker(end)));
    // The first of them warm everything up.
    const warm = Math.min(200, Math.floor(count / 10));
    await all(warm);
    reactions.length = 0;
    updates = 0;
    const cpuBefore = processorMs(stage.bot.pid);
    const began = performance.now();
    await all(count);
    const seconds = (performance.now() - began) / 1000;
    const done = await db.execute<{ n: number }>(sql`
      select count(*)::int as n from ${surveyResponses}
      where ${surveyResponses.round} = ${round} and ${surveyResponses.completedAt} is not null`);
    const measured = count - warm;
    return {
      responses: count,
      questions: questions.length,
      answers_per_second: Math.round((measured * questions.length) / seconds),
      updates_per_second: Math.round(updates / seconds),
      responses_per_second: rounded(measured / seconds),
      reaction_ms: {
        p50: rounded(percentile(reactions, 0.5)),
        p95: rounded(percentile(reactions, 0.95)),
        p99: rounded(percentile(reactions, 0.99)),
      },
      cpu_ms_per_update: rounded((processorMs(stage.bot.pid) - cpuBefore) / updates),
      lost: count - (done[0]?.n ?? 0),
    };
  } finally {
    await close();
    await stage.stop();
  }
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
