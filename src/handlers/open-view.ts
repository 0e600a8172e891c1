import { type Words, wordsFor } from '../domain/language.ts';
import type { OpenState } from '../domain/opening-hours.ts';
import type { Html, Translate } from '../i18n/index.ts';

/** “Open now, until 18:00”; nothing where the hours can't be read. */
export function openLine(state: OpenState | null, t: Translate): Html | null {
  if (!state) return null;
  if (state.open) {
    return state.until === null
      ? t('directory.openAlways')
      : t('directory.openUntil', { until: state.until });
  }
  if (!state.opens) return t('directory.shut');
  const { at, day } = state.opens;
  switch (day) {
    case 'today':
      return t('directory.opensToday', { at });
    case 'tomorrow':
      return t('directory.opensTomorrow', { at });
    case 'later':
      return t('directory.opensLater', { at });
  }
}

/** Where a union's office is, and when somebody is there: as much of it as has been filled in. */
export function reachLine(
  union: { readonly office: Words; readonly officeHours: Words },
  t: Translate,
): Html | null {
  const office = wordsFor(union.office, t.language);
  const hours = wordsFor(union.officeHours, t.language);
  if (office !== '' && hours !== '') return t('find.reach', { office, hours });
  const either = office || hours;
  return either === '' ? null : t('directory.reach', { office: either });
}
