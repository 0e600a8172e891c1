import type { Button, Screen } from '../../bot/screen.ts';
import { type ConsentState, purposes } from '../../domain/consent.ts';
import type { Standing } from '../../domain/membership.ts';
import { type Html, lines, type Translate } from '../../i18n/index.ts';
import { nameIn } from '../../i18n/named.ts';
import { consentButton, consentsButton, eraseAskButton, meButton, withdrawButton } from '../buttons.ts';

/** What she agrees to, since when, and a button for each to change it. */
export function consentsScreen(consents: readonly ConsentState[], t: Translate): Screen {
  return {
    text: lines(t('mine.consentsTitle'), ...consents.flatMap((state) => ['', stateLine(state, t)])),
    rows: [...consents.map((state) => [changeButton(state, t)]), [toMe(t)]],
    personal: true,
  };
}

function stateLine(state: ConsentState, t: Translate): Html {
  const what = t(`mine.p_${state.purpose}`);
  switch (state.kind) {
    case 'given':
      return t('mine.given', { what, since: state.since });
    case 'outdated':
      return t('mine.outdated', { what, since: state.since });
    case 'withdrawn':
      return t('mine.takenBack', { what, since: state.since });
    case 'never':
      return t('mine.never', { what });
  }
}

function changeButton({ purpose, kind }: ConsentState, t: Translate): Button {
  const on = kind !== 'given';
  const what = t.plain(`mine.v_${purpose}`);
  return {
    label: t.plain(on ? 'mine.agree' : 'mine.withdraw', { what }),
    press: consentButton.press({ purpose, version: purposes[purpose], on: on ? '1' : '0' }),
  };
}

/** Why a consent can't be taken back yet, and what can be done about it. */
export function neededScreen(standing: Exclude<Standing, { kind: 'none' }>, t: Translate): Screen {
  const union = nameIn(standing.union, t);
  const back = [{ label: t.plain('mine.consents'), press: consentsButton.press({}) }];
  if (standing.kind === 'member')
    return {
      text: t('mine.neededByMembership', { union }),
      rows: [[{ label: t.plain('mine.erase'), press: eraseAskButton.press({}) }], back],
      personal: true,
    };
  const { application } = standing;
  return {
    text: t('mine.neededByApplication', { union }),
    rows: [
      [{ label: t.plain('mine.withdrawApplication'), press: withdrawButton.press({ application }) }],
      back,
    ],
    personal: true,
  };
}

export function toMe(t: Translate): Button {
  return { label: t.plain('mine.toMe'), press: meButton.press({}) };
}
