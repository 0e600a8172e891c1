import { type Button, fitLabel, type Screen } from '../../bot/screen.ts';
import { pageOf, pagerRows } from '../../bot/widgets/pager.ts';
import type { UnionId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { Work } from '../../domain/work.ts';
import type { Html, Translate } from '../../i18n/index.ts';
import { shortNameIn } from '../../i18n/named.ts';
import { staffButton } from '../buttons.ts';

export type NamedUnion = Named & { readonly id: UnionId };

/** How many members such an announcement would reach at that moment. */
export type AudienceSize = (
  work: Work,
  union: UnionId,
  of: { readonly kind: 'activityAnnounced' | 'monthlyProgramme'; readonly at: Date },
) => Promise<number>;

const unionsPerPage = 8;

/** Which of the unions she answers for is meant. */
export function pickUnionScreen(
  ask: Html,
  { unions, page }: { readonly unions: readonly NamedUnion[]; readonly page: number },
  press: { readonly union: (union: UnionId) => string; readonly turn: (page: number) => string },
  t: Translate,
): Screen {
  if (unions.length === 0) return { text: t('programme.none'), rows: [[staffRow(t)]] };
  const { shown, ...at } = pageOf(unions, page, unionsPerPage);
  return {
    text: ask,
    rows: [
      ...shown.map((union): Button[] => [
        { label: fitLabel(shortNameIn(union, t)), press: press.union(union.id) },
      ]),
      ...pagerRows(at, press.turn, t),
      [staffRow(t)],
    ],
  };
}

export function staffRow(t: Translate): Button {
  return { label: t.plain('programme.staff'), press: staffButton.press({}) };
}
