import type { Screen } from '../bot/screen.ts';
import { wordsFor } from '../domain/language.ts';
import { escaped, type Html, lines, type Translate } from '../i18n/index.ts';
import { nameIn, shortNameIn } from '../i18n/named.ts';
import type { MembershipContent } from '../services/outbox/membership-content.ts';
import {
  activitiesButton,
  changeWorkButton,
  meButton,
  membershipButton,
  myCardButton,
  workplaceButton,
} from './buttons.ts';

type Content<K extends MembershipContent['kind']> = Extract<MembershipContent, { readonly kind: K }>;

/** What is said unprompted of memberships and cards. The first line says nothing to who looks over a shoulder. */
export function membershipNoticeScreen(content: MembershipContent, t: Translate): Screen {
  const activities = [{ label: t.plain('notice.activities'), press: activitiesButton.press({ page: 0 }) }];
  const me = [{ label: t.plain('notice.me'), press: meButton.press({}) }];
  switch (content.kind) {
    case 'membershipMoved': {
      const union = nameIn(content.union, t);
      if (!content.dissolved)
        return said(t('notice.movedHead'), t('notice.moved', { union }), [activities, me]);
      const change = [{ label: t.plain('membership.change'), press: changeWorkButton.press({}) }];
      return said(t('membership.movedHead'), t('membership.dissolved', { union }), [activities, change, me]);
    }
    case 'transferDone': {
      const words = t('membership.transferDone', { union: nameIn(content.union, t) });
      return said(t('notice.answerHead'), words, [activities, me]);
    }
    case 'memberGone':
      return goneScreen(content, t);
    case 'stillThere':
      return stillScreen(content, t);
    case 'cardReady':
      return said(
        t('card.readyHead'),
        lines(
          t('card.readyNotice', { union: nameIn(content.union, t) }),
          escaped(wordsFor(content.handOver, t.language)),
        ),
        [[{ label: t.plain('card.see'), press: myCardButton.press({}) }]],
      );
  }
}

function goneScreen({ union, maskedName, to, card }: Content<'memberGone'>, t: Translate): Screen {
  const who = maskedName ?? t.plain('membership.someone');
  const from = shortNameIn(union, t);
  return said(
    t('notice.staffHead'),
    lines(
      to
        ? t('membership.goneTo', { who, union: from, to: shortNameIn(to, t) })
        : t('membership.goneLeft', { who, union: from }),
      card ? t(to ? 'membership.goneCardOn' : 'membership.goneCardBack') : null,
    ),
  );
}

function stillScreen({ check, building, union }: Content<'stillThere'>, t: Translate): Screen {
  const press = (answer: 'still' | 'changed' | 'stopped') => workplaceButton.press({ check, answer });
  return said(
    t('membership.stillHead'),
    building
      ? t('membership.still', { building: nameIn(building, t) })
      : t('membership.stillUnion', { union: nameIn(union, t) }),
    [
      [{ label: t.plain('membership.stillYes'), press: press('still'), style: 'primary' }],
      [
        { label: t.plain('membership.stillChanged'), press: press('changed') },
        { label: t.plain('membership.stillStopped'), press: press('stopped') },
      ],
      [{ label: t.plain('membership.toMembership'), press: membershipButton.press({}) }],
    ],
  );
}

/** What is below the first line isn't seen on a locked phone. */
function said(head: Html, body: Html, rows?: Screen['rows']): Screen {
  return { text: lines(head, '', body), ...(rows && { rows }) };
}
