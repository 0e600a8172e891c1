import type { Screen } from '../../bot/screen.ts';
import { lines, type Translate } from '../../i18n/index.ts';
import type { BeforeErasing } from '../../services/erase-person.ts';
import { eraseButton, meButton } from '../buttons.ts';

/** What goes, what ends, what stays and why; asked before anything is done. */
export function eraseAskScreen(
  { staff, lastOfDistrict }: BeforeErasing,
  askedAt: Date,
  t: Translate,
): Screen {
  const asked = Math.floor(askedAt.getTime() / 60_000);
  return {
    text: lines(
      t('mine.eraseTitle'),
      '',
      t('mine.eraseGoes'),
      t('mine.eraseEnds'),
      t('mine.eraseStays'),
      t('mine.eraseChat'),
      ...(lastOfDistrict ? ['', t('mine.eraseLast')] : staff ? ['', t('mine.eraseStaff')] : []),
    ),
    rows: [
      [
        {
          label: t.plain(lastOfDistrict ? 'mine.eraseAnyway' : 'mine.eraseYes'),
          press: eraseButton.press({ asked }),
          style: 'danger',
        },
      ],
      [{ label: t.plain('mine.eraseNo'), press: meButton.press({}) }],
    ],
  };
}

export function erasedScreen(t: Translate): Screen {
  return { text: t('mine.erased') };
}
