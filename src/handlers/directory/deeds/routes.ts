import type { Composer } from 'telegraf';
import { onPress } from '../../../bot/button.ts';
import type { BotContext } from '../../../bot/context.ts';
import { say, show, toast } from '../../../bot/reply.ts';
import { type CardKind, type Deed, mayDo } from '../../../domain/directory.ts';
import { BuildingId, type StreetId, UnionId } from '../../../domain/ids.ts';
import type { Work } from '../../../domain/work.ts';
import { lines } from '../../../i18n/index.ts';
import type { CloseCard } from '../../../services/directory/close-card.ts';
import type { DissolveUnion } from '../../../services/directory/dissolve-union.ts';
import type { FindKept } from '../../../services/directory/find-kept.ts';
import type { MergeBuildings } from '../../../services/directory/merge-buildings.ts';
import type { MoveBuilding } from '../../../services/directory/move-building.ts';
import type { KeptCard, ReadKeptCard } from '../../../services/directory/read-kept-card.ts';
import {
  closeCardButton,
  dissolveUnionButton,
  mergeBuildingButton,
  mergeIntoButton,
  moveBuildingButton,
  moveBuildingToButton,
  reallyCloseCardButton,
  reallyDissolveButton,
  reallyMergeButton,
  reallyMoveBuildingButton,
} from '../../buttons.ts';
import { searchDialogue, type TwinState } from '../cards/dialogue.ts';
import type { Shown } from '../cards/routes.ts';
import type { ListPage } from '../cards/view.ts';
import {
  closeAskScreen,
  dissolveAskScreen,
  dissolveWhereScreen,
  mergeAskScreen,
  moveAskScreen,
  movePickScreen,
  twinScreen,
  twinsScreen,
  waitingScreen,
} from './view.ts';

export interface DeedDeps {
  readonly readKeptCard: ReadKeptCard;
  readonly closeCard: CloseCard;
  readonly moveBuilding: MoveBuilding;
  readonly mergeBuildings: MergeBuildings;
  readonly dissolveUnion: DissolveUnion;
  readonly findKept: FindKept;
  /** The other unions of a street. */
  readonly unionsInStreet: (
    work: Work,
    street: StreetId,
    without: UnionId | null,
    page: number,
  ) => Promise<ListPage>;
  readonly memberCount: (work: Work, union: UnionId) => Promise<number>;
}

