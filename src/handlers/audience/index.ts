import { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Conversation } from '../../bot/conversation.ts';
import { show, toast } from '../../bot/reply.ts';
import type { Pick } from '../../domain/audience-picks.ts';
import { type AudienceId, type BroadcastId, BuildingId, StreetId, UnionId } from '../../domain/ids.ts';
import type { Html } from '../../i18n/index.ts';
import type { ChangeSaved } from '../../services/audience/change-saved.ts';
import type { ListAudiences, NamedAudience } from '../../services/audience/list-audiences.ts';
import type { ListPlaces } from '../../services/audience/list-places.ts';
import type { PickAudience } from '../../services/audience/pick-audience.ts';
import type { AudienceFacts, ReadAudience } from '../../services/audience/read-audience.ts';
import type { SaveAudience } from '../../services/audience/save-audience.ts';
import type { UseAudience } from '../../services/audience/use-audience.ts';
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
  dropAudienceAskButton,
  dropAudienceButton,
  renameAudienceButton,
  saveAudienceButton,
  savedAudiencesButton,
  useAudienceButton,
} from '../buttons.ts';
import type { ShowDraft } from '../draft-part.ts';
import { type AudienceState, audienceDialogue } from './dialogue.ts';
import {
  audienceScreen,
  dropScreen,
  interestsScreen,
  nameScreen,
  type PlaceKind,
  placesScreen,
  savedScreen,
} from './view.ts';

export interface AudienceDeps {
  readonly readAudience: ReadAudience;
  readonly pickAudience: PickAudience;
  readonly listPlaces: ListPlaces;
  readonly listAudiences: ListAudiences;
  readonly saveAudience: SaveAudience;
  readonly useAudience: UseAudience;
  readonly changeSaved: ChangeSaved;
  readonly showDraft: ShowDraft;
}

