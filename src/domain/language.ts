/** The languages we speak, the deployment's own first. A third is one folder in i18n/ and one word here. */
export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

/**
 * The nearest language we speak to what Telegram reports of a person's app.
 *
 * @param code an IETF tag such as `zh-hans`, `en-GB`, or nothing
 */
export function nearestLanguage(code: string | null | undefined, fallback: Language): Language {
  const primary = code?.toLowerCase().split('-')[0];
  const spoken = languages.find((language) => language === primary);
  if (spoken) return spoken;
  // Someone whose phone speaks neither is likelier to read English than Chinese.
  return primary ? 'en' : fallback;
}
