/**
 * What a person can agree to. The version is of the words she read: raise it when they change in meaning, and everybody
 * is asked again.
 */
export const purposes = {
  /** Name, phone and unit are used to decide on her application and to keep her membership. */
  membership: 1,
  /** The monthly announcement and other news of her union. */
  announcements: 1,
  /** Her survey answers decide what she hears of, and are counted. */
  survey: 1,
} as const;
export type Purpose = keyof typeof purposes;
export const allPurposes = Object.keys(purposes) as readonly Purpose[];

/** Where she stands with one of them. */
export type ConsentState = { readonly purpose: Purpose } & (
  | { readonly kind: 'given'; readonly version: number; readonly since: Date }
  /** She agreed to words that have changed since: it doesn't count until she has read the new ones. */
  | { readonly kind: 'outdated'; readonly version: number; readonly since: Date }
  | { readonly kind: 'withdrawn'; readonly version: number; readonly since: Date }
  | { readonly kind: 'never' }
);

/** @param newest what she said last of this purpose, if ever */
export function consentState(
  purpose: Purpose,
  newest: { readonly version: number; readonly givenAt: Date; readonly withdrawnAt: Date | null } | undefined,
): ConsentState {
  if (!newest) return { purpose, kind: 'never' };
  const { version, givenAt, withdrawnAt } = newest;
  if (withdrawnAt) return { purpose, kind: 'withdrawn', version, since: withdrawnAt };
  return { purpose, kind: version >= purposes[purpose] ? 'given' : 'outdated', version, since: givenAt };
}
