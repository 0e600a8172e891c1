import { type Button, fitLabel, grid, type Screen } from '../../bot/screen.ts';
import type { Scope } from '../../domain/actor.ts';
import { mostReminders, type RoundCard, type RoundLine, roundDays } from '../../domain/asking.ts';
import type { RoundId } from '../../domain/ids.ts';
import { wordsFor } from '../../domain/language.ts';
import { type TemplateKey, templateKeys } from '../../domain/survey-templates.ts';
import { bold, type Html, lines, type Translate } from '../../i18n/index.ts';
import {
  askAgainButton,
  askAnonymousButton,
  askButton,
  askCardButton,
  askCloseButton,
  askDaysButton,
  askDropButton,
  askExtendButton,
  askNewButton,
  askOpenButton,
  askReallyCloseButton,
  askReallyOpenButton,
  askRemindersButton,
  askScopeButton,
  askScopesButton,
  askTemplateButton,
  askUnnamedButton,
  staffButton,
  surveyRoundButton,
} from '../buttons.ts';
import { type NamedScope, whereIn } from '../scope-view.ts';

/** Everything she has asked, and may ask. */
export function listScreen(
  { lines: rounds, page, pages }: { lines: readonly RoundLine[]; page: number; pages: number },
  t: Translate,
): Screen {
  const turn = (to: number) => askButton.press({ page: to });
  return {
    text: lines(t('ask.list'), rounds.some(({ kind }) => kind !== 'standing') ? null : t('ask.none')),
    rows: [
      [{ label: t.plain('ask.new'), press: askNewButton.press({}), style: 'primary' as const }],
      ...rounds.map(({ id, title, kind, status }): Button[] => [
        {
          label: t.plain(`ask.line_${kind === 'standing' ? 'standing' : status}`, {
            title: fitLabel(wordsFor(title, t.language), 16),
          }),
          press: askCardButton.press({ round: id }),
        },
      ]),
      [
        ...(page > 0 ? [{ label: t.plain('common.previousPage'), press: turn(page - 1) }] : []),
        ...(page + 1 < pages ? [{ label: t.plain('common.nextPage'), press: turn(page + 1) }] : []),
      ],
      [toMenu(t)],
    ].filter((row) => row.length > 0),
  };
}

export function templatesScreen(t: Translate): Screen {
  return {
    text: t('ask.templates'),
    rows: [
      ...templateKeys.map((template): Button[] => [
        { label: t.plain(`ask.t_${template}`), press: askTemplateButton.press({ template }) },
      ]),
      [toList(t)],
    ],
  };
}

export function aboutScreen(template: TemplateKey, t: Translate, note: Html | null = null): Screen {
  return {
    text: lines(...(note ? [note, ''] : []), t(`ask.about_${template}`)),
    rows: [
      [{ label: t.plain('ask.unnamed'), press: askUnnamedButton.press({}) }],
      [{ label: t.plain('common.back'), press: askNewButton.press({}) }],
    ],
  };
}

/** “全区” where everybody is meant: the district's federation has no members of its own. */
function whoIn(where: NamedScope, t: Translate): string {
  return where.scope.kind === 'district' ? t.plain('ask.everywhere') : whereIn(where, t);
}

/** A round, with what can be done to it as it stands. */
export function cardScreen(
  card: RoundCard,
  where: NamedScope,
  t: Translate,
  note: Html | null = null,
): Screen {
  const { round } = card;
  return {
    text: lines(
      ...(note ? [note, ''] : []),
      bold(`📋 ${wordsFor(round.definition.title, t.language)}`),
      t('ask.size', { count: round.definition.questions.length, version: round.version }),
      '',
      ...factLines(card, where, t),
    ),
    rows: [...deeds(card, t), [toList(t)]],
  };
}

function factLines({ round, reach, answered }: RoundCard, where: NamedScope, t: Translate): (Html | null)[] {
  const asked = t('ask.asks', { where: whoIn(where, t) });
  const anonymous = round.anonymous ? t('ask.anonymousOn') : t('ask.anonymousOff');
  const reminders = t('ask.reminds', { count: round.reminders });
  if (round.kind === 'standing') return [t('ask.standing'), ...answeredLines(answered, t)];
  const until = round.closesAt;
  switch (round.status) {
    case 'draft':
      return [
        t('ask.isDraft'),
        asked,
        t('ask.wouldReach', { count: reach }),
        until && t('ask.openUntil', { when: until }),
        anonymous,
        round.kind === 'yearly' ? t('ask.yearly') : null,
        reminders,
      ];
    case 'open':
      return [until && t('ask.isOpen', { when: until }), asked, anonymous, ...answeredLines(answered, t)];
    case 'closed':
      return [until && t('ask.isClosed', { when: until }), asked, anonymous, ...answeredLines(answered, t)];
  }
}

function answeredLines(answered: number | null, t: Translate): Html[] {
  return [answered === null ? t('ask.answeredFew') : t('ask.answered', { count: answered })];
}

