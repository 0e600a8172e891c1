import type { Composer } from 'telegraf';
import { onPress } from '../../../bot/button.ts';
import type { BotContext } from '../../../bot/context.ts';
import { say, show, toast } from '../../../bot/reply.ts';
import { pageOf } from '../../../bot/widgets/pager.ts';
import { isStaff, type Scope } from '../../../domain/actor.ts';
import type { CardKind } from '../../../domain/directory.ts';
import type { BuildingId, UnionId } from '../../../domain/ids.ts';
import type { Named, Words } from '../../../domain/language.ts';
import type { Work } from '../../../domain/work.ts';
import type { FindKept } from '../../../services/directory/find-kept.ts';
import type { ReadHistory } from '../../../services/directory/read-history.ts';
import type { KeptCard, ReadKeptCard } from '../../../services/directory/read-kept-card.ts';
import type { RemoveAlias } from '../../../services/directory/remove-alias.ts';
import type { TakeBackChange } from '../../../services/directory/take-back-change.ts';
import {
  keepButton,
  keptBuildingsButton,
  keptCardButton,
  keptHistoryButton,
  keptNamesButton,
  keptStationsButton,
  keptStreetsButton,
  keptUnitsButton,
  removeNameButton,
  takeBackChangeButton,
} from '../../buttons.ts';

import { historyScreen } from '../history/view.ts';
import { searchDialogue } from './dialogue.ts';
import {
  buildingsScreen,
  cardScreen,
  foundScreen,
  homeScreen,
  type ListPage,
  nameOf,
  namesScreen,
  type Said,
  stationsScreen,
  streetsScreen,
  toHome,
  type UnitList,
  unitsScreen,
} from './view.ts';

export interface CardDeps {
  readonly readKeptCard: ReadKeptCard;
  readonly readHistory: ReadHistory;
  readonly findKept: FindKept;
  readonly removeAlias: RemoveAlias;
  readonly takeBackChange: TakeBackChange;
  readonly unionsAnsweredFor: (
    work: Work,
    scopes: readonly Scope[],
  ) => Promise<readonly (Named & { readonly id: UnionId })[]>;
  /** Streets within scopes, a page at a time. */
  readonly streetsWithin: (work: Work, scopes: readonly Scope[], page: number) => Promise<ListPage>;
  readonly stationsOf: (
    work: Work,
    union: UnionId,
  ) => Promise<readonly { readonly id: number; readonly place: Words; readonly building: Named }[]>;
  readonly coveredBuildings: (work: Work, union: UnionId, page: number) => Promise<ListPage>;
  readonly unitsPage: (work: Work, building: BuildingId, page: number) => Promise<UnitList>;
  readonly aliasesOf: (
    work: Work,
    building: BuildingId,
  ) => Promise<readonly { readonly id: number; readonly name: string; readonly kind: 'alias' | 'old' }[]>;
}

interface Ref {
  readonly kind: CardKind;
  readonly id: number;
}

/** How the other parts of the conversation show a card, or why they can't. */
export interface Shown {
  home(ctx: BotContext): Promise<void>;
  card(ctx: BotContext, ref: Ref, said?: Said): Promise<void>;
  notYours(ctx: BotContext): Promise<void>;
  refused(ctx: BotContext, why: 'notYours' | 'gone'): Promise<void>;
  nameOf(card: KeptCard): Named;
}

const pageSize = 8;

