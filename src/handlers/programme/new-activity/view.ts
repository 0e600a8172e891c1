import { type Button, grid, type Screen } from '../../../bot/screen.ts';
import { activityKinds } from '../../../domain/activity.ts';
import { nextAt } from '../../../domain/program.ts';
import { bold, type Html, lines, type Translate } from '../../../i18n/index.ts';
import { nameIn, shortNameIn } from '../../../i18n/named.ts';
import {
  carryOnButton,
  draftAfreshButton,
  draftBackButton,
  draftEditButton,
  draftKindButton,
  draftPauseButton,
  draftPlacesButton,
  draftPublishButton,
  draftWhenButton,
} from '../../buttons.ts';
import { staffRow } from '../view.ts';
import {
  askedAt,
  type Draft,
  type DraftField,
  type DraftState,
  draftDialogue,
  draftFields,
} from './dialogue.ts';

export interface Setting {
  readonly now: Date;
  readonly timeZone: string;
  readonly t: Translate;
}

/** When activities suit people who work: offered so that nobody has to write a date. */
const usualTimes = [
  { weekday: 3, time: '12:30' },
  { weekday: 5, time: '18:30' },
  { weekday: 6, time: '14:00' },
];
const usualPlaces = [12, 20, 30];

/** The step she is at. `note` stands above it: what was wrong with her last message. */
export function stepScreen(state: DraftState, setting: Setting, note: Html | null = null): Screen {
  const { t } = setting;
  if (state.step === 'review') return reviewScreen(state, t, note);
  const field = askedAt(state) ?? 'kind';
  return {
    text: lines(
      ...(note ? [note, ''] : []),
      t('programme.header', { at: draftFields.indexOf(field) + 1, union: shortNameIn(state.union, t) }),
      bold(ask(field, t)),
    ),
    rows: [...answerRows(field, setting), wayRow(state, t)],
  };
}

function ask(field: DraftField, t: Translate): Html {
  switch (field) {
    case 'kind':
      return t('programme.askKind');
    case 'title':
      return t('programme.askTitle');
    case 'when':
      return t('programme.askWhen');
    case 'place':
      return t('programme.askPlace');
    case 'places':
      return t('programme.askPlaces');
  }
}

function answerRows(field: DraftField, { now, timeZone, t }: Setting): Button[][] {
  switch (field) {
    case 'kind':
      return grid(
        activityKinds.map((kind) => ({
          label: t.plain(`kind.${kind}`),
          press: draftKindButton.press({ kind }),
        })),
        2,
      );
    case 'when':
      return usualTimes
        .map((usual) => nextAt(usual, now, timeZone))
        .sort((a, b) => a.getTime() - b.getTime())
        .map((when) => [
          {
            label: t.plain('programme.quick', { when }),
            press: draftWhenButton.press({ minute: minuteOf(when) }),
          },
        ]);
    case 'places':
      return [
        usualPlaces.map((places) => ({
          label: t.plain('programme.places', { count: places }),
          press: draftPlacesButton.press({ places }),
        })),
        [{ label: t.plain('programme.unlimited'), press: draftPlacesButton.press({ places: 0 }) }],
      ];
    case 'title':
    case 'place':
      return [];
  }
}

function minuteOf(instant: Date): number {
  return Math.floor(instant.getTime() / 60_000);
}

function wayRow(state: DraftState, t: Translate): Button[] {
  const back: Button = {
    label: t.plain(state.step === 'edit' ? 'programme.keep' : 'programme.back'),
    press: draftBackButton.press({}),
  };
  const pause: Button = { label: t.plain('programme.pause'), press: draftPauseButton.press({}) };
  return state.step === 'kind' ? [pause] : [back, pause];
}

function reviewScreen(
  { union, draft }: Extract<DraftState, { step: 'review' }>,
  t: Translate,
  note: Html | null,
): Screen {
  const edits = draftFields.map((field) => ({
    label: t.plain(`programme.edit_${field}`),
    press: draftEditButton.press({ field }),
  }));
  return {
    text: lines(
      ...(note ? [note, ''] : []),
      t('programme.review'),
      '',
      t('programme.reviewTitle', { title: draft.title }),
      t('programme.reviewKind', { kind: t(`kind.${draft.kind}`) }),
      t('programme.reviewWhen', { when: new Date(draft.startsAt) }),
      t('programme.reviewPlace', { place: draft.place }),
      t('programme.reviewPlaces', { places: placesIn(draft, t) }),
      t('programme.reviewUnion', { union: nameIn(union, t) }),
    ),
    rows: [
      [{ label: t.plain('programme.publish'), press: draftPublishButton.press({}), style: 'primary' }],
      ...grid(edits, 2),
      [{ label: t.plain('programme.pause'), press: draftPauseButton.press({}) }],
    ],
  };
}

function placesIn({ places }: Draft, t: Translate): Html {
  return places === null ? t('programme.unlimited') : t('programme.places', { count: places });
}

/** A draft left half done is taken up before another is begun. */
export function halfDoneScreen(state: DraftState, setting: Setting): Screen {
  const { t } = setting;
  const screen = stepScreen(state, setting, t('programme.half'));
  const afresh: Button = { label: t.plain('programme.afresh'), press: draftAfreshButton.press({}) };
  return { ...screen, rows: [...(screen.rows ?? []), [afresh]] };
}

export function pausedScreen(t: Translate): Screen {
  return {
    text: t('programme.paused'),
    rows: [
      [{ label: t.plain('common.carryOn'), press: carryOnButton.press({ kind: draftDialogue.kind }) }],
      [staffRow(t)],
    ],
  };
}
