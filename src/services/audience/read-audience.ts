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
export interface AudienceFacts {
  readonly broadcast: BroadcastId;
  readonly scope: NamedScope;
  readonly picks: Picks;
  readonly places: Readonly<Record<PlaceKind, readonly NamedPlace[]>>;
  readonly told: Told;
  /** Nobody has chosen yet: everybody of the scope is a proposal. */
  readonly chosen: boolean;
  readonly status: Draft['status'];
  /** How many audiences the scope has saved. */
  readonly saved: number;
}

/** Null for who doesn't write in its name. */
export type ReadAudience = (
  work: Work,
  actor: Actor,
  broadcast: BroadcastId,
) => Promise<AudienceFacts | null>;

export function createReadAudience(languageDefault: Language): ReadAudience {
  return async (work, actor, broadcast) => {
    const tx = readOf(work);
    const draft = await readableDraft(tx, actor, broadcast);
    const [scope] = draft ? await scopeNames(tx, [draft.scope]) : [];
    if (!draft || !scope) return null;
    const picks = (draft.audience && picksOf(draft.audience)) ?? noPicks;
    return {
      broadcast,
      scope,
      picks,
      places: await placesNamed(tx, draft.scope, picks),
      told: await tellAudience(tx, draft.scope, picks, languageDefault),
      chosen: draft.audience !== null,
      status: draft.status,
      saved: (await audiencesOf(tx, draft.scope)).length,
    };
  };
}

/** How many these picks mean now, as far as that singles out nobody. */
export async function tellAudience(
  tx: Tx,
  scope: Scope,
  picks: Picks,
  languageDefault: Language,
): Promise<Told> {
  const people = await countAudience(tx, within(ruleOf(picks), scope), languageDefault);
  if (!asksAnswers(picks)) return tellCount(people, people, false);
  const among = await countAudience(tx, within(ruleOf(withoutAnswers(picks)), scope), languageDefault);
  return tellCount(people, among, true);
}
