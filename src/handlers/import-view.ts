import type { Button, Screen } from '../bot/screen.ts';
import { importKinds } from '../domain/import/fields.ts';
import { changesIn } from '../domain/import/report.ts';
import type { RollCounts } from '../domain/roll/decision.ts';
import { changesInWords, faultReason, fieldLabel, noteWords, whatChanges } from '../i18n/import-words.ts';
import { type Html, lines, type Translate } from '../i18n/index.ts';
import type { ImportState, StagedChange, StagedFaults } from '../services/import/read-import.ts';
import type { ImportContent } from '../services/outbox/import-content.ts';
import {
  importApplyButton,
  importDropButton,
  importFoundButton,
  importTemplateButton,
  importUndoButton,
  pairsButton,
  staffButton,
} from './buttons.ts';

/** What is said of a file once it was looked at, applied or undone. */
export function importNoticeScreen(content: ImportContent, t: Translate): Screen {
  const { state, again } = content;
  switch (content.kind) {
    case 'importChecked':
      return checkedScreen(state, again, t);
    case 'importApplied':
      return appliedScreen(state, t);
    case 'importUndone':
      return undoneScreen(state, t);
  }
}

export function checkedScreen(state: ImportState, again: boolean, t: Translate): Screen {
  const { report } = state;
  if (report.refusal !== null) {
    return {
      text: lines(t('imports.refusedHead'), '', t(`imports.refused_${report.refusal}`)),
      rows: report.refusal === 'noHeader' ? [[templateButton(t)], [toStaff(t)]] : [[toStaff(t)]],
    };
  }
  if (report.faults > 0) return faultyScreen(state, t);
  if (report.roll) return rollScreen(state, report.roll, t);
  const notes = report.notes.slice(0, mostNotes).map((note) => noteWords(note, t));
  if (changesIn(report) === 0) {
    return {
      text: lines(t('imports.checkedHead'), '', t('imports.nothing'), ...notes),
      rows: [[toStaff(t)]],
    };
  }
  // Confirmed, applied or put away since: the buttons would promise what isn't so.
  const open = state.status === 'checked';
  return {
    text: lines(
      again ? t('imports.checkedAgainHead') : t('imports.checkedHead'),
      '',
      again ? t('imports.checkedAgain') : null,
      ...countLines(state, t),
      ...(state.changes.length > 0 ? ['', ...state.changes.map((change) => changeLine(change, t))] : []),
      state.changes.length < changesIn(report) ? t('imports.moreInFile') : null,
      ...(notes.length > 0 ? ['', ...notes] : []),
    ),
    rows: open
      ? [
          [
            {
              label: t.plain('imports.apply'),
              press: importApplyButton.press({ import: state.id }),
              style: 'primary',
            },
          ],
          [foundButton(state, t)],
          [dropButton(state, t)],
        ]
      : [[toStaff(t)]],
  };
}

/** Whom a roll would bring: how many, and what to look at; nobody by name. */
function rollScreen(state: ImportState, roll: RollCounts, t: Translate): Screen {
  const { report, faults } = state;
  const open = state.status === 'checked';
  const remarks = faults.flatMap((row) => faultLines(row, report.sheets, t)).slice(0, 4);
  return {
    text: lines(
      t('imports.checkedHead'),
      '',
      roll.added === 0 ? t('imports.rollNothing') : t('imports.rollAdded', { count: roll.added }),
      roll.skipped > 0 && roll.added > 0 ? t('imports.rollSkipped', { count: roll.skipped }) : null,
      roll.alike > 0 ? t('imports.rollAlike', { count: roll.alike }) : null,
      ...(remarks.length > 0 ? ['', ...remarks] : []),
      ...report.notes.slice(0, mostNotes).map((note) => noteWords(note, t)),
      ...(roll.added > 0 ? ['', t('imports.rollConsent')] : []),
    ),
    rows: open
      ? [
          [
            {
              label: t.plain('imports.rollApply'),
              press: importApplyButton.press({ import: state.id }),
              style: 'primary',
            },
          ],
          ...(remarks.length > 0 ? [[foundButton(state, t)]] : []),
          [dropButton(state, t)],
        ]
      : [[toStaff(t)]],
  };
}

function rollDoneScreen(state: ImportState, roll: RollCounts, t: Translate): Screen {
  const pairs: Button = { label: t.plain('imports.rollPairs'), press: pairsButton.press({ page: 0 }) };
  return {
    text: lines(
      t('imports.rollAppliedHead'),
      '',
      t('imports.rollApplied', { count: roll.added }),
      roll.alike > 0 ? t('imports.rollAlike', { count: roll.alike }) : null,
      t('imports.appliedUndo'),
    ),
    rows: [
      ...(roll.alike > 0 ? [[pairs]] : []),
      ...(state.status === 'applied' ? [[undoButton(state, t)]] : []),
      [toStaff(t)],
    ],
  };
}

