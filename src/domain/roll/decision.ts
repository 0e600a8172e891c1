import type { FaultKind } from '../import/faults.ts';

/** What becomes of a row of a member roll. */
export const rollActions = [
  /** Becomes a member. */
  'added',
  /** Is a member already: the same name and the same phone. */
  'known',
  /** Stands further up in the file. */
  'repeated',
  /** Erased herself, or left of her own accord: she isn't brought back. */
  'erased',
  'fault',
] as const;
export type RollAction = (typeof rollActions)[number];

/** What a roll tells of each member. */
export const rollFields = ['name', 'phone', 'union', 'building', 'unit', 'since', 'tail'] as const;
export type RollField = (typeof rollFields)[number];

/** What is wrong with a row. Never in its words: they are somebody's name. */
export interface RollFault {
  readonly kind: FaultKind;
  /** Null: the row as a whole. */
  readonly field: RollField | null;
  readonly number?: number;
}

/** What a roll would do, and did. */
export interface RollCounts {
  readonly added: number;
  /** Left alone: members already, further up in the file, or not wanting to be here. Which of these isn't counted. */
  readonly skipped: number;
  /** Of those added: who may be somebody else, too. */
  readonly alike: number;
}
