import type { Conversation } from './bot/conversation.ts';
import { comingIn } from './db/queries/drafts.ts';
import { scopeNames } from './db/queries/scopes.ts';
import { readSetting } from './db/queries/settings.ts';
import type { Vault } from './db/vault.ts';
import { readOf } from './db/work.ts';
import type { Language } from './domain/language.ts';
import { quietUntil } from './domain/quiet-hours.ts';
import { audienceConversation } from './handlers/audience/index.ts';
import { audiencePartOf } from './handlers/audience/part.ts';
import { broadcastsConversation } from './handlers/broadcasts/index.ts';
import { composeConversation } from './handlers/compose/index.ts';
import { releaseConversation } from './handlers/release/index.ts';
import { releasePart } from './handlers/release/part.ts';
import { settingsConversation } from './handlers/settings/index.ts';
import { timingConversation } from './handlers/timing/index.ts';
import type { Translations } from './i18n/index.ts';
import { createChangeSaved } from './services/audience/change-saved.ts';
import { createListAudiences } from './services/audience/list-audiences.ts';
import { listPlaces } from './services/audience/list-places.ts';
import { pickAudience } from './services/audience/pick-audience.ts';
import { createReadAudience, describeAudience } from './services/audience/read-audience.ts';
import { createSaveAudience } from './services/audience/save-audience.ts';
import { useAudience } from './services/audience/use-audience.ts';
import { changeBroadcast } from './services/change-broadcast.ts';
import { changeSetting, readSettings } from './services/change-setting.ts';
import { createApplyRevision } from './services/compose/apply-revision.ts';
import { changeDraft } from './services/compose/change-draft.ts';
import { createDraft } from './services/compose/create-draft.ts';
import { dropDraft } from './services/compose/drop-draft.ts';
import { listDrafts } from './services/compose/list-drafts.ts';
import { readDraft } from './services/compose/read-draft.ts';
import { tryDraft } from './services/compose/try-draft.ts';
import { orderDeliveryList } from './services/order-delivery-list.ts';
import { createReadBroadcast } from './services/read-broadcast.ts';
import { createAskRelease } from './services/release/ask-release.ts';
import { createReadPlan } from './services/release/read-plan.ts';
import { createReleaseBroadcast } from './services/release/release-broadcast.ts';
import { returnDraft } from './services/release/return-draft.ts';
import { createDecideBroadcastSlot } from './services/series/decide-slot.ts';
import { createReadTiming } from './services/series/read-timing.ts';
import { createSetTiming } from './services/series/set-timing.ts';
import { createSteerSeries } from './services/series/steer-series.ts';
import { steerBroadcast } from './services/steer-broadcast.ts';

/** What officers write to many, from the first word to the report: each part of its page is a conversation of its own. */
export function createBroadcastConversations({
  vault,
  translations,
  timeZone,
  languageDefault,
  perSecond,
}: {
  readonly vault: Vault;
  readonly translations: Translations;
  readonly timeZone: string;
  readonly languageDefault: Language;
  /** So many messages a second go out: when a send will be done. */
  readonly perSecond: number;
}): readonly Conversation[] {
  const timing = timingConversation({
    readTiming: createReadTiming({ timeZone }),
    setTiming: createSetTiming({ timeZone }),
    steerSeries: createSteerSeries({ timeZone }),
    decideSlot: createDecideBroadcastSlot({ timeZone, languageDefault }),
    timeZone,
  });
  const settings = settingsConversation({ readSettings, changeSetting });

  const compose = composeConversation({
    listDrafts,
    readDraft,
    createDraft,
    changeDraft,
    dropDraft,
    tryDraft,
    applyRevision: createApplyRevision({ changeBroadcast }),
    scopeNames: (work, scopes) => scopeNames(readOf(work), scopes),
    comingIn: (work, scope) => comingIn(readOf(work), scope, work.now),
    // To whom, when, and its release, in the order of the page.
    parts: [audiencePartOf(describeAudience), timing.part, releasePart],
    translations,
    timeZone,
  });

  const { showDraft } = compose;
  const audience = audienceConversation({
    readAudience: createReadAudience(languageDefault),
    pickAudience,
    listPlaces,
    listAudiences: createListAudiences({ vault }),
    saveAudience: createSaveAudience({ vault }),
    useAudience,
    changeSaved: createChangeSaved({ vault }),
    showDraft,
  });

  const assessing = { languageDefault, timeZone, perSecond };
  const release = releaseConversation({
    readPlan: createReadPlan(assessing),
    askRelease: createAskRelease(assessing),
    releaseBroadcast: createReleaseBroadcast(assessing),
    returnDraft,
    showDraft,
  });

  const broadcasts = broadcastsConversation({
    readBroadcast: createReadBroadcast({
      timeZone,
      quietUntil: async (work) =>
        quietUntil(work.now, await readSetting(readOf(work), 'quietHours'), timeZone),
    }),
    steerBroadcast,
    changeBroadcast,
    orderDeliveryList,
  });

  return [compose, audience, timing, release, broadcasts, settings];
}
