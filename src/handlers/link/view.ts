import type { Button, Screen } from '../../bot/screen.ts';
import { purposes } from '../../domain/consent.ts';
import type { Named } from '../../domain/language.ts';
import type { Html, Translate } from '../../i18n/index.ts';
import { nameIn } from '../../i18n/named.ts';
import type { RollEntry } from '../../services/people/link-roll.ts';
import {
  activitiesButton,
  carryOnButton,
  findButton,
  linkAgreeButton,
  linkNewsButton,
  linkNotMeButton,
  meButton,
} from '../buttons.ts';

/** @param hint stands in for the step's own words: what was not understood, and what is expected */
export function askScreen(t: Translate, hint?: Html): Screen {
  return {
    text: hint ?? t('people.linkAsk'),
    keyboard: [
      [{ label: t.plain('people.linkShare'), ask: 'contact' }],
      [{ label: t.plain('people.linkLater') }],
    ],
  };
}

/** What we hold, and what she agrees to if she makes it hers. */
export function foundScreen(
  { union, maskedName, unit, since, card }: RollEntry,
  news: boolean,
  dayOf: (date: string) => Date,
  t: Translate,
): Screen {
  const what = t.format.list([
    t.plain('people.linkHeldName', { name: maskedName }),
    ...(unit === null ? [] : [t.plain('people.linkHeldUnit', { unit })]),
    t.plain('people.linkHeldSince', { since: dayOf(since) }),
    ...(card ? [t.plain('people.linkHeldCard')] : []),
  ]);
  return {
    text: t('people.linkFound', { union: nameIn(union, t), what }),
    rows: [
      [
        {
          label: t.plain(news ? 'join.newsOn' : 'join.newsOff'),
          press: linkNewsButton.press({ on: news ? '0' : '1' }),
        },
      ],
      [
        {
          label: t.plain('people.linkAgree'),
          press: linkAgreeButton.press({ version: purposes.membership }),
          style: 'success',
        },
      ],
      [{ label: t.plain('people.linkNotMe'), press: linkNotMeButton.press({}) }],
    ],
    personal: true,
  };
}

export function linkedScreen(union: Named, news: boolean, t: Translate): Screen {
  return {
    text: t(news ? 'people.linkDoneNews' : 'people.linkDone', { union: nameIn(union, t) }),
    rows: [
      [{ label: t.plain('notice.activities'), press: activitiesButton.press({ page: 0 }), style: 'primary' }],
      [toMe(t)],
    ],
  };
}

/** Nothing was found, or nothing that she may take by herself: an application is the way. */
export function applyScreen(text: Html, applying: boolean, t: Translate): Screen {
  const apply: Button = applying
    ? { label: t.plain('people.linkJoin'), press: carryOnButton.press({ kind: 'join' }) }
    : { label: t.plain('people.linkJoin'), press: findButton.press({}) };
  return { text, rows: [[{ ...apply, style: 'primary' }], [toMe(t)]] };
}

export function toMe(t: Translate): Button {
  return { label: t.plain('people.toMe'), press: meButton.press({}) };
}
