import { isOnly, type Only, onlies, type Picks } from '../../domain/audience-picks.ts';
import type { Translate } from '../../i18n/index.ts';
import { shortNameIn } from '../../i18n/named.ts';
import type { AudienceDescription } from '../../services/audience/read-audience.ts';
import { whereIn } from '../scope-view.ts';

/** Whom it is for, in a line. */
export function whomIn({ scope, picks, places }: AudienceDescription, t: Translate): string {
  const names = [...places.street, ...places.union, ...places.building].map((place) => shortNameIn(place, t));
  const whole = scope.scope.kind === 'district' ? t.plain('audience.district') : whereIn(scope, t);
  const where = names.length > 0 ? t.format.list(names) : whole;
  const kinds = picks.interests.map((kind) => t.plain(`kind.${kind}`));
  const parts = [
    ...onlyPicked(picks).map((only) => t.plain(`audience.only_${only}`)),
    ...(kinds.length > 0
      ? [
          t.plain(kinds.length > 1 ? 'audience.interests' : 'audience.interest', {
            kinds: t.format.list(kinds),
          }),
        ]
      : []),
  ];
  if (parts.length === 0) return t.plain('audience.everybody', { where });
  return [t.plain('audience.members', { where }), ...parts].join(t.language === 'zh' ? '，' : ', ');
}

export function onlyPicked(picks: Picks): readonly Only[] {
  return onlies.filter((only) => isOnly(picks, only));
}