/** Finding a card and reading it, with what hangs on it and its history. */
export function addCards(
  composer: Composer<BotContext>,
  deps: CardDeps,
): Shown & { search(ctx: BotContext): Promise<void> } {
  onPress(composer, keepButton, (ctx, { page }) => home(ctx, page));
  onPress(composer, keptStreetsButton, async (ctx, { page }) => {
    const streets = await deps.streetsWithin(ctx.work, ctx.actor.scopes, page);
    const [only, other] = streets.listed;
    if (!only) return refused(ctx, 'notYours');
    if (!other && streets.pages === 1) return card(ctx, { kind: 'street', id: only.id });
    show(ctx, streetsScreen(streets, ctx.t));
  });
  onPress(composer, keptCardButton, (ctx, ref) => card(ctx, ref));
  onPress(composer, keptStationsButton, async (ctx, { union }) => {
    const read = await readOr(ctx, { kind: 'union', id: union });
    if (read) show(ctx, stationsScreen(read, await deps.stationsOf(ctx.work, union), ctx.t));
  });
  onPress(composer, keptBuildingsButton, async (ctx, { union, page }) => {
    const read = await readOr(ctx, { kind: 'union', id: union });
    if (read) show(ctx, buildingsScreen(read, await deps.coveredBuildings(ctx.work, union, page), ctx.t));
  });
  onPress(composer, keptUnitsButton, async (ctx, { building, page }) => {
    const read = await readOr(ctx, { kind: 'building', id: building });
    if (read) show(ctx, unitsScreen(read, await deps.unitsPage(ctx.work, building, page), ctx.t));
  });
  onPress(composer, keptNamesButton, (ctx, { building }) => names(ctx, building));
  onPress(composer, removeNameButton, async (ctx, { id }) => {
    const outcome = await deps.removeAlias(ctx.work, ctx.actor, id);
    if (outcome.type !== 'removed') return refused(ctx, outcome.type);
    toast(ctx, ctx.t.plain('directory.nameRemoved'));
    return names(ctx, outcome.building);
  });
  onPress(composer, keptHistoryButton, async (ctx, { kind, id, page }) => {
    const read = await deps.readHistory(ctx.work, ctx.actor, { kind, id }, page);
    if (read.type !== 'history') return refused(ctx, read.type);
    show(ctx, historyScreen({ kind, id, of: read.of }, read.history, ctx.t));
  });
  onPress(composer, takeBackChangeButton, async (ctx, { change }) => {
    const outcome = await deps.takeBackChange(ctx.work, ctx.actor, change);
    if (outcome.type === 'takenBack') return card(ctx, outcome, { note: ctx.t('directory.takenBack') });
    if (outcome.type !== 'tooLate') return refused(ctx, outcome.type);
    toast(ctx, ctx.t.plain('directory.takeBackLate'), true);
  });

  async function home(ctx: BotContext, page = 0): Promise<void> {
    if (!isStaff(ctx.actor)) return refused(ctx, 'notYours');
    ctx.dialogues.save(searchDialogue, { step: 'search' });
    const [unions, streets] = await Promise.all([
      deps.unionsAnsweredFor(ctx.work, ctx.actor.scopes),
      deps.streetsWithin(ctx.work, ctx.actor.scopes, 0),
    ]);
    const { shown, ...where } = pageOf(unions, page, pageSize);
    show(ctx, homeScreen({ listed: shown, ...where }, streets.listed.length > 0, ctx.t));
  }

  async function card(ctx: BotContext, ref: Ref, said: Said = {}): Promise<void> {
    const read = await readOr(ctx, ref);
    if (read) show(ctx, cardScreen(read, said, ctx.t));
  }

  async function names(ctx: BotContext, building: BuildingId): Promise<void> {
    const read = await readOr(ctx, { kind: 'building', id: building });
    if (read) show(ctx, namesScreen(read, await deps.aliasesOf(ctx.work, building), ctx.t));
  }

  async function readOr(ctx: BotContext, { kind, id }: Ref): Promise<KeptCard | undefined> {
    const read = await deps.readKeptCard(ctx.work, ctx.actor, { kind, id });
    if (read.type === 'card') return read.card;
    await refused(ctx, read.type);
    return undefined;
  }

  async function refused(ctx: BotContext, why: 'notYours' | 'gone'): Promise<void> {
    show(ctx, { text: ctx.t(`directory.${why}`), rows: [[toHome(ctx.t)]] });
  }

  return {
    home: (ctx) => home(ctx),
    card,
    refused,
    notYours: (ctx) => refused(ctx, 'notYours'),
    nameOf,
    async search(ctx) {
      const { typed } = ctx;
      if (!isStaff(ctx.actor)) {
        // Her role was taken back meanwhile: what she writes next is a worker's question.
        ctx.dialogues.close(searchDialogue);
        return refused(ctx, 'notYours');
      }
      if (typed === undefined) return say(ctx, { text: ctx.t('common.textPlease'), rows: [[toHome(ctx.t)]] });
      const found = await deps.findKept(ctx.work, ctx.actor, typed);
      const [union, ...unions] = found.unions;
      const [building, ...buildings] = found.buildings;
      const only = unions.length + buildings.length === 0 && !(union && building);
      if (only && union) return card(ctx, { kind: 'union', id: union.id });
      if (only && building) return card(ctx, { kind: 'building', id: building.id });
      show(ctx, foundScreen(found, typed, ctx.t));
    },
  };
}
