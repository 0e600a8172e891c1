import type { Tx } from '../../db/client.ts';
import { type NamedPlace, type PlaceKind, placesNamed } from '../../db/queries/audience-places.ts';
import type { Draft } from '../../db/queries/drafts.ts';
import { audiencesOf } from '../../db/queries/saved-audiences.ts';
import { type NamedScope, scopeNames } from '../../db/queries/scopes.ts';
import { countAudience } from '../../db/queries/send-plan.ts';
import { readOf } from '../../db/work.ts';
import type { Actor, Scope } from '../../domain/actor.ts';
import { within } from '../../domain/audience.ts';
import {
  asksAnswers,
  noPicks,
  type Picks,
  picksOf,
  ruleOf,
  type Told,
  tellCount,
  withoutAnswers,
} from '../../domain/audience-picks.ts';
import type { BroadcastId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { Work } from '../../domain/work.ts';
import { readableDraft } from './her-draft.ts';

/** Whom a broadcast is for, as far as it is chosen. */
export interface AudienceDescription {
  readonly broadcast: BroadcastId;
  readonly scope: NamedScope;
  readonly picks: Picks;
  readonly places: Readonly<Record<PlaceKind, readonly NamedPlace[]>>;
  /** Nobody has chosen yet: everybody of the scope is a proposal. */
  readonly chosen: boolean;
  /** It was put together here; otherwise picking begins anew. */
  readonly known: boolean;
  readonly status: Draft['status'];
}

export interface AudienceFacts extends AudienceDescription {
  readonly told: Told;
  /** How many audiences the scope has saved. */
  readonly saved: number;
}

/** In words, without asking how many that are; null for who doesn't write in its name. */
export type DescribeAudience = (
  work: Work,
  actor: Actor,
  broadcast: BroadcastId,
) => Promise<AudienceDescription | null>;

export const describeAudience: DescribeAudience = async (work, actor, broadcast) => {
  const tx = readOf(work);
  const draft = await readableDraft(tx, actor, broadcast);
  const [scope] = draft ? await scopeNames(tx, [draft.scope]) : [];
  if (!draft || !scope) return null;
  const read = draft.audience && picksOf(draft.audience);
  const picks = read ?? noPicks;
  const places = await placesNamed(tx, draft.scope, picks);
  const chosen = draft.audience !== null;
  return { broadcast, scope, picks, places, chosen, known: !chosen || read !== null, status: draft.status };
};

/** With how many that are now. */
export type ReadAudience = (
  work: Work,
  actor: Actor,
  broadcast: BroadcastId,
) => Promise<AudienceFacts | null>;

export function createReadAudience(languageDefault: Language): ReadAudience {
  return async (work, actor, broadcast) => {
    const described = await describeAudience(work, actor, broadcast);
    if (!described) return null;
    const tx = readOf(work);
    const { scope } = described.scope;
    return {
      ...described,
      told: await tellAudience(tx, scope, described.picks, languageDefault),
      saved: (await audiencesOf(tx, scope)).length,
    };
  };
}

/** How many these picks mean now, as far as that singles out nobody. */
async function tellAudience(tx: Tx, scope: Scope, picks: Picks, languageDefault: Language): Promise<Told> {
  const people = await countAudience(tx, within(ruleOf(picks), scope), languageDefault);
  if (!asksAnswers(picks)) return tellCount(people, people, false);
  const among = await countAudience(tx, within(ruleOf(withoutAnswers(picks)), scope), languageDefault);
  return tellCount(people, among, true);
}
