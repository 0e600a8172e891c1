import type { Named } from '../domain/language.ts';
import type { Translate } from './index.ts';

/** A place's name in a message: in English its own form, with the characters once behind it. */
export function nameIn(named: Named, t: Translate): string {
  if (t.language === 'zh' || !named.nameEn) return named.name;
  return `${named.nameEn} (${named.name})`;
}

/** The same where there is little room: on buttons and in lists. */
export function shortNameIn(named: Named, t: Translate): string {
  return t.language === 'zh' ? named.name : named.nameEn || named.name;
}
