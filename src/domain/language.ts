/** The languages we speak, the deployment's own first. A third is one folder in i18n/ and one word here. */
export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

/**
 * The nearest language we speak to what Telegram reports of a person's app.
 *
 * @param code an IETF tag such as `zh-hans`, `en-GB`, or nothing
 */
export function nearestLanguage(code: string | null | undefined, fallback: Language): Language {
  const primary = code?.toLowerCase().split(/[-_]/u)[0];
  const spoken = languages.find((language) => language === primary);
  if (spoken) return spoken;
  // Someone whose phone speaks neither is likelier to read English than Chinese.
  return primary ? 'en' : fallback;
}

/** Words that staff or the demonstration data bring, in the languages they have them in. At least one is there. */
export type Words = Readonly<Partial<Record<Language, string>>>;

/** The words in the reader's language, or else in whichever there are; left empty is not there. */
export function wordsFor(words: Words, language: Language): string {
  return words[language] || (languages.map((other) => words[other]).find(Boolean) ?? '');
}

/** Streets, buildings and unions: named in Chinese, and in English where they have such a name. */
export interface Named {
  readonly name: string;
  readonly nameEn: string | null;
}
