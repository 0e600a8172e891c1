import type { Tx } from '../../db/client.ts';
import type { Draft } from '../../db/queries/drafts.ts';
import { countAudience, plannedRows, queuedBefore } from '../../db/queries/send-plan.ts';
import { readSetting } from '../../db/queries/settings.ts';
import type { Scope } from '../../domain/actor.ts';
import { type AudienceRule, isSensitive, within } from '../../domain/audience.ts';
import { picksOf, ruleOf, tellCount, withoutAnswers } from '../../domain/audience-picks.ts';
import { saysSomething } from '../../domain/broadcast-content.ts';
import type { Language } from '../../domain/language.ts';
import { fewest } from '../../domain/results.ts';
import { type Block, courseOf, type SendPlan, sumsOf } from '../../domain/send-plan.ts';
import { firstSlot } from '../../domain/timing-rules.ts';

export interface AssessOptions {
  readonly languageDefault: Language;
  readonly timeZone: string;
  /** Messages a second; Infinity for no limit. */
  readonly perSecond: number;
}

interface Assessment {
  readonly plan: SendPlan;
  readonly sensitive: boolean;
  /** More than the composer may send to alone: above so many. */
  readonly above: number;
  readonly second: boolean;
}

type Assessed =
  | { readonly type: 'fit'; readonly facts: Assessment }
  | { readonly type: 'blocked'; readonly block: Block };

/**
 * Whether so few asked for it, or didn't, that sending it now would tell of each of them: what was fit when it was
 * released may not be at a later slot.
 */
export async function tellsOfEach(
  tx: Tx,
  { audience, scope }: Pick<Draft, 'audience' | 'scope'>,
  now: Date,
  { languageDefault, timeZone }: Pick<AssessOptions, 'languageDefault' | 'timeZone'>,
): Promise<boolean> {
  if (audience === null || !isSensitive(audience)) return false;
  const planned = { kind: 'broadcast', audience: within(audience, scope), at: now } as const;
  const sums = sumsOf(await plannedRows(tx, planned, { languageDefault, timeZone }));
  return singlesOut(tx, { audience, scope }, sums, languageDefault);
}

async function singlesOut(
  tx: Tx,
  { audience, scope }: { readonly audience: AudienceRule; readonly scope: Scope },
  { meant, reached }: Pick<SendPlan, 'meant' | 'reached'>,
  languageDefault: Language,
): Promise<boolean> {
  if (!isSensitive(audience)) return false;
  const picks = picksOf(audience);
  const among =
    picks && (await countAudience(tx, within(ruleOf(withoutAnswers(picks)), scope), languageDefault));
  return tellCount(meant, among ?? meant, true).type === 'tooFew' || reached < fewest;
}

/** What would become of a broadcast, released now. */
export async function assess(
  tx: Tx,
  { content, audience, scope, timing }: Pick<Draft, 'content' | 'audience' | 'scope' | 'timing'>,
  now: Date,
  { languageDefault, timeZone, perSecond }: AssessOptions,
): Promise<Assessed> {
  const blocked = (block: Block) => ({ type: 'blocked', block }) as const;
  if (!saysSomething(content)) return blocked('noText');
  if (audience === null) return blocked('noAudience');
  const dueAt = firstSlot(timing, now, timeZone);
  if (dueAt === null) return blocked('past');

  const rule = within(audience, scope);
  const rows = await plannedRows(
    tx,
    { kind: 'broadcast', audience: rule, at: dueAt },
    { languageDefault, timeZone },
  );
  const sums = sumsOf(rows);
  const sensitive = isSensitive(audience);
  if (await singlesOut(tx, { audience, scope }, sums, languageDefault)) return blocked('tooFew');
  if (sums.reached === 0) return blocked('nobody');
  const [before, quiet, above] = [
    await queuedBefore(tx, dueAt),
    await readSetting(tx, 'quietHours'),
    await readSetting(tx, 'releaseAbove'),
  ];
  const course = courseOf({ now, dueAt, before, messages: sums.reached }, { perSecond, quiet, timeZone });
  return {
    type: 'fit',
    facts: { plan: { ...sums, course }, sensitive, above, second: sums.reached > above },
  };
}
