import { type Button, fitLabel, type Screen } from '../../bot/screen.ts';
import { pagerRows } from '../../bot/widgets/pager.ts';
import type { UnitId } from '../../domain/ids.ts';
import { type Html, lines, type Translate } from '../../i18n/index.ts';
import { nameIn } from '../../i18n/named.ts';
import {
  wishUnitAllButton,
  wishUnitLeaveButton,
  wishUnitNoneButton,
  wishUnitPageButton,
  wishUnitPickButton,
  wishUnitTypedButton,
} from '../buttons.ts';
import type { UnitState } from './dialogue.ts';

/** Some of the units in a building. */
export interface UnitPage {
  readonly units: readonly { readonly id: UnitId; readonly name: string; readonly room: string }[];
  readonly page: number;
  readonly pages: number;
  readonly total: number;
}

/** @param hint what was not understood, or has changed */
export function unitScreen(
  { named, typed }: UnitState,
  { units, total, ...at }: UnitPage,
  t: Translate,
  hint?: Html,
): Screen {
  const building = nameIn(named, t);
  const narrowed = typed !== '';
  const text = narrowed
    ? total > 0
      ? t('wish.unitsNarrowed', { typed, count: total })
      : t('wish.unitsNone', { typed })
    : t(total > 0 ? 'wish.askUnit' : 'wish.askUnitWritten', { building });
  const asTyped: Button = {
    label: fitLabel(t.plain('wish.takeTyped', { typed })),
    press: wishUnitTypedButton.press({}),
  };
  return {
    text: lines(hint ?? null, text),
    rows: [
      ...units.map(({ id, name, room }): Button[] => [
        {
          label: fitLabel(room === '' ? name : `${name} · ${room}`),
          press: wishUnitPickButton.press({ unit: id }),
        },
      ]),
      ...pagerRows(at, (page) => wishUnitPageButton.press({ page }), t),
      ...(narrowed
        ? [[asTyped], [{ label: t.plain('wish.allUnits'), press: wishUnitAllButton.press({}) }]]
        : []),
      [
        { label: t.plain('wish.noUnit'), press: wishUnitNoneButton.press({}) },
        { label: t.plain('common.cancel'), press: wishUnitLeaveButton.press({}) },
      ],
    ],
  };
}