/** “给谁”: whom a broadcast is for. Each tap is kept, and says how many that means. */
export function audienceConversation(deps: AudienceDeps): Conversation {
  const composer = new Composer<BotContext>();

  onPress(composer, audienceButton, (ctx, { broadcast }) => see(ctx, broadcast));
  onPress(composer, audienceOnlyButton, (ctx, { broadcast, only, on }) =>
    pick(ctx, broadcast, { what: 'only', only, on: on === '1' }),
  );
  onPress(composer, audienceEverybodyButton, (ctx, { broadcast }) =>
    pick(ctx, broadcast, { what: 'everybody' }),
  );
  onPress(composer, audienceInterestsButton, (ctx, { broadcast }) => interests(ctx, broadcast));
  onPress(composer, audienceInterestButton, async (ctx, { broadcast, kind, on }) => {
    if (await picked(ctx, broadcast, { what: 'interest', kind, on: on === '1' }))
      await interests(ctx, broadcast);
  });
  onPress(composer, audiencePlacesButton, (ctx, { broadcast, kind, page }) =>
    places(ctx, broadcast, kind, { page, typed: typedFor(ctx, broadcast, kind) }),
  );
  onPress(composer, audienceAllPlacesButton, (ctx, { broadcast, kind }) =>
    places(ctx, broadcast, kind, { page: 0, typed: null }),
  );
  onPress(composer, audiencePlaceButton, async (ctx, { broadcast, kind, place, on, page }) => {
    if (await picked(ctx, broadcast, placePick(kind, place, on === '1')))
      await places(ctx, broadcast, kind, { page, typed: typedFor(ctx, broadcast, kind) });
  });
  onPress(composer, audienceDoneButton, async (ctx, { broadcast }) => {
    const facts = await read(ctx, broadcast);
    if (!facts) return;
    if (!facts.chosen && !(await picked(ctx, broadcast, { what: 'everybody' }))) return;
    ctx.dialogues.close(audienceDialogue);
    await deps.showDraft(ctx, broadcast);
  });

  onPress(composer, savedAudiencesButton, (ctx, { broadcast, page, as }) => saved(ctx, broadcast, as, page));
  onPress(composer, useAudienceButton, async (ctx, { broadcast, audience }) => {
    const used = await deps.useAudience(ctx.work, ctx.actor, { broadcast, audience });
    if (used.type === 'notYours') return notYours(ctx, broadcast);
    toast(ctx, ctx.t.plain(`audience.${used.type}`));
    return used.type === 'used' ? see(ctx, broadcast) : saved(ctx, broadcast, 'use', 0);
  });
  onPress(composer, saveAudienceButton, (ctx, { broadcast }) => ask(ctx, { step: 'name', broadcast }));
  onPress(composer, renameAudienceButton, (ctx, { broadcast, audience }) =>
    ask(ctx, { step: 'rename', broadcast, audience }),
  );
  onPress(composer, dropAudienceAskButton, async (ctx, { broadcast, audience }) => {
    const found = await one(ctx, broadcast, audience);
    if (found) show(ctx, dropScreen(broadcast, found, ctx.t));
  });
  onPress(composer, dropAudienceButton, async (ctx, { broadcast, audience }) => {
    const dropped = await deps.changeSaved(ctx.work, ctx.actor, { audience, change: 'drop' });
    toast(ctx, ctx.t.plain(dropped.type === 'changed' ? 'audience.removed' : 'audience.gone'));
    await saved(ctx, broadcast, 'keep', 0);
  });

  async function read(ctx: BotContext, broadcast: BroadcastId): Promise<AudienceFacts | null> {
    const facts = await deps.readAudience(ctx.work, ctx.actor, broadcast);
    if (facts && facts.status !== 'released') return facts;
    await notYours(ctx, broadcast);
    return null;
  }

  async function see(ctx: BotContext, broadcast: BroadcastId, note: Html | null = null): Promise<void> {
    const facts = await read(ctx, broadcast);
    if (!facts) return;
    ctx.dialogues.close(audienceDialogue);
    show(ctx, audienceScreen(facts, note, ctx.t));
  }

  async function pick(ctx: BotContext, broadcast: BroadcastId, one: Pick): Promise<void> {
    if (await picked(ctx, broadcast, one)) await see(ctx, broadcast);
  }

  /** @returns false when she has been told that she can't change it */
  async function picked(ctx: BotContext, broadcast: BroadcastId, one: Pick): Promise<boolean> {
    const outcome = await deps.pickAudience(ctx.work, ctx.actor, { broadcast, pick: one });
    switch (outcome.type) {
      case 'picked':
        return true;
      case 'tooMany':
      case 'elsewhere':
        toast(ctx, ctx.t.plain(`audience.${outcome.type}`), true);
        return true;
      case 'notYours':
        await notYours(ctx, broadcast);
        return false;
    }
  }

  async function interests(ctx: BotContext, broadcast: BroadcastId): Promise<void> {
    const facts = await read(ctx, broadcast);
    if (facts) show(ctx, interestsScreen(facts, ctx.t));
  }

  async function places(
    ctx: BotContext,
    broadcast: BroadcastId,
    kind: PlaceKind,
    { page, typed }: { readonly page: number; readonly typed: string | null },
    note: Html | null = null,
  ): Promise<void> {
    const facts = await read(ctx, broadcast);
    const listed = facts && (await deps.listPlaces(ctx.work, ctx.actor, { broadcast, kind, typed, page }));
    if (!listed) return;
    ctx.dialogues.save(audienceDialogue, { step: 'places', broadcast, kind, typed });
    const chosen = facts.places[kind].map(({ id }) => id);
    show(ctx, placesScreen({ broadcast, kind, typed, picked: chosen, ...listed }, note, ctx.t));
  }

  function typedFor(ctx: BotContext, broadcast: BroadcastId, kind: PlaceKind): string | null {
    const place = ctx.dialogues.load(audienceDialogue);
    if (place.status === 'none' || place.status === 'outdated' || place.state.step !== 'places') return null;
    return place.state.broadcast === broadcast && place.state.kind === kind ? place.state.typed : null;
  }

  async function saved(
    ctx: BotContext,
    broadcast: BroadcastId,
    as: 'use' | 'keep',
    page: number,
    note: Html | null = null,
  ): Promise<void> {
    const all = await deps.listAudiences(ctx.work, ctx.actor, broadcast);
    if (!all) return notYours(ctx, broadcast);
    ctx.dialogues.close(audienceDialogue);
    show(ctx, savedScreen({ broadcast, as, page }, all, note, ctx.t));
  }

  async function one(
    ctx: BotContext,
    broadcast: BroadcastId,
    audience: AudienceId,
  ): Promise<NamedAudience | undefined> {
    const all = await deps.listAudiences(ctx.work, ctx.actor, broadcast);
    if (!all) {
      await notYours(ctx, broadcast);
      return undefined;
    }
    const found = all.find(({ id }) => id === audience);
    if (!found) {
      toast(ctx, ctx.t.plain('audience.gone'));
      await saved(ctx, broadcast, 'keep', 0);
    }
    return found;
  }

  async function ask(
    ctx: BotContext,
    state: Exclude<AudienceState, { step: 'places' }>,
    note: Html | null = null,
  ): Promise<void> {
    const { broadcast } = state;
    if (state.step === 'rename') {
      const found = await one(ctx, broadcast, state.audience);
      if (!found) return;
      ctx.dialogues.save(audienceDialogue, state);
      return show(ctx, nameScreen(broadcast, ctx.t('audience.askRename', { name: found.name }), note, ctx.t));
    }
    if (!(await read(ctx, broadcast))) return;
    ctx.dialogues.save(audienceDialogue, state);
    show(ctx, nameScreen(broadcast, ctx.t('audience.askName'), note, ctx.t));
  }

  async function named(
    ctx: BotContext,
    state: Exclude<AudienceState, { step: 'places' }>,
    name: string,
  ): Promise<void> {
    const { t } = ctx;
    const { broadcast } = state;
    if (state.step === 'rename') {
      const { audience } = state;
      const changed = await deps.changeSaved(ctx.work, ctx.actor, { audience, change: { name } });
      if (changed.type === 'unreadName' || changed.type === 'taken')
        return ask(ctx, state, t(`audience.${changed.type}`));
      const note = changed.type === 'changed' ? t('audience.renamed') : t('audience.gone');
      return saved(ctx, broadcast, 'keep', 0, note);
    }
    const kept = await deps.saveAudience(ctx.work, ctx.actor, { broadcast, name });
    switch (kept.type) {
      case 'saved':
        return see(
          ctx,
          broadcast,
          t(kept.again ? 'audience.savedAgain' : 'audience.savedAs', { name: kept.name }),
        );
      case 'unreadName':
        return ask(ctx, state, t('audience.unreadName'));
      case 'nothingChosen':
      case 'full':
        return see(ctx, broadcast, t(`audience.${kept.type}`));
      case 'notYours':
        return notYours(ctx, broadcast);
    }
  }

  function notYours(ctx: BotContext, broadcast: BroadcastId): Promise<void> {
    ctx.dialogues.close(audienceDialogue);
    return deps.showDraft(ctx, broadcast, ctx.t('audience.notYours'));
  }

  async function receive(ctx: BotContext): Promise<void> {
    const place = ctx.dialogues.load(audienceDialogue);
    if (place.status === 'none' || place.status === 'outdated') return ctx.dialogues.close(audienceDialogue);
    const { state } = place;
    const { typed } = ctx;
    if (typed === undefined) return again(ctx, state, ctx.t('common.textPlease'));
    if (state.step !== 'places') return named(ctx, state, typed);
    const part = typed.trim().slice(0, longestTyped);
    return places(ctx, state.broadcast, state.kind, { page: 0, typed: part === '' ? null : part });
  }

  function again(ctx: BotContext, state: AudienceState, note: Html | null): Promise<void> {
    if (state.step !== 'places') return ask(ctx, state, note);
    const { broadcast, kind, typed } = state;
    return places(ctx, broadcast, kind, { page: 0, typed }, note);
  }

  return {
    middleware: composer.middleware(),
    dialogue: {
      kind: audienceDialogue.kind,
      receive,
      resume(ctx) {
        const place = ctx.dialogues.load(audienceDialogue);
        if (place.status === 'none' || place.status === 'outdated')
          return ctx.dialogues.close(audienceDialogue);
        return again(ctx, place.state, null);
      },
      isEmpty: () => true,
      title: (ctx) => ctx.t.plain('audience.dialogue'),
    },
  };
}

const longestTyped = 40;

function placePick(kind: PlaceKind, place: number, on: boolean): Pick {
  switch (kind) {
    case 'street':
      return { what: kind, id: StreetId.parse(place), on };
    case 'union':
      return { what: kind, id: UnionId.parse(place), on };
    case 'building':
      return { what: kind, id: BuildingId.parse(place), on };
  }
}
