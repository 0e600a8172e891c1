import type { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { DialogueConversation } from '../../bot/conversation.ts';
import { answerOldButton, startAgain } from '../../bot/create-bot.ts';
import { show } from '../../bot/reply.ts';
import type { BuildingId, OutreachId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { daysBefore, OutreachWords, outreachDaysBack } from '../../domain/outreach.ts';
import { dateIn, instantAt } from '../../domain/schedule.ts';
import type { Work } from '../../domain/work.ts';
import type { Html } from '../../i18n/index.ts';
import type { NoteOutreach } from '../../services/wishes/note-outreach.ts';
import type { OpenDemand } from '../../services/wishes/open-demand.ts';
import {
  outreachDayButton,
  outreachLeaveButton,
  outreachNoteButton,
  outreachSaveButton,
} from '../buttons.ts';
import { type OutreachState, outreachDialogue } from './dialogue.ts';
import type { DemandScreens } from './index.ts';
import { outreachScreen, wordsUnread } from './outreach-view.ts';
import { notYoursScreen } from './view.ts';

export interface OutreachDeps extends DemandScreens {
  /** The building a task is about. */
  readonly buildingOfTask: (
    work: Work,
    task: OutreachId,
  ) => Promise<(Named & { readonly id: BuildingId }) | undefined>;
  readonly openDemand: OpenDemand;
  readonly noteOutreach: NoteOutreach;
  readonly timeZone: string;
}

/** Noting how a visit went: the day, a few words if there are some. */
export function addOutreach(composer: Composer<BotContext>, deps: OutreachDeps): DialogueConversation {
  const today = (ctx: BotContext) => dateIn(ctx.work.now, deps.timeZone);
  const dayOf = (date: string) => instantAt(date, '12:00', deps.timeZone);

  onPress(composer, outreachNoteButton, async (ctx, { task, from, to }) => {
    const building = await deps.buildingOfTask(ctx.work, task);
    // What a street sees to says where people wish for a union.
    const demand =
      building && (await deps.openDemand(ctx.work, ctx.actor, { kind: 'building', building: building.id }));
    if (!building || demand?.type !== 'building') return show(ctx, notYoursScreen(ctx.t));
    const { id, name, nameEn } = building;
    enter(ctx, {
      step: 'askWords',
      task,
      building: id,
      named: { name, nameEn },
      from,
      to,
      on: today(ctx),
      words: null,
    });
  });
  onPress(composer, outreachDayButton, (ctx, { ago }) => {
    const state = stateOf(ctx);
    return state ? enter(ctx, { ...state, on: daysBefore(today(ctx), ago) }) : old(ctx);
  });
  onPress(composer, outreachLeaveButton, (ctx) => {
    const state = stateOf(ctx);
    if (!state) return old(ctx);
    ctx.dialogues.close(outreachDialogue);
    return deps.showDemand(ctx, { kind: 'building', building: state.building });
  });
  onPress(composer, outreachSaveButton, async (ctx) => {
    const state = stateOf(ctx);
    if (!state) return old(ctx);
    const { task, from, to, on, words, building } = state;
    const outcome = await deps.noteOutreach(ctx.work, ctx.actor, { task, from, to, on, words });
    const { t } = ctx;
    if (outcome.type === 'oddDay')
      return enter(ctx, { ...state, on: today(ctx) }, t('demand.oddDay', { days: outreachDaysBack }));
    ctx.dialogues.close(outreachDialogue);
    const note = {
      noted: t(to === 'founded' ? 'demand.notedFounded' : 'demand.noted'),
      moved: t('demand.moved'),
      notYours: undefined,
    }[outcome.type];
    await deps.showDemand(ctx, { kind: 'building', building }, note);
  });

  function enter(ctx: BotContext, state: OutreachState, hint?: Html): void {
    ctx.dialogues.save(outreachDialogue, state);
    show(ctx, outreachScreen(state, { today: today(ctx), dayOf }, ctx.t, hint));
  }

  function old(ctx: BotContext): Promise<void> {
    return answerOldButton(ctx, () => deps.showList(ctx, 'outreach', 0));
  }

  return {
    kind: outreachDialogue.kind,
    receive(ctx) {
      const state = stateOf(ctx);
      if (!state) return startAgain(ctx, outreachDialogue.kind);
      const words = OutreachWords.safeParse(ctx.typed);
      // Written again before saving: the later words count.
      if (words.success) return enter(ctx, { ...state, step: 'confirmWords', words: words.data });
      enter(ctx, state, wordsUnread(ctx.t));
    },
    resume(ctx) {
      const state = stateOf(ctx);
      return state ? enter(ctx, state) : startAgain(ctx, outreachDialogue.kind);
    },
    title: (ctx) => ctx.t.plain('demand.outreachTitle'),
  };
}

function stateOf(ctx: BotContext): OutreachState | undefined {
  const place = ctx.dialogues.load(outreachDialogue);
  return 'state' in place ? place.state : undefined;
}
