import type { AnswerInline } from '../../bot/inline.ts';
import type { BuildingId } from '../../domain/ids.ts';
import type { Work } from '../../domain/work.ts';
import type { FindPlaces } from '../../services/find-places.ts';
import { cardOffer, type SharedPlace } from './inline-view.ts';

export interface InlineDeps {
  readonly findPlaces: FindPlaces;
  readonly sharedPlace: (work: Work, building: BuildingId) => Promise<SharedPlace | undefined>;
}

/**
 * `@bot 金隅` in any chat: the cards of buildings' unions, to be put there. The same for whoever asks, member or not:
 * what is offered must not tell who belongs where.
 */
export function answersInline({ findPlaces, sharedPlace }: InlineDeps): AnswerInline {
  return async (work, { typed, bot, t }) => {
    if (typed.trim() === '') return { offers: [], lead: t.plain('inline.ask') };
    const { matches } = await findPlaces(work, typed);
    const places = await Promise.all(matches.map(({ building }) => sharedPlace(work, building)));
    const offers = places.flatMap((place) => (place ? [cardOffer(place, bot, t)] : []));
    return { offers, lead: t.plain(offers.length > 0 ? 'inline.ask' : 'inline.none') };
  };
}
