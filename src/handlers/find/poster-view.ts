import type { Button, Screen } from '../../bot/screen.ts';
import type { BuildingId, UnionId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { Translate } from '../../i18n/index.ts';
import { nameIn } from '../../i18n/named.ts';
import { posterButton, unionPostersButton } from '../buttons.ts';

export function posterRow(building: BuildingId, t: Translate): Button[] {
  return [{ label: t.plain('poster.make'), press: posterButton.press({ building, as: 'pdf' }) }];
}

export function postersRow(union: UnionId, t: Translate): Button[] {
  return [{ label: t.plain('poster.makeAll'), press: unionPostersButton.press({ union }) }];
}

/** Beneath the document; the picture is for passing on in chats that show no documents. */
export function posterCaption(
  named: Named,
  { building, as }: { readonly building: BuildingId; readonly as: 'pdf' | 'png' | 'photo' },
  t: Translate,
): Screen {
  const others = [
    { label: t.plain('poster.picture'), press: posterButton.press({ building, as: 'photo' }) },
    { label: t.plain('poster.original'), press: posterButton.press({ building, as: 'png' }) },
  ];
  return {
    text: t('poster.ready', { building: nameIn(named, t) }),
    ...(as === 'pdf' ? { rows: [others] } : {}),
  };
}

export function postersCaption(named: Named, t: Translate): Screen {
  return { text: t('poster.readyAll', { union: nameIn(named, t) }) };
}
