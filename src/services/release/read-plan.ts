import { type NamedScope, scopeNames } from '../../db/queries/scopes.ts';
import { readOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { type BroadcastStatus, firstWords } from '../../domain/broadcast-content.ts';
import type { BroadcastId } from '../../domain/ids.ts';
import type { Words } from '../../domain/language.ts';
import { type Block, type ToldPlan, tellPlan } from '../../domain/send-plan.ts';
import type { Timing } from '../../domain/timing.ts';
import type { Work } from '../../domain/work.ts';
import { readableDraft } from '../audience/her-draft.ts';
import { type AssessOptions, assess } from './assess.ts';

/** What a broadcast is, and how it stands. */
interface Standing {
  readonly broadcast: BroadcastId;
  readonly version: number;
  readonly status: BroadcastStatus;
  readonly scope: NamedScope;
  readonly title: Words;
}

export type PlanFacts =
  | (Standing & { readonly type: 'blocked'; readonly block: Block })
  | (Standing & {
      readonly type: 'plan';
      readonly plan: ToldPlan;
      readonly timing: Timing | null;
      /** To more than these a second officer releases it. */
      readonly above: number;
      readonly second: boolean;
      /** She wrote it, or asked for its release: it isn't hers to release then. */
      readonly own: boolean;
    });

/** The send plan; null for who doesn't write in its name. */
export type ReadPlan = (work: Work, actor: Actor, broadcast: BroadcastId) => Promise<PlanFacts | null>;

export function createReadPlan(options: AssessOptions): ReadPlan {
  return async (work, actor, broadcast) => {
    const tx = readOf(work);
    const draft = await readableDraft(tx, actor, broadcast);
    const [scope] = draft ? await scopeNames(tx, [draft.scope]) : [];
    if (!draft || !scope) return null;
    const { version, status, author, waitingBy, timing } = draft;
    const standing = { broadcast, version, status, scope, title: firstWords(draft.content) };
    const assessed = await assess(tx, draft, work.now, options);
    if (assessed.type === 'blocked') return { ...standing, ...assessed };
    const { plan, sensitive, ...gate } = assessed.facts;
    const own = actor.person === author || actor.person === waitingBy;
    return { ...standing, type: 'plan', plan: tellPlan(plan, sensitive), timing, ...gate, own };
  };
}
