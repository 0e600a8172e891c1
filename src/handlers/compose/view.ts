import { type Button, fitLabel, grid, type Screen } from '../../bot/screen.ts';
import type { Scope } from '../../domain/actor.ts';
import { mostButtons, roomFor, textFor, textRoom } from '../../domain/broadcast-content.ts';
import { broadcastTemplates } from '../../domain/broadcast-templates.ts';
import type { ActivityId, BroadcastId } from '../../domain/ids.ts';
import { type Language, languages, type Words, wordsFor } from '../../domain/language.ts';
import { type Html, lines, type Translate } from '../../i18n/index.ts';
import type { DraftList } from '../../services/compose/list-drafts.ts';
import type { DraftFacts } from '../../services/compose/read-draft.ts';
import {
  carryOnButton,
  composeActivityButton,
  composeAddActivityButton,
  composeApplyButton,
  composeBackButton,
  composeButtonsButton,
  composeDropButton,
  composeDropMediaButton,
  composeDropTextButton,
  composeLinkButton,
  composeListButton,
  composeNewButton,
  composePageButton,
  composePreviewButton,
  composeRemoveButton,
  composeScopeButton,
  composeSkipButton,
  composeSurveyButton,
  composeTemplateButton,
  composeTestButton,
  homeButton,
  staffButton,
} from '../buttons.ts';
import { buttonLabels } from '../composed-view.ts';
import { type NamedScope, whereIn } from '../scope-view.ts';
import { composeDialogue, type FieldState } from './dialogue.ts';
import { stateIn } from './draft-view.ts';
import { fieldsOf } from './fields.ts';

/** @param half a form is half filled, and can be taken up again */
export function listScreen(
  { entries, page, pages }: DraftList,
  half: boolean,
  t: Translate,
  note: Html | null = null,
): Screen {
  const turn = (to: number, label: string): Button => ({
    label,
    press: composeListButton.press({ page: to }),
  });
  const ways = [
    ...(page > 0 ? [turn(page - 1, t.plain('common.previousPage'))] : []),
    ...(page + 1 < pages ? [turn(page + 1, t.plain('common.nextPage'))] : []),
  ];
  return {
    text: lines(...(note ? [note, ''] : []), entries.length > 0 ? t('compose.list') : t('compose.listNone')),
    rows: [
      ...entries.map((entry) => [
        {
          label: fitLabel(
            t.plain('compose.entry', {
              state: stateIn(entry, t),
              title: wordsFor(entry.title, t.language) || t.plain('compose.untitled'),
            }),
          ),
          press: composePageButton.press({ broadcast: entry.id }),
        },
      ]),
      ...(ways.length > 0 ? [ways] : []),
      ...(half
        ? [[{ label: t.plain('compose.half'), press: carryOnButton.press({ kind: composeDialogue.kind }) }]]
        : []),
      [{ label: t.plain('compose.new'), press: composeNewButton.press({}), style: 'primary' as const }],
      [{ label: t.plain('staff.toMenu'), press: staffButton.press({}) }],
    ],
  };
}

export function notStaffScreen(t: Translate): Screen {
  return {
    text: t('staff.notStaff'),
    rows: [[{ label: t.plain('common.home'), press: homeButton.press({}) }]],
  };
}

export function idOf(scope: Scope): number {
  if (scope.kind === 'district') return 0;
  return scope.kind === 'street' ? scope.street : scope.union;
}

export function scopeScreen(scopes: readonly NamedScope[], t: Translate, note: Html | null = null): Screen {
  return {
    text: lines(...(note ? [note, ''] : []), t('compose.askScope')),
    rows: [
      ...scopes.map((named) => [
        {
          label: fitLabel(whereIn(named, t)),
          press: composeScopeButton.press({ kind: named.scope.kind, id: idOf(named.scope) }),
        },
      ]),
      [{ label: t.plain('compose.toList'), press: composeListButton.press({ page: 0 }) }],
    ],
  };
}

export function templateScreen(named: NamedScope, t: Translate): Screen {
  const { scope } = named;
  const pick = (template: 'none' | (typeof broadcastTemplates)[number], label: string): Button => ({
    label,
    press: composeTemplateButton.press({ kind: scope.kind, id: idOf(scope), template }),
  });
  return {
    text: t('compose.askTemplate', { from: whereIn(named, t) }),
    rows: [
      ...grid(
        broadcastTemplates.map((template) => pick(template, t.plain(`template.${template}`))),
        2,
      ),
      [pick('none', t.plain('compose.noTemplate'))],
      [{ label: t.plain('compose.toList'), press: composeListButton.press({ page: 0 }) }],
    ],
  };
}

export function firstScreen(t: Translate, note: Html | null = null): Screen {
  return {
    text: lines(...(note ? [note, ''] : []), t('compose.askText', { count: textRoom })),
    rows: [[{ label: t.plain('compose.notNow'), press: composeListButton.press({ page: 0 }) }]],
  };
}

export function fieldScreen({ template, field }: FieldState, t: Translate, note: Html | null = null): Screen {
  const fields = fieldsOf(template);
  const at = fields.findIndex(({ name }) => name === field);
  const ask = t(`template.${template}_${field}` as 'template.activity_what');
  return {
    text: lines(
      ...(note ? [note, ''] : []),
      t('template.header', { at: at + 1, of: fields.length, template: t.plain(`template.${template}`) }),
      ask,
    ),
    rows: [
      ...(fields[at]?.optional
        ? [[{ label: t.plain('template.skip'), press: composeSkipButton.press({}) }]]
        : []),
      [
        ...(at > 0 ? [{ label: t.plain('programme.back'), press: composeBackButton.press({}) }] : []),
        { label: t.plain('programme.pause'), press: composeListButton.press({ page: 0 }) },
      ],
    ],
  };
}

