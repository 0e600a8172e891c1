import type { Tx } from '../../db/client.ts';
import {
  anonymousTexts,
  besidesIn,
  figuresIn,
  partsIn,
  placeNamed,
  type RoundRow,
  roundOf,
  roundsFor,
  roundsOfSurvey,
  type TakenFigures,
  textsIn,
} from '../../db/queries/results.ts';
import { unionPlace } from '../../db/queries/staff.ts';
import { readOf } from '../../db/work.ts';
import { type Actor, looksAfter, type Scope } from '../../domain/actor.ts';
import type { RoundId } from '../../domain/ids.ts';
import type { Results, ResultsPlace, ResultsRound } from '../../domain/results.ts';
import { fewest } from '../../domain/suppression/hide.ts';
import { type Summed, sumFigures } from '../../domain/suppression/sum.ts';
import type { Work } from '../../domain/work.ts';

export interface ResultsAsked {
  readonly round: RoundId;
  readonly place: ResultsPlace;
}

type Refusal = { readonly type: 'notYours' };

/** One round's share of a question, beside those of other rounds. */
export interface RoundFigures {
  readonly round: ResultsRound;
  readonly figures: Summed;
}

/** What may be shown of surveys, to those who look after a place. Raw answers are not read here. */
export interface ReadResults {
  rounds(work: Work, actor: Actor): Promise<readonly ResultsRound[]>;
  /** @param crosses with figures of these two questions together */
  results(
    work: Work,
    actor: Actor,
    asked: ResultsAsked,
    crosses?: readonly [string, string],
  ): Promise<Refusal | { readonly type: 'results'; readonly results: Results }>;
  /** What was written; an empty list where too few did. */
  texts(
    work: Work,
    actor: Actor,
    asked: ResultsAsked,
    question: string,
  ): Promise<
    Refusal | { readonly type: 'texts'; readonly results: Results; readonly texts: readonly string[] }
  >;
  /** The same survey, round by round, the oldest first. */
  trend(
    work: Work,
    actor: Actor,
    asked: ResultsAsked,
  ): Promise<
    Refusal | { readonly type: 'trend'; readonly results: Results; readonly rounds: readonly RoundFigures[] }
  >;
}

/** As many as stand beside one another on a phone. */
const mostRounds = 4;

export const readResults: ReadResults = {
  rounds: (work, actor) => roundsFor(readOf(work), actor.scopes),

  async results(work, actor, asked, crosses) {
    const tx = readOf(work);
    if (!(await mayRead(tx, actor, asked.place))) return { type: 'notYours' };
    const results = await resultsFor(tx, asked, crosses);
    return results ? { type: 'results', results } : { type: 'notYours' };
  },

  async texts(work, actor, asked, question) {
    const read = await readResults.results(work, actor, asked);
    if (read.type !== 'results') return read;
    const texts = await textsFor(readOf(work), read.results, question);
    return { type: 'texts', results: read.results, texts };
  },

  async trend(work, actor, asked) {
    const read = await readResults.results(work, actor, asked);
    if (read.type !== 'results') return read;
    const tx = readOf(work);
    const round = await roundOf(tx, asked.round);
    const rounds = round ? await roundsOfSurvey(tx, round.survey) : [];
    const all: RoundFigures[] = [];
    for (const one of rounds) {
      const figures = await summedFor(tx, one, asked.place, null);
      if (figures) all.push({ round: one, figures });
    }
    return { type: 'trend', results: read.results, rounds: all.slice(-mostRounds) };
  },
};

/** A building's are for whoever looks after its union. */
async function mayRead(tx: Tx, actor: Actor, place: ResultsPlace): Promise<boolean> {
  const scope: Scope = place.kind === 'building' ? { kind: 'union', union: place.union } : place;
  const union = scope.kind === 'union' ? ((await unionPlace(tx, scope.union)) ?? null) : null;
  return looksAfter(actor, scope, union);
}

/** For whoever has been found to look after the place; null when there is no such round. */
export async function resultsFor(
  tx: Tx,
  { round: id, place }: ResultsAsked,
  crosses?: readonly [string, string] | 'all',
): Promise<Results | null> {
  const round = await roundOf(tx, id);
  const named = round ? await placeNamed(tx, place) : null;
  if (!round || (named === null && place.kind !== 'district')) return null;
  return {
    round,
    place,
    named,
    figures: await summedFor(tx, round, place, crosses === 'all' ? '%' : likeOf(round, crosses)),
    parts: await partsIn(tx, id, place),
  };
}

export async function textsFor(
  tx: Tx,
  { round, place, figures }: Results,
  question: string,
): Promise<readonly string[]> {
  if (!round.anonymous) return textsIn(tx, round.id, place, question, fewest);
  // With its figures, or not at all: while it is open, an hour's newest would be of the few who have just answered; and
  // who looks after a part of those who were asked reads nothing of the others.
  return figures ? anonymousTexts(tx, round.id, question, fewest) : [];
}

/** The names of crosses are in the order of the questions. */
function likeOf({ definition }: RoundRow, crosses: readonly [string, string] | undefined): string | null {
  if (!crosses) return null;
  const place = (key: string) => definition.questions.findIndex((question) => question.key === key);
  const [first, second] = place(crosses[0]) < place(crosses[1]) ? crosses : crosses.toReversed();
  return `${first}%|${second}%`;
}

async function summedFor(
  tx: Tx,
  round: RoundRow,
  place: ResultsPlace,
  crosses: string | null,
): Promise<Summed | null> {
  const { whole, together } = await besidesIn(tx, round.id, place);
  if (round.anonymous) {
    return whole && (await holdsAll(tx, place, round.scope)) ? sumFigures([whole], whole.members) : null;
  }
  const taken = await figuresIn(tx, round.id, place, crosses);
  return sumFigures(
    taken.map(({ figures }) => figures),
    membersOf(taken),
    together,
  );
}

/** Whether everybody who was asked is of the place: of a part of them nothing is known. */
async function holdsAll(tx: Tx, place: ResultsPlace, asked: Scope): Promise<boolean> {
  switch (place.kind) {
    case 'district':
      return true;
    case 'street':
      if (asked.kind === 'union') return (await unionPlace(tx, asked.union))?.street === place.street;
      return asked.kind === 'street' && asked.street === place.street;
    case 'union':
      return asked.kind === 'union' && asked.union === place.union;
    case 'building':
      return false;
  }
}

/** Each union's members as of its newest taking. */
function membersOf(taken: readonly TakenFigures[]): number | null {
  const newest = new Map(taken.map(({ union, figures }) => [union, figures.members]));
  const members = [...newest.values()];
  return members.every((n) => n !== null) ? members.reduce((sum, n) => sum + n, 0) : null;
}