const mostNotes = 3;

function faultyScreen(state: ImportState, t: Translate): Screen {
  const { report, faults } = state;
  const told = faults.flatMap((row) => faultLines(row, report.sheets, t)).slice(0, 6);
  return {
    text: lines(
      t('imports.checkedHead'),
      '',
      t('imports.faultsFound', { count: report.faults }),
      '',
      ...told,
      ...report.notes.slice(0, mostNotes).map((note) => noteWords(note, t)),
    ),
    rows: state.status === 'refused' ? [[foundButton(state, t)], [dropButton(state, t)]] : [[toStaff(t)]],
  };
}

/** Where something is wrong, and what. */
function faultLines(
  { sheet, row, kind, faults }: StagedFaults,
  sheets: readonly string[],
  t: Translate,
): Html[] {
  const name = sheets[sheet] ?? '';
  return faults.map((fault) => {
    const column =
      fault.field === null ? '' : t.plain('imports.columnNamed', { field: fieldLabel(kind, fault.field, t) });
    const where = (
      name === ''
        ? t.plain('imports.whereRow', { row, column })
        : t.plain('imports.whereSheet', { sheet: name, row, column })
    ).trim();
    return t('imports.faultLine', { where, reason: faultReason(fault, t) });
  });
}

function countLines({ report }: Pick<ImportState, 'report'>, t: Translate): Html[] {
  return importKinds.flatMap((kind) => {
    const of = report.counts[kind];
    if (!of) return [];
    const counts = (['added', 'changed', 'closed', 'reopened', 'unchanged'] as const)
      .filter((each) => of[each] > 0)
      .map((each) => t.plain(`imports.${each}`, { number: of[each] }));
    const key = ({ union: 'countsUnion', building: 'countsBuilding', unit: 'countsUnit' } as const)[kind];
    return counts.length === 0 ? [] : [t(`imports.${key}`, { counts: t.format.list(counts) })];
  });
}

function changeLine(change: StagedChange, t: Translate): Html {
  const what = whatChanges(change, t);
  switch (change.action) {
    case 'added':
      return change.kind === 'name' || change.kind === 'cover'
        ? t('imports.lineChanged', { what, changes: changesInWords(change, t) })
        : t('imports.lineAdded', { what });
    case 'closed':
      return t('imports.lineClosed', { what });
    case 'reopened':
      return t('imports.lineReopened', { what });
    default:
      return t('imports.lineChanged', { what, changes: changesInWords(change, t) });
  }
}

function appliedScreen(state: ImportState, t: Translate): Screen {
  if (state.report.roll) return rollDoneScreen(state, state.report.roll, t);
  return {
    text: lines(t('imports.appliedHead'), '', ...countLines(state, t), t('imports.appliedUndo')),
    rows: state.status === 'applied' ? [[undoButton(state, t)], [toStaff(t)]] : [[toStaff(t)]],
  };
}

function undoneScreen(state: ImportState, t: Translate): Screen {
  const { report, kept } = state;
  if (report.roll) {
    const words = report.kept === 0 ? t('imports.rollUndone') : t('imports.rollKept', { count: report.kept });
    return { text: lines(t('imports.undoneHead'), '', words), rows: [[toStaff(t)]] };
  }
  if (report.kept === 0) {
    return { text: lines(t('imports.undoneHead'), '', t('imports.undoneAll')), rows: [[toStaff(t)]] };
  }
  return {
    text: lines(
      t('imports.undoneHead'),
      '',
      t('imports.undoneKept', { count: report.kept }),
      ...kept.map(({ name, place }) =>
        t('imports.lineAdded', {
          what: place === null ? name : t.plain('imports.inBuilding', { name, building: place }),
        }),
      ),
    ),
    rows: [
      [{ label: t.plain('imports.seeKept'), press: importFoundButton.press({ import: state.id }) }],
      [toStaff(t)],
    ],
  };
}

function undoButton({ id }: Pick<ImportState, 'id'>, t: Translate): Button {
  return { label: t.plain('imports.undo'), press: importUndoButton.press({ import: id }) };
}

function foundButton({ id }: ImportState, t: Translate): Button {
  return { label: t.plain('imports.seeAll'), press: importFoundButton.press({ import: id }) };
}

function dropButton({ id }: ImportState, t: Translate): Button {
  return { label: t.plain('imports.drop'), press: importDropButton.press({ import: id }) };
}

function templateButton(t: Translate): Button {
  return { label: t.plain('imports.template'), press: importTemplateButton.press({}) };
}

function toStaff(t: Translate): Button {
  return { label: t.plain('staff.toMenu'), press: staffButton.press({}) };
}