function deeds({ round, mayAskAgain }: RoundCard, t: Translate): Button[][] {
  const { id, survey } = round;
  const again: Button[][] = mayAskAgain
    ? [
        [
          {
            label: t.plain(round.kind === 'once' ? 'ask.again' : 'ask.yearlyAgain'),
            press: askAgainButton.press({ survey }),
          },
        ],
      ]
    : [];
  if (round.kind === 'standing' || round.status === 'closed') return again;
  if (round.status === 'open')
    return [
      [
        { label: t.plain('ask.extend', { count: 3 }), press: askExtendButton.press({ round: id, days: 3 }) },
        { label: t.plain('ask.extend', { count: 7 }), press: askExtendButton.press({ round: id, days: 7 }) },
      ],
      [{ label: t.plain('ask.close'), press: askCloseButton.press({ round: id }) }],
    ];
  return [
    [{ label: t.plain('ask.preview'), press: surveyRoundButton.press({ round: id }), style: 'primary' }],
    [{ label: t.plain('ask.open'), press: askOpenButton.press({ round: id }) }],
    ...settings(round.id, round, t),
    [{ label: t.plain('ask.drop'), press: askDropButton.press({ round: id }) }],
  ];
}

function settings(id: RoundId, round: RoundCard['round'], t: Translate): Button[][] {
  const next = (round.reminders + 1) % (mostReminders + 1);
  return [
    [
      {
        label: t.plain('ask.setScope'),
        press: askScopesButton.press({ round: id, kind: 'street', page: 0 }),
      },
    ],
    roundDays.map((days) => ({
      label: t.plain('ask.days', { count: days }),
      press: askDaysButton.press({ round: id, days }),
    })),
    [
      ...(round.kind === 'once'
        ? [
            {
              label: t.plain(round.anonymous ? 'ask.makeNamed' : 'ask.makeAnonymous'),
              press: askAnonymousButton.press({ round: id, on: round.anonymous ? '0' : '1' }),
            },
          ]
        : []),
      {
        label: t.plain('ask.setReminders', { count: next }),
        press: askRemindersButton.press({ round: id, times: next }),
      },
    ],
  ];
}

/** Everywhere she may ask: her own, and what lies within. */
export function scopesScreen(
  round: RoundId,
  own: readonly NamedScope[],
  within: {
    readonly kind: 'street' | 'union';
    readonly scopes: readonly NamedScope[];
    readonly page: number;
    readonly pages: number;
  },
  t: Translate,
): Screen {
  const pick = (scope: NamedScope): Button => ({
    label: fitLabel(whereIn(scope, t)),
    press: askScopeButton.press({ round, kind: scope.scope.kind, id: idOf(scope.scope) }),
  });
  const turn = (page: number) => askScopesButton.press({ round, kind: within.kind, page });
  const other = within.kind === 'street' ? 'union' : 'street';
  const key = (scope: NamedScope) => `${scope.scope.kind}:${idOf(scope.scope)}`;
  const known = new Set(own.map(key));
  return {
    text: t('ask.whichScope'),
    rows: [
      ...grid(own.slice(0, 6).map(pick), 1),
      ...grid(within.scopes.filter((scope) => !known.has(key(scope))).map(pick), 1),
      [
        ...(within.page > 0 ? [{ label: t.plain('common.previousPage'), press: turn(within.page - 1) }] : []),
        ...(within.page + 1 < within.pages
          ? [{ label: t.plain('common.nextPage'), press: turn(within.page + 1) }]
          : []),
      ],
      own.some(({ scope }) => scope.kind !== 'union')
        ? [
            {
              label: t.plain(other === 'union' ? 'ask.unions' : 'ask.streets'),
              press: askScopesButton.press({ round, kind: other, page: 0 }),
            },
          ]
        : [],
      [toCard(round, t)],
    ].filter((row) => row.length > 0),
  };
}

function idOf(scope: Scope): number {
  switch (scope.kind) {
    case 'district':
      return 0;
    case 'street':
      return scope.street;
    case 'union':
      return scope.union;
  }
}

export function confirmOpenScreen(card: RoundCard, where: NamedScope, t: Translate): Screen {
  const { round, reach } = card;
  return {
    text: lines(
      t('ask.confirmOpen', {
        title: wordsFor(round.definition.title, t.language),
        where: whoIn(where, t),
        count: reach,
      }),
      round.closesAt && t('ask.openUntil', { when: round.closesAt }),
      t('ask.confirmFixed'),
    ),
    rows: [
      [
        {
          label: t.plain('ask.reallyOpen'),
          press: askReallyOpenButton.press({ round: round.id }),
          style: 'primary',
        },
      ],
      [toCard(round.id, t)],
    ],
  };
}

export function confirmCloseScreen({ round }: RoundCard, t: Translate): Screen {
  return {
    text: t('ask.confirmClose', { title: wordsFor(round.definition.title, t.language) }),
    rows: [
      [
        {
          label: t.plain('ask.reallyClose'),
          press: askReallyCloseButton.press({ round: round.id }),
          style: 'danger',
        },
      ],
      [toCard(round.id, t)],
    ],
  };
}

function toCard(round: RoundId, t: Translate): Button {
  return { label: t.plain('common.back'), press: askCardButton.press({ round }) };
}

function toList(t: Translate): Button {
  return { label: t.plain('ask.toList'), press: askButton.press({ page: 0 }) };
}

function toMenu(t: Translate): Button {
  return { label: t.plain('staff.toMenu'), press: staffButton.press({}) };
}