/** What changes more than a field: asked first, then done. Returns what takes the name of a building's twin. */
export function addDeeds(
  composer: Composer<BotContext>,
  deps: DeedDeps,
  shown: Shown,
): {
  readonly twin: (ctx: BotContext, state: TwinState) => Promise<void>;
  readonly askTwin: (ctx: BotContext, state: TwinState) => void;
} {
  const closing = { station: 'closeStation', building: 'closeBuilding', unit: 'closeUnit' } as const;
  onPress(composer, closeCardButton, async (ctx, { kind, id }) => {
    const card = await cardFor(ctx, kind, id, closing[kind]);
    if (card) show(ctx, closeAskScreen(card, kind, ctx.t));
  });
  onPress(composer, reallyCloseCardButton, async (ctx, { kind, id }) => {
    const outcome = await deps.closeCard(ctx.work, ctx.actor, { kind, id });
    switch (outcome.type) {
      case 'closed': {
        const { union, building } = outcome.card;
        const note = ctx.t('directory.closed');
        if (kind !== 'building' && building !== null)
          return shown.card(ctx, { kind: 'building', id: building }, { note });
        return union === null
          ? shown.card(ctx, { kind, id }, { note })
          : shown.card(ctx, { kind: 'union', id: union }, { note });
      }
      case 'applicationsWaiting':
        return show(ctx, waitingScreen({ kind: 'building', id }, outcome.count, ctx.t));
      case 'notYours':
      case 'gone':
        return shown.refused(ctx, outcome.type);
    }
  });

  onPress(composer, moveBuildingButton, async (ctx, { building, page }) => {
    const card = await cardFor(ctx, 'building', building, 'moveBuilding');
    if (!card) return;
    const unions = await deps.unionsInStreet(ctx.work, card.street, card.union, page);
    show(ctx, movePickScreen(card, unions, ctx.t));
  });
  onPress(composer, moveBuildingToButton, async (ctx, { building, from, to }) => {
    const card = await cardFor(ctx, 'building', building, 'moveBuilding');
    if (!card) return;
    if ((card.union ?? 0) !== from) return overtaken(ctx, building);
    const union = to === 0 ? null : await cardFor(ctx, 'union', to, 'moveBuilding');
    if (union === undefined) return;
    show(ctx, moveAskScreen(card, { from, to, named: union && shown.nameOf(union) }, ctx.t));
  });
  onPress(composer, reallyMoveBuildingButton, async (ctx, { building, from, to }) => {
    const unionOf = (id: number) => (id === 0 ? null : UnionId.parse(id));
    const move = { building, seen: unionOf(from), to: unionOf(to) };
    const outcome = await deps.moveBuilding(ctx.work, ctx.actor, move);
    const card = { kind: 'building', id: building } as const;
    switch (outcome.type) {
      case 'moved': {
        const note = lines(
          ctx.t('directory.moved', { count: outcome.members }),
          outcome.told > 0 ? ctx.t('directory.movedTold', { count: outcome.told }) : null,
        );
        return shown.card(ctx, card, { note });
      }
      case 'same':
        return shown.card(ctx, card, { note: ctx.t('directory.same') });
      case 'overtaken':
        return overtaken(ctx, building);
      case 'applicationsWaiting':
        return show(ctx, waitingScreen(card, outcome.count, ctx.t));
      case 'notYours':
      case 'gone':
        return shown.refused(ctx, outcome.type);
    }
  });

  onPress(composer, mergeBuildingButton, async (ctx, { building }) => {
    const card = await cardFor(ctx, 'building', building, 'mergeBuildings');
    if (!card) return;
    askTwin(ctx, { step: 'twin', building, street: card.street, title: shown.nameOf(card) });
  });
  onPress(composer, mergeIntoButton, async (ctx, { from, into }) => {
    const gone = await cardFor(ctx, 'building', from, 'mergeBuildings');
    const stays = gone && (await cardFor(ctx, 'building', into, 'mergeBuildings'));
    if (gone && stays) show(ctx, mergeAskScreen(gone, stays, ctx.t));
  });
  onPress(composer, reallyMergeButton, async (ctx, { from, into }) => {
    const outcome = await deps.mergeBuildings(ctx.work, ctx.actor, { from, into });
    const place = ctx.dialogues.load(searchDialogue);
    if (place.status === 'open' && place.state.step === 'twin') ctx.dialogues.close(searchDialogue);
    switch (outcome.type) {
      case 'merged':
        return shown.card(ctx, { kind: 'building', id: into }, { note: ctx.t('directory.merged') });
      case 'same':
      case 'otherStreet':
        return shown.card(ctx, { kind: 'building', id: from }, { note: ctx.t('directory.mergeOtherStreet') });
      case 'applicationsWaiting':
        return show(ctx, waitingScreen({ kind: 'building', id: from }, outcome.count, ctx.t));
      case 'notYours':
      case 'gone':
        return shown.refused(ctx, outcome.type);
    }
  });

  onPress(composer, dissolveUnionButton, async (ctx, { union, page }) => {
    const card = await cardFor(ctx, 'union', union, 'dissolveUnion');
    if (!card) return;
    if (card.counts.buildings > 0)
      return shown.card(ctx, card, {
        note: ctx.t('directory.stillCovers', { count: card.counts.buildings }),
      });
    const members = await deps.memberCount(ctx.work, union);
    if (members === 0) return show(ctx, dissolveAskScreen(card, ctx.t));
    const unions = await deps.unionsInStreet(ctx.work, card.street, union, page);
    show(ctx, dissolveWhereScreen(card, members, unions, ctx.t));
  });
  onPress(composer, reallyDissolveButton, async (ctx, { union, into }) => {
    const to = into === 0 ? null : UnionId.parse(into);
    const outcome = await deps.dissolveUnion(ctx.work, ctx.actor, { union, into: to });
    const card = { kind: 'union', id: union } as const;
    switch (outcome.type) {
      case 'dissolved':
        return shown.card(ctx, card, { note: ctx.t('directory.dissolved') });
      case 'stillCovers':
        return shown.card(ctx, card, { note: ctx.t('directory.stillCovers', { count: outcome.count }) });
      case 'applicationsWaiting':
        return show(ctx, waitingScreen(card, outcome.count, ctx.t));
      case 'hasMembers': {
        const read = await cardFor(ctx, 'union', union, 'dissolveUnion');
        if (!read) return;
        const unions = await deps.unionsInStreet(ctx.work, read.street, union, 0);
        return show(ctx, dissolveWhereScreen(read, outcome.count, unions, ctx.t));
      }
      case 'notYours':
      case 'gone':
        return shown.refused(ctx, outcome.type);
    }
  });

  /** The card, if it is there and this is hers to do; else she is told so. */
  async function cardFor(
    ctx: BotContext,
    kind: CardKind,
    id: number,
    deed: Deed,
  ): Promise<KeptCard | undefined> {
    const read = await deps.readKeptCard(ctx.work, ctx.actor, { kind, id });
    if (read.type !== 'card' || !mayDo(ctx.actor, deed, read.card)) {
      await shown.refused(ctx, 'notYours');
      return undefined;
    }
    if (read.card.closedOn === null) return read.card;
    await shown.refused(ctx, 'gone');
    return undefined;
  }

  async function overtaken(ctx: BotContext, building: number): Promise<void> {
    toast(ctx, ctx.t.plain('directory.moveOvertaken'));
    return shown.card(ctx, { kind: 'building', id: building });
  }

  function askTwin(ctx: BotContext, state: TwinState): void {
    ctx.dialogues.save(searchDialogue, state);
    show(ctx, twinScreen(state.title, state.building, ctx.t));
  }

  return {
    askTwin,
    async twin(ctx, state) {
      const { typed, t } = ctx;
      const building = BuildingId.parse(state.building);
      if (typed === undefined) return say(ctx, twinScreen(state.title, building, t, t('common.textPlease')));
      const { buildings } = await deps.findKept(ctx.work, ctx.actor, typed);
      const others = buildings.filter(({ id }) => id !== building);
      if (others.length > 0) return say(ctx, twinsScreen(building, others, t));
      const short = [...typed].slice(0, 20).join('');
      say(ctx, twinScreen(state.title, building, t, t('directory.mergeNone', { typed: short })));
    },
  };
}
