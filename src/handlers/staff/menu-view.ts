import type { Button, Screen } from '../../bot/screen.ts';
import { type Actor, mayGrantSome } from '../../domain/actor.ts';
import { seesSomeDemand } from '../../domain/demand.ts';
import type { Translate } from '../../i18n/index.ts';
import {
  applicationsButton,
  askButton,
  composeListButton,
  coverageButton,
  demandButton,
  deskButton,
  homeButton,
  importsButton,
  inviteButton,
  keepButton,
  newActivityButton,
  pairsButton,
  plannedButton,
  resultsButton,
  rolesButton,
  scheduleButton,
  settingsButton,
  staffButton,
  stallsButton,
  suggestButton,
} from '../buttons.ts';
import { type NamedScope, whereIn } from '../scope-view.ts';

export { type NamedScope, whereIn };

const namedAtMost = 3;

export function menuScreen(
  actor: Actor,
  scopes: readonly NamedScope[],
  waiting: number,
  t: Translate,
  alike?: number,
): Screen {
  const names = scopes.slice(0, namedAtMost).map((scope) => whereIn(scope, t));
  const rest = scopes.length > namedAtMost ? [t.plain('staff.andMore', { count: scopes.length })] : [];
  return {
    text: t('staff.menu', { scopes: t.format.list([...names, ...rest]) }),
    rows: [
      [
        {
          label: t.plain('staff.waiting', { count: waiting }),
          press: applicationsButton.press({ page: 0 }),
          ...(waiting > 0 ? { style: 'primary' as const } : {}),
        },
      ],
      ...(alike !== undefined
        ? [[{ label: t.plain('people.menu', { n: String(alike) }), press: pairsButton.press({ page: 0 }) }]]
        : []),
      [
        { label: t.plain('stall.menu'), press: stallsButton.press({}) },
        { label: t.plain('desk.menu'), press: deskButton.press({}) },
      ],
      [
        { label: t.plain('compose.menu'), press: composeListButton.press({ page: 0 }) },
        { label: t.plain('staff.newActivity'), press: newActivityButton.press({}) },
      ],
      [
        { label: t.plain('staff.planned'), press: plannedButton.press({}) },
        { label: t.plain('staff.schedule'), press: scheduleButton.press({}) },
      ],
      [
        { label: t.plain('ask.menu'), press: askButton.press({ page: 0 }) },
        { label: t.plain('staff.results'), press: resultsButton.press({}) },
      ],
      [{ label: t.plain('results.suggest'), press: suggestButton.press({}) }],
      [
        { label: t.plain('directory.menu'), press: keepButton.press({ page: 0 }) },
        { label: t.plain('imports.menu'), press: importsButton.press({}) },
      ],
      [
        ...(seesSomeDemand(actor)
          ? [{ label: t.plain('demand.menu'), press: demandButton.press({ filter: 'all', page: 0 }) }]
          : []),
        { label: t.plain('coverage.menu'), press: coverageButton.press({}) },
      ],
      ...(mayGrantSome(actor)
        ? [
            [
              { label: t.plain('staff.invite'), press: inviteButton.press({}) },
              { label: t.plain('staff.people'), press: rolesButton.press({ page: 0 }) },
            ],
          ]
        : []),
      [
        ...(actor.scopes.some(({ kind }) => kind === 'district')
          ? [{ label: t.plain('settings.menu'), press: settingsButton.press({}) }]
          : []),
        { label: t.plain('common.home'), press: homeButton.press({}) },
      ],
    ],
  };
}

export function notStaffScreen(t: Translate): Screen {
  return {
    text: t('staff.notStaff'),
    rows: [[{ label: t.plain('common.home'), press: homeButton.press({}) }]],
  };
}

export function toMenu(t: Translate): Button {
  return { label: t.plain('staff.toMenu'), press: staffButton.press({}) };
}

/** “‹ Previous” and “Next ›” where there are such pages. */
export function pageRow(
  { page, pages }: { readonly page: number; readonly pages: number },
  press: (page: number) => string,
  t: Translate,
): Button[][] {
  const row = [
    ...(page > 0 ? [{ label: t.plain('common.previousPage'), press: press(page - 1) }] : []),
    ...(page + 1 < pages ? [{ label: t.plain('common.nextPage'), press: press(page + 1) }] : []),
  ];
  return row.length > 0 ? [row] : [];
}
