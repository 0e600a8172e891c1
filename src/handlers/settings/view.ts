import { type Button, grid, type Screen } from '../../bot/screen.ts';
import type { Settings } from '../../domain/settings.ts';
import { bold, type Html, lines, type Translate } from '../../i18n/index.ts';
import {
  settingsButton,
  settingsQuietButton,
  settingsQuietSetButton,
  settingsReleaseButton,
  settingsReleaseSetButton,
  staffButton,
} from '../buttons.ts';

/** What the district has decided for itself. */
export function settingsScreen(
  { quietHours, releaseAbove }: Settings,
  t: Translate,
  note: Html | null = null,
): Screen {
  return {
    text: lines(
      ...(note ? [note, ''] : []),
      bold(t('settings.head')),
      t('settings.quiet', quietHours),
      t('settings.release', { count: releaseAbove }),
    ),
    rows: [
      [
        { label: t.plain('settings.changeQuiet'), press: settingsQuietButton.press({}) },
        { label: t.plain('settings.changeRelease'), press: settingsReleaseButton.press({}) },
      ],
      [toMenu(t)],
    ],
  };
}

const nights = [
  ['20:00', '08:00'],
  ['21:00', '08:00'],
  ['21:00', '09:00'],
  ['22:00', '07:00'],
] as const;
const code = (time: string) => time.replace(':', '');

export function askQuietScreen(t: Translate, note: Html | null = null): Screen {
  const rows = grid(
    nights.map(
      ([from, until]): Button => ({
        label: t.plain('settings.night', { from, until }),
        press: settingsQuietSetButton.press({ from: code(from), until: code(until) }),
      }),
    ),
    2,
  );
  return asking(t('settings.askQuiet'), rows, note, t);
}

const sizes = [100, 200, 500, 1000, 3000] as const;

export function askReleaseScreen(t: Translate, note: Html | null = null): Screen {
  const rows = grid(
    sizes.map(
      (people): Button => ({
        label: t.plain('settings.people', { count: people }),
        press: settingsReleaseSetButton.press({ people }),
      }),
    ),
    3,
  );
  return asking(t('settings.askRelease'), rows, note, t);
}

function asking(question: Html, rows: Button[][], note: Html | null, t: Translate): Screen {
  return {
    text: lines(...(note ? [note, ''] : []), bold(question)),
    rows: [...rows, [{ label: t.plain('settings.keep'), press: settingsButton.press({}) }]],
  };
}

export function notYoursScreen(t: Translate): Screen {
  return { text: t('settings.notYours'), rows: [[toMenu(t)]] };
}

function toMenu(t: Translate): Button {
  return { label: t.plain('staff.toMenu'), press: staffButton.press({}) };
}
