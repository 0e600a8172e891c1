/** What becomes of a row of a member roll. */
export const rollActions = [
  /** Becomes a member. */
  'added',
  /** Is a member already: the same name and the same phone. */
  'known',
  /** Stands further up in the file. */
  'repeated',
  /** Erased herself: she isn't brought back. */
  'erased',
  'fault',
] as const;
export type RollAction = (typeof rollActions)[number];

/** What a roll tells of each member. */
export const rollFields = ['name', 'phone', 'union', 'building', 'unit', 'since', 'tail'] as const;
export type RollField = (typeof rollFields)[number];

/** What may be wrong with a row. Never in its words: they are somebody's name. */
export const rollFaultKinds = [
  'missing',
  'notName',
  'notPhone',
  'notDay',
  'dayToCome',
  'notTail',
  'unknownUnion',
  'unknownBuilding',
  'severalUnions',
  'severalBuildings',
  'notCovered',
  'otherUnion',
  'unknownUnit',
  'brokenFormula',
  'notYours',
] as const;
export type RollFaultKind = (typeof rollFaultKinds)[number];

export interface RollFault {
  readonly kind: RollFaultKind;
  /** Null: the row as a whole. */
  readonly field: RollField | null;
}
