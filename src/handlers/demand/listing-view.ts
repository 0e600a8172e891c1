import { type Button, fitLabel, grid, type Screen } from '../../bot/screen.ts';
import type { BuildingId, ProposalId, StreetId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { declineReasons, declineWordsMax } from '../../domain/proposal.ts';
import { fewest } from '../../domain/results.ts';
import type { Spot } from '../../domain/wish.ts';
import { bold, escaped, type Html, lines, type Translate } from '../../i18n/index.ts';
import { nameIn, shortNameIn } from '../../i18n/named.ts';
import type { ProposalRefusal } from '../../services/wishes/find-decidable.ts';
import type { ProposalDemand } from '../../services/wishes/open-demand.ts';
import {
  acceptEditButton,
  acceptLeaveButton,
  acceptProposalButton,
  acceptSaveButton,
  acceptStreetButton,
  declineForButton,
  declineProposalButton,
  declineRewriteButton,
  declineSendButton,
  demandPlaceButton,
  mergeProposalButton,
  mergeYesButton,
  proposalIntoButton,
} from '../buttons.ts';
import { placeFields } from '../wish-place.ts';
import type { Draft, ListingField, ListingState } from './dialogue.ts';
import { toList } from './view.ts';

type NamedBuilding = Named & { readonly id: BuildingId };
type NamedStreet = Named & { readonly id: StreetId };

/** As staff would type them into a map. */
const coordinates = ({ latitude, longitude }: Spot) => ({
  at: `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`,
});

/** A building we were told of: what was said of it, and what to make of it. */
export function proposalScreen(demand: ProposalDemand, t: Translate, note?: Html): Screen {
  const { proposal, name, address, at, street, count } = demand;
  return {
    text: lines(
      ...(note ? [note, ''] : []),
      bold(t('demand.proposal', { name })),
      address === null ? null : t('demand.proposalAddress', { address }),
      at === null ? null : t('demand.proposalSpot', coordinates(at)),
      street ? t('demand.proposalStreet', { street: nameIn(street, t) }) : t('demand.proposalNoStreet'),
      count === null ? t('demand.wishingFew', { fewest }) : t('demand.wishing', { count }),
      '',
      t('demand.proposalAsk'),
    ),
    rows: [
      [
        {
          label: t.plain('demand.accept'),
          press: acceptProposalButton.press({ proposal }),
          style: 'primary',
        },
      ],
      [
        { label: t.plain('demand.merge'), press: mergeProposalButton.press({ proposal }) },
        { label: t.plain('demand.decline'), press: declineProposalButton.press({ proposal }) },
      ],
      [toList(t)],
    ],
    personal: true,
  };
}

/**
 * A step of deciding on it.
 *
 * @param streets what the step `askStreet` lists
 * @param hint stands in for the step's own words: what was not understood, and what is expected
 */
export function listingScreen(
  state: ListingState,
  streets: readonly NamedStreet[],
  t: Translate,
  hint?: Html,
): Screen {
  const undecided: Button = {
    label: t.plain('demand.undecided'),
    press: acceptLeaveButton.press({}),
  };
  switch (state.step) {
    case 'askName':
      return { text: hint ?? t('demand.acceptAskName'), rows: [[undecided]] };
    case 'askAddress':
      return { text: hint ?? t('demand.acceptAskAddress'), rows: [[undecided]] };
    case 'askAt':
      return { text: hint ?? t('demand.acceptAskAt'), rows: [[undecided]] };
    case 'askStreet':
      return {
        text: hint ?? t('demand.acceptAskStreet'),
        rows: [
          ...grid(
            streets.map(
              (street): Button => ({
                label: fitLabel(shortNameIn(street, t), 14),
                press: acceptStreetButton.press({ street: street.id }),
              }),
            ),
            2,
          ),
          [undecided],
        ],
      };
    case 'review':
      return reviewScreen(state.draft, undecided, t, hint);
    case 'askWhich':
      return { text: hint ?? t('demand.mergeAsk', { name: state.name }), rows: [[undecided]] };
    case 'askWords':
      return { text: hint ?? t('demand.declineWords'), rows: [[undecided]] };
    case 'confirmWords': {
      const { proposal, words } = state;
      return {
        text: lines(hint ?? t('demand.declineConfirm'), '', escaped(words)),
        rows: [
          [
            {
              label: t.plain('demand.declineSend'),
              press: declineSendButton.press({ proposal }),
              style: 'danger',
            },
          ],
          [{ label: t.plain('demand.rewrite'), press: declineRewriteButton.press({ proposal }) }, undecided],
        ],
      };
    }
  }
}

function reviewScreen(
  { name, address, street, at }: Draft,
  undecided: Button,
  t: Translate,
  hint?: Html,
): Screen {
  const editing = (field: ListingField, label: string): Button => ({
    label,
    press: acceptEditButton.press({ field }),
  });
  return {
    text: lines(
      hint ?? null,
      t('demand.acceptReview'),
      '',
      t('demand.acceptName', { name }),
      t('demand.acceptAddress', { address: address ?? '' }),
      t('demand.acceptStreet', { street: street ? nameIn(street, t) : '' }),
      at === null ? null : t('demand.acceptAt', coordinates(at)),
    ),
    rows: [
      [{ label: t.plain('demand.acceptSave'), press: acceptSaveButton.press({}), style: 'primary' }],
      [editing('name', t.plain('demand.editName')), editing('address', t.plain('demand.editAddress'))],
      [editing('street', t.plain('demand.editStreet')), editing('at', t.plain('demand.editAt'))],
      [undecided],
    ],
  };
}

/** Which of the buildings found is the one told of? */
export function whichScreen(
  {
    proposal,
    typed,
    found,
  }: {
    readonly proposal: ProposalId;
    readonly typed: string;
    readonly found: readonly NamedBuilding[];
  },
  t: Translate,
): Screen {
  return {
    text:
      found.length > 0
        ? t('demand.mergeWhich')
        : t('demand.mergeNone', { typed: [...typed].slice(0, 20).join('') }),
    rows: [
      ...found.map((building): Button[] => [
        {
          label: fitLabel(shortNameIn(building, t)),
          press: proposalIntoButton.press({ proposal, building: building.id }),
        },
      ]),
      [{ label: t.plain('demand.undecided'), press: acceptLeaveButton.press({}) }],
    ],
  };
}

export function mergeConfirmScreen(
  proposal: ProposalId,
  name: string,
  building: NamedBuilding,
  t: Translate,
): Screen {
  return {
    text: t('demand.mergeConfirm', { name, building: nameIn(building, t) }),
    rows: [
      [
        {
          label: t.plain('demand.mergeYes'),
          press: mergeYesButton.press({ proposal, building: building.id }),
          style: 'primary',
        },
      ],
      [{ label: t.plain('demand.mergeNo'), press: mergeProposalButton.press({ proposal }) }],
    ],
  };
}

export function reasonsScreen(proposal: ProposalId, t: Translate): Screen {
  return {
    text: t('demand.why'),
    rows: [
      ...declineReasons.map((reason): Button[] => [
        { label: t.plain(`demand.${reason}`), press: declineForButton.press({ proposal, reason }) },
      ]),
      [
        {
          label: t.plain('common.back'),
          press: demandPlaceButton.press(placeFields({ kind: 'proposal', proposal })),
        },
      ],
    ],
  };
}

export function refusalText(refusal: ProposalRefusal, t: Translate): Html {
  if (refusal.type === 'notYours') return t('demand.notYours');
  switch (refusal.status) {
    case 'accepted':
      return t('demand.wasAccepted');
    case 'merged':
      return t('demand.wasMerged');
    case 'declined':
      return t('demand.wasDeclined');
    case 'withdrawn':
      return t('demand.wasWithdrawn');
  }
}

/** After a decision, or instead of one: what happened, and the way on. */
export function doneScreen(text: Html, building: BuildingId | null, t: Translate): Screen {
  const see: Button[][] =
    building === null
      ? []
      : [
          [
            {
              label: t.plain('demand.open'),
              press: demandPlaceButton.press(placeFields({ kind: 'building', building })),
            },
          ],
        ];
  return { text, rows: [...see, [toList(t)]] };
}

export function listingUnread(t: Translate): Html {
  return t('demand.wordsUnread', { count: declineWordsMax });
}
