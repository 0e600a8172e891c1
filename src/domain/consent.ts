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