export function textScreen(
  { id: broadcast, content }: DraftFacts,
  language: Language,
  t: Translate,
  note: Html | null = null,
): Screen {
  const count = roomFor(content.media);
  const others = languages.some((other) => other !== language && content.texts[other]);
  return {
    text: lines(
      ...(note ? [note, ''] : []),
      language === 'zh' ? t('compose.askChinese', { count }) : t('compose.askEnglish', { count }),
    ),
    rows: [
      ...(others && content.texts[language]
        ? [
            [
              {
                label: t.plain('compose.dropText', { language: t.plain(`compose.language_${language}`) }),
                press: composeDropTextButton.press({ broadcast, language }),
              },
            ],
          ]
        : []),
      [toPage(broadcast, t.plain('compose.back'))],
    ],
  };
}

export function mediaScreen(
  { id: broadcast, content }: DraftFacts,
  t: Translate,
  note: Html | null = null,
): Screen {
  return {
    text: lines(
      ...(note ? [note, ''] : []),
      t('compose.askMedia', { room: roomFor({ kind: 'photo', fileId: '-', fileUniqueId: '-', bytes: 0 }) }),
    ),
    rows: [
      ...(content.media
        ? [[{ label: t.plain('compose.dropMedia'), press: composeDropMediaButton.press({ broadcast }) }]]
        : []),
      [toPage(broadcast, t.plain('compose.back'))],
    ],
  };
}

export function buttonsScreen(draft: DraftFacts, t: Translate, note: Html | null = null): Screen {
  const { id: broadcast, version, content } = draft;
  const add = (label: string, press: string): Button[] => [{ label, press }];
  const surveyed = content.buttons.some(({ target }) => target.kind === 'survey');
  return {
    text: lines(...(note ? [note, ''] : []), t('compose.buttonsScreen', { count: mostButtons })),
    rows: [
      ...buttonLabels(draft, t).map((label, at) => [
        {
          label: fitLabel(t.plain('compose.remove', { label })),
          press: composeRemoveButton.press({ broadcast, at, version }),
        },
      ]),
      add(t.plain('compose.addActivity'), composeAddActivityButton.press({ broadcast })),
      ...(surveyed ? [] : [add(t.plain('compose.addSurvey'), composeSurveyButton.press({ broadcast }))]),
      add(t.plain('compose.addLink'), composeLinkButton.press({ broadcast })),
      [toPage(broadcast, t.plain('compose.backToPage'))],
    ],
  };
}

export function activityScreen(
  broadcast: BroadcastId,
  activities: readonly { readonly id: ActivityId; readonly title: Words; readonly startsAt: Date }[],
  t: Translate,
): Screen {
  return {
    text: activities.length > 0 ? t('compose.askActivity') : t('compose.noActivities'),
    rows: [
      ...activities.map(({ id, title, startsAt }) => [
        {
          label: fitLabel(t.plain('programme.entry', { when: startsAt, title: wordsFor(title, t.language) })),
          press: composeActivityButton.press({ broadcast, activity: id }),
        },
      ]),
      [toButtons(broadcast, t)],
    ],
  };
}

export function linkScreen(broadcast: BroadcastId, t: Translate, note: Html | null = null): Screen {
  return {
    text: lines(...(note ? [note, ''] : []), t('compose.askLink')),
    rows: [[toButtons(broadcast, t)]],
  };
}

export function labelScreen(
  broadcast: BroadcastId,
  host: string,
  t: Translate,
  note: Html | null = null,
): Screen {
  return {
    text: lines(...(note ? [note, ''] : []), t('compose.askLabel', { host })),
    rows: [[toButtons(broadcast, t)]],
  };
}

/** Below the message as members get it. */
export function previewScreen(
  { id: broadcast, content }: DraftFacts,
  language: Language,
  t: Translate,
): Screen {
  const said = textFor(content, language)?.language ?? language;
  const named = (one: Language) => t.plain(`compose.language_${one}`);
  return {
    text:
      said === language
        ? t('compose.previewed', { language: named(language) })
        : t('compose.previewedBack', { language: named(language), other: named(said) }),
    rows: [
      [{ label: t.plain('compose.test'), press: composeTestButton.press({ broadcast, language }) }],
      languages
        .filter((other) => other !== language)
        .map((other) => ({
          label: t.plain('compose.previewIn', { language: named(other) }),
          press: composePreviewButton.press({ broadcast, language: other }),
        })),
      [toPage(broadcast, t.plain('compose.backToPage'))],
    ],
  };
}

export function dropAskScreen(broadcast: BroadcastId, t: Translate): Screen {
  return {
    text: t('compose.dropAsk'),
    rows: [
      [{ label: t.plain('compose.dropYes'), press: composeDropButton.press({ broadcast }), style: 'danger' }],
      [toPage(broadcast, t.plain('compose.dropNo'))],
    ],
  };
}

export function applyAskScreen(broadcast: BroadcastId, t: Translate): Screen {
  return {
    text: t('compose.applyAsk'),
    rows: [
      [
        {
          label: t.plain('compose.applyYes'),
          press: composeApplyButton.press({ broadcast }),
          style: 'primary',
        },
      ],
      [toPage(broadcast, t.plain('compose.backToPage'))],
    ],
  };
}

function toPage(broadcast: BroadcastId, label: string): Button {
  return { label, press: composePageButton.press({ broadcast }) };
}

function toButtons(broadcast: BroadcastId, t: Translate): Button {
  return { label: t.plain('compose.back'), press: composeButtonsButton.press({ broadcast }) };
}
