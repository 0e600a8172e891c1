import type { RollField } from '../roll/decision.ts';
import type { ImportField } from './fields.ts';

/** What may be wrong with a row; each has words of its own (`import.fault_…`). */
const faultKinds = [
  // What stands in a cell.
  'missing',
  'tooLong',
  'oddSigns',
  'notEnglish',
  'notPhone',
  'notNumber',
  'notWhole',
  'negative',
  'tooLarge',
  'notDay',
  'dayToCome',
  'notChoice',
  'notYesNo',
  'outsideWorld',
  'swapped',
  'brokenFormula',
  'merged',
  // What it refers to.
  'unknownStreet',
  'unknownUnion',
  'unknownBuilding',
  'unknownCode',
  'severalStreets',
  'severalUnions',
  'severalBuildings',
  'severalSuch',
  'otherStreet',
  'otherBuilding',
  'isClosed',
  'isMerged',
  // What it would do.
  'nameTaken',
  'twice',
  'nothingToClose',
  'closedBeforeOpened',
  /** The building has another union: its members would have to be asked along. */
  'moveInChat',
  /** The union still covers buildings, or has members. */
  'stillNeeded',
  'notYours',
  // Of a member roll.
  'notName',
  'notMobile',
  'notTail',
  'notCovered',
  'otherUnion',
  'unknownUnit',
  'severalUnits',
  /** Not wrong, but to be known: left alone, or may be somebody else, too. */
  'skipped',
  'alikeMember',
  'alikeRow',
  'alikeName',
  'alikeNameRow',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  readonly kind: FaultKind;
  /** Null: the row as a whole. */
  readonly field: ImportField | RollField | null;
  /** What it says where a number belongs: the longest allowed, the row that says the same. */
  readonly number?: number;
}

/** More than these of a file aren't kept: they are the same mistake, over and over. */
export const mostFaults = 5_000;
