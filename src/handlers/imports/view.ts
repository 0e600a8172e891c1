import { type Button, fitLabel, type Screen } from '../../bot/screen.ts';
import type { Scope } from '../../domain/actor.ts';
import type { ImportId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { Translate } from '../../i18n/index.ts';
import { shortNameIn } from '../../i18n/named.ts';
import {
  importExportButton,
  importRollButton,
  importScopeButton,
  importTemplateButton,
  importUndoButton,
  staffButton,
} from '../buttons.ts';

export interface NamedScope {
  readonly scope: Scope;
  readonly named: Named | null;
}

export interface Undoable {
  readonly id: ImportId;
  readonly appliedAt: Date | null;
}

export function importsScreen(undoable: readonly Undoable[], t: Translate): Screen {
  return {
    text: t('imports.screen'),
    rows: [
      [{ label: t.plain('imports.export'), press: importExportButton.press({}), style: 'primary' }],
      [{ label: t.plain('imports.template'), press: importTemplateButton.press({}) }],
      [{ label: t.plain('imports.rollTemplate'), press: importRollButton.press({}) }],
      ...undoable.slice(0, 3).flatMap(({ id, appliedAt }) =>
        appliedAt
          ? [
              [
                {
                  label: fitLabel(t.plain('imports.undoOf', { when: appliedAt })),
                  press: importUndoButton.press({ import: id }),
                },
              ],
            ]
          : [],
      ),
      [toStaff(t)],
    ],
  };
}

/** A sheet that she may want: empty, as the directory is, or for a member roll. */
export type Wanted = 'template' | 'directory' | 'roll';
const wantedWords = {
  template: 'imports.template',
  directory: 'imports.export',
  roll: 'imports.rollTemplate',
} as const;

/** Of which of her scopes? */
export function whichScopeScreen(file: Wanted, scopes: readonly NamedScope[], t: Translate): Screen {
  return {
    text: t(wantedWords[file]),
    rows: [
      ...scopes.map(({ scope, named }) => [
        {
          label: fitLabel(named ? shortNameIn(named, t) : t.plain('sheet.district')),
          press: importScopeButton.press({ file, kind: scope.kind, id: idOf(scope) }),
        },
      ]),
      [toStaff(t)],
    ],
  };
}

export function idOf(scope: Scope): number {
  switch (scope.kind) {
    case 'district':
      return 0;
    case 'street':
      return scope.street;
    case 'union':
      return scope.union;
  }
}

export function toStaff(t: Translate): Button {
  return { label: t.plain('staff.toMenu'), press: staffButton.press({}) };
}
