import { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Conversation } from '../../bot/conversation.ts';
import { say, show } from '../../bot/reply.ts';
import type { BuildingId, PersonId, StreetId, UnionId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { clearMatch } from '../../domain/search/rank.ts';
import type { Work } from '../../domain/work.ts';
import type { FindPlaces } from '../../services/find-places.ts';
import { buildingButton, findButton, unionButton, unionMoreButton } from '../buttons.ts';
import { addBrowsing, type BrowseDeps } from './browse.ts';
import { allOfStreetRow } from './browse-view.ts';
import { addNearest, type NearestDeps } from './nearest.ts';
import { addPosters, type PosterDeps } from './poster.ts';
import {
  askScreen,
  hintScreen,
  matchesScreen,
  noneOfTheseRow,
  nothingFoundScreen,
  type PlaceFacts,
  placeScreen,
  type UnionFacts,
  unionScreen,
} from './view.ts';

export interface FindDeps extends NearestDeps, BrowseDeps, PosterDeps {
  readonly findPlaces: FindPlaces;
  readonly placeCard: (work: Work, building: BuildingId) => Promise<PlaceFacts | undefined>;
  readonly unionCard: (work: Work, union: UnionId) => Promise<UnionFacts | undefined>;
  readonly buildingByCode: (work: Work, code: string) => Promise<BuildingId | undefined>;
  readonly streetNamed: (
    work: Work,
    street: StreetId,
  ) => Promise<(Named & { readonly id: StreetId }) | undefined>;
  readonly unionByCode: (work: Work, code: string) => Promise<UnionId | undefined>;
  /** Whether joining is worth offering: not to members, nor to those who wait for an answer. */
  readonly mayJoin: (work: Work, person: PersonId) => Promise<boolean>;
}

/** Finding a building and its union: by command, by typing, by the lobby's code. */
export function findConversation(
  deps: FindDeps,
): Conversation & { readonly search: (ctx: BotContext) => Promise<void> } {
  const composer = new Composer<BotContext>();

  const ask = (ctx: BotContext) => {
    // What she types next is a building, not an answer to something half done.
    ctx.dialogues.pause();
    show(ctx, askScreen(ctx.t));
  };
  composer.command('find', async (ctx) => {
    const typed = ctx.typed?.replace(/^\/find(@\w+)?\s*/u, '');
    return typed ? search(ctx, typed) : ask(ctx);
  });
  onPress(composer, findButton, ask);
  onPress(composer, buildingButton, (ctx, { building }) => showPlace(ctx, building));
  onPress(composer, unionButton, (ctx, { union }) => showUnion(ctx, union, null));
  onPress(composer, unionMoreButton, (ctx, { union, building }) => showUnion(ctx, union, building));

  addNearest(composer, deps);
  addBrowsing(composer, deps);
  const posters = addPosters(composer, deps);

  async function showPlace(ctx: BotContext, building: BuildingId): Promise<void> {
    const place = await deps.placeCard(ctx.work, building);
    if (!place) return ask(ctx);
    const card = placeScreen(place, await deps.mayJoin(ctx.work, ctx.person.id), ctx.t);
    show(ctx, await posters.ofBuilding(ctx, building, card));
  }

  async function showUnion(ctx: BotContext, union: UnionId, at: BuildingId | null): Promise<void> {
    const card = await deps.unionCard(ctx.work, union);
    if (!card) return ask(ctx);
    const only = card.buildings.length === 1 ? card.buildings[0]?.id : undefined;
    if (at === null && only !== undefined) return showPlace(ctx, only);
    const screen = unionScreen(card, at, await deps.mayJoin(ctx.work, ctx.person.id), ctx.t);
    show(ctx, await posters.ofUnion(ctx, union, screen));
  }

  async function search(ctx: BotContext, typed: string): Promise<void> {
    const { matches, names, tooSlow, street } = await deps.findPlaces(ctx.work, typed);
    if (tooSlow) return say(ctx, hintScreen(ctx.t('find.tooSlow'), ctx.t));
    const clear = clearMatch(matches);
    if (clear) return showPlace(ctx, clear.building);
    const named = street === undefined ? undefined : await deps.streetNamed(ctx.work, street);
    const wholeStreet = named ? [allOfStreetRow(named, ctx.t)] : [];
    if (matches.length > 0) {
      const which = matchesScreen(matches, names, ctx.t);
      return say(ctx, {
        ...which,
        rows: [...(which.rows ?? []), ...wholeStreet, noneOfTheseRow(typed, ctx.t)],
      });
    }
    say(ctx, nothingFoundScreen(typed, ctx.t));
  }

  return {
    middleware: composer.middleware(),
    links: {
      // From what stands above `@bot …`.
      f: ask,
      b: async (ctx, code) => {
        const building = await deps.buildingByCode(ctx.work, code);
        if (building) return showPlace(ctx, building);
        say(ctx, hintScreen(ctx.t('find.goneBuilding'), ctx.t));
      },
      u: async (ctx, code) => {
        const union = await deps.unionByCode(ctx.work, code);
        if (union) return showUnion(ctx, union, null);
        say(ctx, hintScreen(ctx.t('find.goneBuilding'), ctx.t));
      },
    },
    search: async (ctx) => {
      if (ctx.typed !== undefined) await search(ctx, ctx.typed);
      else say(ctx, hintScreen(ctx.t('find.noneUnreadable'), ctx.t));
    },
  };
}
