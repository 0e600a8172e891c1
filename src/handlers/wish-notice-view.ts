import type { Screen } from '../bot/screen.ts';
import type { Decline } from '../domain/proposal.ts';
import { type Html, lines, type Translate } from '../i18n/index.ts';
import { nameIn } from '../i18n/named.ts';
import type { NoticeContent } from '../services/outbox/content.ts';
import { buildingButton, demandPlaceButton, proposeAfreshButton } from './buttons.ts';
import { placeFields } from './wish-place.ts';

export type WishNotice = Extract<
  NoticeContent,
  { readonly kind: 'unionCame' | 'demandGrew' | 'proposalWaiting' | 'proposalDeclined' }
>;

/** What is said unprompted around buildings without a union. The first line says nothing to who looks over a shoulder. */
export function wishNoticeScreen(content: WishNotice, t: Translate): Screen {
  switch (content.kind) {
    case 'unionCame':
      return {
        text: lines(
          t('wish.cameHead'),
          '',
          t('wish.came', { building: nameIn(content.building, t), union: nameIn(content.union, t) }),
        ),
        rows: [
          [
            {
              label: t.plain('wish.seeBuilding'),
              press: buildingButton.press({ building: content.building.id }),
              style: 'primary',
            },
          ],
        ],
      };
    case 'demandGrew':
      return {
        text: lines(
          t('notice.staffHead'),
          '',
          t('demand.grew', { place: nameIn(content.named, t), step: content.step }),
        ),
        rows: [
          [{ label: t.plain('demand.open'), press: demandPlaceButton.press(placeFields(content.place)) }],
        ],
      };
    case 'proposalWaiting':
      return {
        text: lines(
          t('notice.staffHead'),
          '',
          content.street
            ? t('demand.told', { name: content.name, street: nameIn(content.street, t) })
            : t('demand.toldSomewhere', { name: content.name }),
        ),
        rows: [
          [
            {
              label: t.plain('demand.check'),
              press: demandPlaceButton.press(placeFields({ kind: 'proposal', proposal: content.proposal })),
            },
          ],
        ],
      };
    case 'proposalDeclined':
      return {
        text: lines(
          t('notice.answerHead'),
          '',
          t('wish.declined', { name: content.name }),
          declineIn(content.decline, t),
        ),
        rows: [[{ label: t.plain('wish.proposeAgain'), press: proposeAfreshButton.press({}) }]],
      };
  }
}

function declineIn({ reason, words }: Decline, t: Translate): Html | null {
  switch (reason) {
    case 'notFound':
      return t('wish.declinedNotFound');
    case 'elsewhere':
      return t('wish.declinedElsewhere');
    case 'noOffices':
      return t('wish.declinedNoOffices');
    case 'other':
      return words === undefined ? null : t('wish.declinedOther', { words });
  }
}
