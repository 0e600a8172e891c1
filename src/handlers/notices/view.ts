import type { Screen } from '../../bot/screen.ts';
import type { Translate } from '../../i18n/index.ts';
import { nameIn } from '../../i18n/named.ts';
import type { HeldSlotDecided } from '../../services/decide-held-slot.ts';
import { homeButton, meButton, resumeAnnouncementsButton, staffButton } from '../buttons.ts';

export function stoppedScreen(t: Translate): Screen {
  return {
    text: t('notice.stopped'),
    rows: [
      [{ label: t.plain('notice.resume'), press: resumeAnnouncementsButton.press({}) }],
      [{ label: t.plain('common.home'), press: homeButton.press({}) }],
    ],
  };
}

export function resumedScreen(t: Translate): Screen {
  return {
    text: t('notice.resumed'),
    rows: [
      [{ label: t.plain('notice.me'), press: meButton.press({}) }],
      [{ label: t.plain('common.home'), press: homeButton.press({}) }],
    ],
  };
}

export function heldSlotScreen(decided: HeldSlotDecided, t: Translate): Screen {
  const rows = [[{ label: t.plain('start.staff'), press: staffButton.press({}) }]];
  switch (decided.type) {
    case 'sent':
      return { text: t('notice.heldSent', { union: nameIn(decided.union, t) }), rows };
    case 'skipped':
      return { text: t('notice.heldSkipped', { union: nameIn(decided.union, t) }), rows };
    case 'over':
      return { text: t('notice.heldOver'), rows };
    case 'settled':
      return { text: t('notice.heldSettled'), rows };
    case 'notYours':
      return { text: t('notice.heldNotYours') };
  }
}
