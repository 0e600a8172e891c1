import type { Button, Screen } from '../../bot/screen.ts';
import { lines, type Translate } from '../../i18n/index.ts';
import {
  activitiesButton,
  carryOnButton,
  findButton,
  homeButton,
  languageButton,
  meButton,
  nearbyButton,
  staffButton,
  streetsButton,
  surveyButton,
} from '../buttons.ts';

/** A worker's first minute: who I am, what to write, who can see it. */
export function welcomeScreen(t: Translate): Screen {
  return {
    text: lines(t('start.welcome'), t('start.ask'), t('start.who')),
    rows: [
      [
        { label: t.plain('around.nearby'), press: nearbyButton.press({}) },
        { label: t.plain('around.browse'), press: streetsButton.press({ page: 0 }) },
      ],
      [{ label: t.plain('start.language'), press: languageButton.press({ language: other(t) }) }],
    ],
  };
}

export interface HomeFacts {
  readonly name: string;
  readonly staff: boolean;
  /** Titles of what is half done, by kind. */
  readonly paused: readonly { readonly kind: string; readonly title: string }[];
}

/** Where someone who has been here before starts from. */
export function homeScreen({ name, staff, paused }: HomeFacts, t: Translate): Screen {
  const carryOn = paused.map(({ kind, title }): Button[] => [
    {
      label: `${t.plain('common.carryOn')}: ${title}`,
      press: carryOnButton.press({ kind }),
      style: 'primary',
    },
  ]);
  return {
    text: t('start.back', { name }),
    rows: [
      ...carryOn,
      [
        { label: t.plain('start.find'), press: findButton.press({}) },
        { label: t.plain('start.activities'), press: activitiesButton.press({ page: 0 }) },
      ],
      [
        { label: t.plain('start.survey'), press: surveyButton.press({}) },
        { label: t.plain('start.me'), press: meButton.press({}) },
      ],
      ...(staff ? [[{ label: t.plain('start.staff'), press: staffButton.press({}) }]] : []),
      [{ label: t.plain('start.language'), press: languageButton.press({ language: other(t) }) }],
    ],
  };
}

export function helpScreen(staff: boolean, t: Translate): Screen {
  return { text: lines(t('start.help'), staff ? t('start.helpStaff') : null), rows: [[homeRow(t)]] };
}

export function languageScreen(t: Translate): Screen {
  return {
    text: t('start.languageAsk'),
    rows: [
      [
        { label: '中文', press: languageButton.press({ language: 'zh' }) },
        { label: 'English', press: languageButton.press({ language: 'en' }) },
      ],
      [{ label: t.plain('start.languageAuto'), press: languageButton.press({ language: 'auto' }) }],
    ],
  };
}

export function pausedScreen(kind: string | undefined, t: Translate): Screen {
  if (kind === undefined) return { text: t('common.nothingToCancel'), rows: [[homeRow(t)]] };
  return {
    text: t('common.cancelled'),
    rows: [[{ label: t.plain('common.carryOn'), press: carryOnButton.press({ kind }) }], [homeRow(t)]],
  };
}

/** Shown after a command has come between. */
export function resumeCardScreen(kind: string, title: string, t: Translate): Screen {
  return {
    text: t('common.paused', { what: title }),
    rows: [[{ label: t.plain('common.carryOn'), press: carryOnButton.press({ kind }) }]],
  };
}

export function homeRow(t: Translate): Button {
  return { label: t.plain('common.home'), press: homeButton.press({}) };
}

function other(t: Translate): 'zh' | 'en' {
  return t.language === 'zh' ? 'en' : 'zh';
}
