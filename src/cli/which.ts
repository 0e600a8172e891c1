import type { Named } from '../domain/language.ts';
import type { Desk } from './verb.ts';

/** Says why what was written for a street, a union or a building means none, or which ones it may mean. */
export function askWhich(
  desk: Desk,
  kind: 'street' | 'union' | 'building',
  text: string,
  places: readonly (Named & { readonly code: string })[],
): void {
  if (places.length === 0) desk.complain(`There is no ${kind} called "${text}".`);
  else desk.complain(`"${text}" may be any of these; its code, in front, says which:`);
  for (const { code, name, nameEn } of places) desk.complain(`  ${code}  ${name}  ${nameEn ?? ''}`.trimEnd());
}
