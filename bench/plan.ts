import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { connect, type Db } from '../src/db/client.ts';
import { startEmbedded } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { ensureNeedsSurvey } from '../src/db/queries/surveys.ts';
import { readingWork } from '../src/db/work.ts';
import type { Actor } from '../src/domain/actor.ts';
import type { AudienceRule } from '../src/domain/audience.ts';
import { noPicks, type Picks, ruleOf } from '../src/domain/audience-picks.ts';
import type { BroadcastId, RoundId } from '../src/domain/ids.ts';
import { silentLog } from '../src/log.ts';
import { createReadAudience } from '../src/services/audience/read-audience.ts';
import { createReadPlan } from '../src/services/release/read-plan.ts';
import { addMembers } from '../test/support/audience.ts';
import { someone, timeZone, twoStreets } from '../test/support/two-streets.ts';
import { percentile } from './support/process.ts';

export interface PlanFigures {
  readonly people: number;
  readonly audiences: readonly {
    readonly audience: string;
    readonly count_ms: number;
    readonly plan_ms: number;
  }[];
}

/**
 * The send plan among a million members, of whom half have answered the survey, and three in ten heard of something this
 * week: counting while she picks, and the whole plan.
 */
export async function measure({ people = 1_000_000, rounds = 5 } = {}): Promise<PlanFigures> {
  const dataDir = await mkdtemp(join(tmpdir(), 'niangjia-bench-'));
  const server = await startEmbedded({ dataDir, log: silentLog });
  const { db, close } = connect(server.url, { statementTimeoutMs: 0 });
  try {
    await migrate(server.url);
    const now = new Date();
    const { actor, broadcast, round } = await settle(db, people, now);
    const picks: Record<string, Picks> = {
      everybody: noPicks,
      'who reads English': { ...noPicks, language: 'en' },
      'two interests': { ...noPicks, interests: ['crafts', 'film'] },
      'who has not answered': { ...noPicks, answered: { round, yes: false } },
    };
    const readPlan = createReadPlan({ languageDefault: 'zh', timeZone, perSecond: 25 });
    const readAudience = createReadAudience('zh');
    const work = () => readingWork(db, now);
    const audiences = [];
    for (const [audience, picked] of Object.entries(picks)) {
      await choose(db, broadcast, ruleOf(picked));
      audiences.push({
        audience,
        count_ms: await median(rounds, () => readAudience(work(), actor, broadcast)),
        plan_ms: await median(rounds, () => readPlan(work(), actor, broadcast)),
      });
    }
    return { people, audiences };
  } finally {
    await close();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function median(rounds: number, body: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const began = performance.now();
    await body();
    // The first is for what is prepared at first use.
    if (round > 0) times.push(performance.now() - began);
  }
  return Math.round(percentile(times, 50));
}

async function settle(
  db: Db,
  people: number,
  now: Date,
): Promise<{ actor: Actor; broadcast: BroadcastId; round: RoundId }> {
  const at = now.toISOString();
  const { north, south } = await twoStreets(db);
  await addMembers(db, north.union, { count: people / 2, since: now });
  await addMembers(db, south.union, { count: people / 2, from: 990_000_001, since: now });
  const round = await db.transaction((tx) => ensureNeedsSurvey(tx, now));
  await db.execute(sql`
    insert into consents (person_id, purpose, version, given_at)
    select id, 'survey', 1, ${at}::timestamptz from people where id % 2 = 0`);
  await db.execute(sql`
    insert into survey_responses (round_id, person_id, answers, started_at, completed_at)
    select ${round}::int, id, jsonb_build_object(
        'interests', jsonb_build_array((array['crafts', 'film', 'sports', 'legal'])[1 + id % 4]),
        'frequency', jsonb_build_array((array['weekly', 'biweekly', 'monthly', 'quarterly', 'rarely'])[1 + id % 5])),
      ${at}::timestamptz, ${at}::timestamptz
    from people where id % 2 = 0`);
  await db.execute(sql`
    with sent as (
      insert into notices (key, kind, reach, body, created_at, due_at, frozen_at, reported_at)
      select 'old:' || n, 'broadcast', 'mass', '{"kind":"broadcast","broadcast":1}', ${at}, ${at},
        ${at}::timestamptz - n * interval '1 day', ${at}::timestamptz - n * interval '1 day'
      from generate_series(1, 3) n returning id, frozen_at
    )
    insert into deliveries (notice_id, person_id, status, urgent, due_at, settled_at)
    select s.id, p.id, 'sent', false, s.frozen_at, s.frozen_at from sent s join people p on (p.id + s.id) % 10 = 0`);
  await db.execute('analyze');
  const actor = await someone(db, { kind: 'district' });
  const content = { texts: { zh: { text: '停水', entities: [] } }, media: null, buttons: [] };
  const [row] = await db.execute<{ id: BroadcastId }>(sql`
    insert into broadcasts (author_id, scope, content, status, created_at, changed_at)
    values (${actor.person}, '{"kind":"district"}', ${JSON.stringify(content)}::text::jsonb, 'draft', ${at}, ${at})
    returning id`);
  if (!row) throw new Error('no broadcast');
  return { actor, broadcast: row.id, round };
}

async function choose(db: Db, broadcast: BroadcastId, rule: AudienceRule): Promise<void> {
  await db.execute(sql`
    update broadcasts set audience = ${JSON.stringify(rule)}::text::jsonb where id = ${broadcast}`);
}
