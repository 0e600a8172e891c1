import type { Rejection } from '../domain/membership.ts';
import type { Html, Translate } from '../i18n/index.ts';

/** Why an application was turned down, to its applicant; null when there is nothing to add. */
export function reasonIn({ reason, words }: Rejection, t: Translate): Html | null {
  switch (reason) {
    case 'wrongBuilding':
      return t('notice.rejectedWrongBuilding');
    case 'notReachable':
      return t('notice.rejectedNotReachable');
    case 'unitElsewhere':
      return t('notice.rejectedUnitElsewhere');
    case 'alreadyMember':
      return t('notice.rejectedAlreadyMember');
    case 'other':
      return words === undefined ? null : t('notice.rejectedOther', { words });
  }
}
