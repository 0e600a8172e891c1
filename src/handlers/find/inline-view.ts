import type { InlineOffer } from '../../bot/inline.ts';
import { type Named, type Words, wordsFor } from '../../domain/language.ts';
import { lines, type Translate } from '../../i18n/index.ts';
import { nameIn, shortNameIn } from '../../i18n/named.ts';

/** A building as everybody may know it. */
export interface SharedPlace {
  readonly code: string;
  readonly building: Named;
  readonly street: Named;
  readonly union:
    | (Named & {
        readonly stations: readonly { readonly place: Words; readonly hours: Words }[];
      })
    | null;
}

/** A line to choose, and the message it becomes: for whoever reads along there, so it speaks to nobody in particular. */
export function cardOffer(
  { code, building, street, union }: SharedPlace,
  bot: string,
  t: Translate,
): InlineOffer {
  const url = `https://t.me/${bot}?start=b_${code}`;
  const names = { building: nameIn(building, t), street: nameIn(street, t) };
  const title = shortNameIn(building, t);
  if (!union) {
    return {
      id: code,
      title,
      description: t.plain('inline.without', { street: shortNameIn(street, t) }),
      card: { text: t('inline.cardWithout', names), rows: [[{ label: t.plain('inline.wish'), url }]] },
    };
  }
  const [station] = union.stations;
  return {
    id: code,
    title,
    description: t.plain('inline.union', { union: shortNameIn(union, t), street: shortNameIn(street, t) }),
    card: {
      text: lines(
        t('inline.card', { ...names, union: nameIn(union, t) }),
        station
          ? t('find.station', {
              place: wordsFor(station.place, t.language),
              hours: wordsFor(station.hours, t.language),
            })
          : null,
        t('inline.what'),
      ),
      rows: [[{ label: t.plain('inline.open'), url }]],
    },
  };
}
