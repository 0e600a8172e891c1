import { type Button, fitLabel, grid, type Screen } from '../../bot/screen.ts';
import { pageOf, pagerRows } from '../../bot/widgets/pager.ts';
import { activityKinds } from '../../domain/activity.ts';
import { isOnly, onlies } from '../../domain/audience-picks.ts';
import type { BroadcastId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { type Html, lines, type Translate } from '../../i18n/index.ts';
import { shortNameIn } from '../../i18n/named.ts';
import type { NamedAudience } from '../../services/audience/list-audiences.ts';
import type { AudienceFacts } from '../../services/audience/read-audience.ts';
import {
  audienceAllPlacesButton,
  audienceButton,
  audienceDoneButton,
  audienceEverybodyButton,
  audienceInterestButton,
  audienceInterestsButton,
  audienceOnlyButton,
  audiencePlaceButton,
  audiencePlacesButton,
  composePageButton,
  dropAudienceAskButton,
  dropAudienceButton,
  renameAudienceButton,
  saveAudienceButton,
  savedAudiencesButton,
  useAudienceButton,
} from '../buttons.ts';
import { onlyPicked, whomIn } from './words.ts';

export type PlaceKind = 'street' | 'union' | 'building';

const kindsOf = {
  district: ['street', 'union', 'building'],
  street: ['union', 'building'],
  union: ['building'],
} as const;

/** Whom it is for, how many that are now, and everything by which it can be narrowed. */
export function audienceScreen(facts: AudienceFacts, note: Html | null, t: Translate): Screen {
  const { broadcast, scope, picks, told, status, saved } = facts;
  const some = picks.interests.length + onlyPicked(picks).length + placesPicked(facts) > 0;
  const sendable = told.type !== 'tooFew' && !(told.type === 'exactly' && told.people === 0);
  const only = (which: (typeof onlies)[number]): Button => {
    const on = isOnly(picks, which);
    const label = t.plain(`audience.only_${which}`);
    return {
      label: on ? t.plain('audience.ticked', { what: label }) : label,
      press: audienceOnlyButton.press({ broadcast, only: which, on: on ? '0' : '1' }),
    };
  };
  return {
    text: lines(
      note,
      t('audience.head', { whom: whomIn(facts, t) }),
      '',
      countLine(facts, t),
      status === 'waiting' ? t('audience.waiting') : null,
    ),
    rows: [
      kindsOf[scope.scope.kind].map((kind) => ({
        label: t.plain(`audience.${kind}s`),
        press: audiencePlacesButton.press({ broadcast, kind, page: 0 }),
      })),
      [{ label: t.plain('audience.kinds'), press: audienceInterestsButton.press({ broadcast }) }],
      ...grid(onlies.map(only), 2),
      ...(saved > 0
        ? [
            [
              {
                label: t.plain('audience.saved', { count: saved }),
                press: savedAudiencesButton.press({ broadcast, page: 0, as: 'use' }),
              },
            ],
          ]
        : []),
      ...(some
        ? [
            [{ label: t.plain('audience.save'), press: saveAudienceButton.press({ broadcast }) }],
            [{ label: t.plain('audience.toEverybody'), press: audienceEverybodyButton.press({ broadcast }) }],
          ]
        : []),
      [
        sendable
          ? {
              label: t.plain(some ? 'audience.done' : 'audience.doneEverybody'),
              press: audienceDoneButton.press({ broadcast }),
              style: 'primary' as const,
            }
          : { label: t.plain('audience.leave'), press: composePageButton.press({ broadcast }) },
      ],
    ],
  };
}

function placesPicked({ places }: AudienceFacts): number {
  return places.street.length + places.union.length + places.building.length;
}

function countLine({ told, known }: AudienceFacts, t: Translate): Html {
  if (!known) return t('audience.other');
  switch (told.type) {
    case 'tooFew':
      return t('audience.tooFew');
    case 'atLeast':
      return t('audience.atLeast', { count: told.people });
    case 'exactly':
      return told.people === 0 ? t('audience.nobody') : t('audience.count', { count: told.people });
  }
}

export interface PlacesFacts {
  readonly broadcast: BroadcastId;
  readonly kind: PlaceKind;
  readonly typed: string | null;
  readonly places: readonly (Named & { readonly id: number })[];
  readonly total: number;
  readonly picked: readonly number[];
  readonly page: number;
  readonly pages: number;
}

export function placesScreen(facts: PlacesFacts, note: Html | null, t: Translate): Screen {
  const { broadcast, kind, typed, places, total, picked, page } = facts;
  const said =
    typed === null
      ? t(`audience.askPlaces_${kind}`)
      : places.length === 0
        ? t('audience.placesNone', { typed })
        : t('audience.placesFound', { typed, count: total });
  return {
    text: lines(note, said),
    rows: [
      ...places.map((place): Button[] => {
        const on = picked.includes(place.id);
        const name = shortNameIn(place, t);
        return [
          {
            label: fitLabel(on ? t.plain('audience.ticked', { what: name }) : name),
            press: audiencePlaceButton.press({ broadcast, kind, place: place.id, on: on ? '0' : '1', page }),
          },
        ];
      }),
      ...pagerRows(facts, (to) => audiencePlacesButton.press({ broadcast, kind, page: to }), t),
      ...(typed === null
        ? []
        : [
            [
              {
                label: t.plain('audience.allPlaces'),
                press: audienceAllPlacesButton.press({ broadcast, kind }),
              },
            ],
          ]),
      [picked.length > 0 ? done(broadcast, t) : back(broadcast, t)],
    ],
  };
}

export function interestsScreen({ broadcast, picks }: AudienceFacts, t: Translate): Screen {
  const kinds = activityKinds.map((kind): Button => {
    const on = picks.interests.includes(kind);
    const label = t.plain(`kind.${kind}`);
    return {
      label: on ? t.plain('audience.ticked', { what: label }) : label,
      press: audienceInterestButton.press({ broadcast, kind, on: on ? '0' : '1' }),
    };
  });
  return {
    text: t('audience.askKinds'),
    rows: [...grid(kinds, 2), [picks.interests.length > 0 ? done(broadcast, t) : back(broadcast, t)]],
  };
}

function done(broadcast: BroadcastId, t: Translate): Button {
  return { label: t.plain('audience.picked'), press: audienceButton.press({ broadcast }), style: 'primary' };
}

function back(broadcast: BroadcastId, t: Translate): Button {
  return { label: t.plain('common.back'), press: audienceButton.press({ broadcast }) };
}

const perPage = 6;

export function savedScreen(
  {
    broadcast,
    as,
    page,
  }: { readonly broadcast: BroadcastId; readonly as: 'use' | 'keep'; readonly page: number },
  saved: readonly NamedAudience[],
  note: Html | null,
  t: Translate,
): Screen {
  if (saved.length === 0) return { text: lines(note, t('audience.savedNone')), rows: [[back(broadcast, t)]] };
  const { shown, ...at } = pageOf(saved, page, perPage);
  const other = as === 'use' ? 'keep' : 'use';
  return {
    text: lines(note, as === 'use' ? t('audience.savedList') : t('audience.savedKeep')),
    rows: [
      ...shown.map(({ id: audience, name }): Button[] =>
        as === 'use'
          ? [{ label: fitLabel(name), press: useAudienceButton.press({ broadcast, audience }) }]
          : [
              { label: fitLabel(name, 12), press: renameAudienceButton.press({ broadcast, audience }) },
              {
                label: t.plain('audience.remove'),
                press: dropAudienceAskButton.press({ broadcast, audience }),
              },
            ],
      ),
      ...pagerRows(at, (to) => savedAudiencesButton.press({ broadcast, page: to, as }), t),
      [
        {
          label: t.plain(`audience.${other}`),
          press: savedAudiencesButton.press({ broadcast, page: at.page, as: other }),
        },
      ],
      [back(broadcast, t)],
    ],
  };
}

export function nameScreen(broadcast: BroadcastId, ask: Html, note: Html | null, t: Translate): Screen {
  return { text: lines(note, ask), rows: [[back(broadcast, t)]] };
}

export function dropScreen(
  broadcast: BroadcastId,
  { id: audience, name }: NamedAudience,
  t: Translate,
): Screen {
  return {
    text: t('audience.removeAsk', { name }),
    rows: [
      [
        {
          label: t.plain('audience.removeYes'),
          press: dropAudienceButton.press({ broadcast, audience }),
          style: 'danger',
        },
      ],
      [
        {
          label: t.plain('audience.removeNo'),
          press: savedAudiencesButton.press({ broadcast, page: 0, as: 'keep' }),
        },
      ],
    ],
  };
}
