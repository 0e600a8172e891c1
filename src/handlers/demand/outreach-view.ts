import type { Button, Screen } from '../../bot/screen.ts';
import { daysBefore, outreachWordsMax } from '../../domain/outreach.ts';
import { escaped, type Html, lines, type Translate } from '../../i18n/index.ts';
import { nameIn } from '../../i18n/named.ts';
import { outreachDayButton, outreachLeaveButton, outreachSaveButton } from '../buttons.ts';
import type { OutreachState } from './dialogue.ts';

const days = ['today', 'yesterday', 'dayBefore'] as const;

/**
 * Noting how a visit went: on which day, and a few words if there are some.
 *
 * @param today `2026-12-05`
 */
export function outreachScreen(
  state: OutreachState,
  { today, dayOf }: { readonly today: string; readonly dayOf: (date: string) => Date },
  t: Translate,
  hint?: Html,
): Screen {
  const { named, to, on, words } = state;
  const facts = { place: nameIn(named, t), status: t(`demand.${to}`), on: dayOf(on) };
  const text =
    words === null
      ? (hint ?? t('demand.askWords', facts))
      : lines(hint ?? t('demand.confirmWords', facts), '', escaped(words));
  return {
    text,
    rows: [
      [
        {
          label: t.plain(words === null ? 'demand.saveBare' : 'demand.save'),
          press: outreachSaveButton.press({}),
          style: 'primary',
        },
      ],
      days.map((key, ago): Button => {
        const day = t.plain(`demand.${key}`);
        const chosen = daysBefore(today, ago) === on;
        return {
          label: chosen ? t.plain('demand.chosenDay', { day }) : day,
          press: outreachDayButton.press({ ago }),
        };
      }),
      [{ label: t.plain('demand.leave'), press: outreachLeaveButton.press({}) }],
    ],
  };
}

export function wordsUnread(t: Translate): Html {
  return t('demand.wordsUnread', { count: outreachWordsMax });
}
