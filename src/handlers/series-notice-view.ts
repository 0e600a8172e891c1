import type { Button, Screen } from '../bot/screen.ts';
import { wordsFor } from '../domain/language.ts';
import { lines, type Translate } from '../i18n/index.ts';
import type { SeriesContent } from '../services/outbox/series-content.ts';
import { broadcastSlotButton, timingButton } from './buttons.ts';
import { whereIn } from './scope-view.ts';

/** A slot that wasn't sent: what to do with it is for people to say. */
export function slotHeldScreen(content: SeriesContent, t: Translate): Screen {
  const { broadcast, slot, why } = content;
  const title = wordsFor(content.title, t.language) || t.plain('timing.untitled');
  const who = whereIn(content.from, t);
  const decide = (send: 'y' | 'n', label: string): Button => ({
    label,
    press: broadcastSlotButton.press({ broadcast, slot: Math.floor(slot.getTime() / 60_000), send }),
    ...(send === 'y' && { style: 'primary' as const }),
  });
  const said =
    why === 'late'
      ? t('timing.heldLate', { title, slot })
      : why === 'roleGone'
        ? t('timing.heldRoleGone', { title, slot })
        : t('timing.heldScopeGone', { title, slot, who });
  return {
    text: lines(t('notice.staffHead'), '', said, why === 'scopeGone' ? null : t('timing.heldFrom', { who })),
    rows: [
      ...(why === 'scopeGone'
        ? []
        : [[decide('y', t.plain(why === 'late' ? 'timing.heldSend' : 'timing.heldTake'))]]),
      [decide('n', t.plain('timing.heldSkip'))],
      [{ label: t.plain('timing.toTiming'), press: timingButton.press({ broadcast }) }],
    ],
  };
}
