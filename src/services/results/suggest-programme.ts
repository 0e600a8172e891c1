import type { Tx } from '../../db/client.ts';
import { unionNamed } from '../../db/queries/answered-for.ts';
import { activitiesBetween } from '../../db/queries/notices.ts';
import { figuresIn, standingRound, unionOffice } from '../../db/queries/results.ts';
import { unionPlace } from '../../db/queries/staff.ts';
import { readOf } from '../../db/work.ts';
import type { ActivityKind } from '../../domain/activity.ts';
import { type Actor, answersFor } from '../../domain/actor.ts';
import type { UnionId } from '../../domain/ids.ts';
import type { Named, Words } from '../../domain/language.ts';
import { monthPeriod } from '../../domain/schedule.ts';
import { monthAfter, type Suggestion, suggestionsFrom } from '../../domain/suggestion.ts';
import { type Summed, sumFigures } from '../../domain/suppression/sum.ts';
import type { Work } from '../../domain/work.ts';

type Refusal = { readonly type: 'notYours' };

export interface Programme {
  readonly type: 'programme';
  readonly union: Named & { readonly id: UnionId };
  /** Where most of it takes place, for a draft. */
  readonly office: Words;
  /** Its first moment. */
  readonly month: Date;
  readonly suggestions: readonly Suggestion[];
  /** Kinds that it has already. */
  readonly planned: readonly ActivityKind[];
}

export interface AnsweredDemand {
  readonly type: 'answered';
  readonly union: Named & { readonly id: UnionId };
  /** The latest first. */
  readonly activities: readonly {
    readonly title: Words;
    readonly startsAt: Date;
    readonly kind: ActivityKind;
    /** How many had asked for its kind; null where that can't be shown. */
    readonly asked: number | null;
  }[];
}

/** A union's next month by what its members asked for; and its last ones, by what they answered. */
export interface SuggestProgramme {
  next(work: Work, actor: Actor, union: UnionId): Promise<Refusal | Programme>;
  past(work: Work, actor: Actor, union: UnionId): Promise<Refusal | AnsweredDemand>;
}

const pastDays = 92;

export function createSuggestProgramme({ timeZone }: { readonly timeZone: string }): SuggestProgramme {
  return {
    async next(work, actor, id) {
      const tx = readOf(work);
      const union = await ownUnion(tx, actor, id);
      const office = union && (await unionOffice(tx, id));
      if (!union || !office) return { type: 'notYours' };
      const { from, until } = monthPeriod(monthAfter(work.now, timeZone), timeZone);
      const planned = (await activitiesBetween(tx, id, { from, until })).map(({ kind }) => kind);
      const figures = await needsOf(tx, id, 'interests%|times%');
      const suggestions = figures ? suggestionsFrom(figures, planned) : [];
      return { type: 'programme', union, office, month: from, suggestions, planned: [...new Set(planned)] };
    },
    async past(work, actor, id) {
      const tx = readOf(work);
      const union = await ownUnion(tx, actor, id);
      if (!union) return { type: 'notYours' };
      const from = new Date(work.now.getTime() - pastDays * 86_400_000);
      const past = await activitiesBetween(tx, id, { from, until: work.now });
      const figures = await needsOf(tx, id, null);
      return {
        type: 'answered',
        union,
        activities: past.toReversed().map(({ title, startsAt, kind }) => ({
          title,
          startsAt,
          kind,
          asked: figures?.axes[`interests.${kind}`]?.yes?.count ?? null,
        })),
      };
    },
  };
}

async function ownUnion(tx: Tx, actor: Actor, union: UnionId) {
  const place = await unionPlace(tx, union);
  return place && answersFor(actor, place) ? unionNamed(tx, union) : undefined;
}

/** What members said in the needs survey that always stands: what holds now. */
async function needsOf(tx: Tx, union: UnionId, crosses: string | null): Promise<Summed | null> {
  const round = await standingRound(tx);
  if (round === null) return null;
  const taken = await figuresIn(tx, round, { kind: 'union', union }, crosses);
  return sumFigures(
    taken.map(({ figures }) => figures),
    null,
  );
}
