import type { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { DialogueConversation } from '../../bot/conversation.ts';
import { answerOldButton, startAgain } from '../../bot/create-bot.ts';
import { show } from '../../bot/reply.ts';
import type { ApplicationId } from '../../domain/ids.ts';
import { instantAt } from '../../domain/schedule.ts';
import { type Html, lines } from '../../i18n/index.ts';
import type { AnswerReviewer } from '../../services/applications/answer-reviewer.ts';
import type { Appeal } from '../../services/applications/appeal.ts';
import type { EditApplication } from '../../services/applications/edit-application.ts';
import type { MyProgress, ReadMyApplication } from '../../services/applications/read-my-application.ts';
import type { SetConfidants } from '../../services/applications/set-confidants.ts';
import { confidantsButton, myApplicationButton, myWordsButton, sendMyWordsButton } from '../buttons.ts';
import { readWords, type WordField, type WordsState, wordsDialogue } from './application-dialogue.ts';
import { progressScreen, unread, wordsScreen } from './application-view.ts';

export interface MyApplicationDeps {
  readonly readMyApplication: ReadMyApplication;
  readonly editApplication: EditApplication;
  readonly answerReviewer: AnswerReviewer;
  readonly appeal: Appeal;
  readonly setConfidants: SetConfidants;
  readonly timeZone: string;
}

/** Her application after she handed it in: where it is, and what she writes about it. Returns the dialogue for that. */
export function addMyApplication(
  composer: Composer<BotContext>,
  deps: MyApplicationDeps,
): DialogueConversation {
  const dayOf = (date: string) => instantAt(date, '12:00', deps.timeZone);

  onPress(composer, myApplicationButton, (ctx, { application }) => {
    ctx.dialogues.pause(wordsDialogue.kind);
    return progress(ctx, application);
  });

  onPress(composer, confidantsButton, async (ctx, { application, to }) => {
    const { type } = await deps.setConfidants(ctx.work, ctx.actor, application, to);
    await progress(ctx, application, type === 'set' ? ctx.t('progress.confidantsSet') : undefined);
  });

  onPress(composer, myWordsButton, async (ctx, { application, field }) => {
    const found = await deps.readMyApplication(ctx.work, ctx.actor, application);
    if (!found || !open(found, field)) return late(ctx, application);
    ask(ctx, { step: 'ask', application, field });
  });

  onPress(composer, sendMyWordsButton, async (ctx, { application }) => {
    const place = ctx.dialogues.load(wordsDialogue);
    const { state } = 'state' in place ? place : { state: undefined };
    if (state?.step !== 'confirm' || state.application !== application)
      return answerOldButton(ctx, () => progress(ctx, application));
    const send = state.field === 'answer' ? deps.answerReviewer : deps.appeal;
    const outcome = await send(ctx.work, ctx.actor, application, state.words);
    ctx.dialogues.close(wordsDialogue);
    if (outcome.type === 'notNow') return late(ctx, application);
    const due = dayOf(outcome.dueOn);
    const said = { due };
    const words =
      outcome.type === 'answered' ? ctx.t('progress.answered', said) : ctx.t('progress.appealed', said);
    await progress(ctx, application, words);
  });

  function open({ may }: MyProgress, field: WordField): boolean {
    if (field === 'answer') return may.answer;
    return field === 'appeal' ? may.appeal : may.edit;
  }

  /** @param line said above it: what has just been done */
  async function progress(ctx: BotContext, id: ApplicationId, line?: Html): Promise<void> {
    const screen = progressScreen(await deps.readMyApplication(ctx.work, ctx.actor, id), dayOf, ctx.t);
    show(ctx, line ? { ...screen, text: lines(line, '', screen.text) } : screen);
  }

  function late(ctx: BotContext, id: ApplicationId): Promise<void> {
    return progress(ctx, id, ctx.t('progress.notNow'));
  }

  function ask(ctx: BotContext, state: WordsState, hint?: Html): void {
    ctx.dialogues.save(wordsDialogue, state);
    show(ctx, wordsScreen(state, ctx.t, hint));
  }

  async function receive(ctx: BotContext): Promise<void> {
    const place = ctx.dialogues.load(wordsDialogue);
    if (!('state' in place)) return startAgain(ctx, wordsDialogue.kind);
    const { application, field } = place.state;
    const words = readWords(field, ctx.typed);
    if (words === undefined) return ask(ctx, place.state, unread(field, ctx.t));
    // Written again before sending: the later words count.
    if (field === 'answer' || field === 'appeal')
      return ask(ctx, { step: 'confirm', application, field, words });
    const edit = {
      name: { field: 'name', name: words },
      phone: { field: 'phone', phone: words },
      unit: { field: 'unit', unit: words },
    } as const;
    const outcome = await deps.editApplication(ctx.work, ctx.actor, application, edit[field]);
    ctx.dialogues.close(wordsDialogue);
    await (outcome.type === 'edited'
      ? progress(ctx, application, ctx.t('progress.edited'))
      : late(ctx, application));
  }

  return {
    kind: wordsDialogue.kind,
    receive,
    resume(ctx) {
      const place = ctx.dialogues.load(wordsDialogue);
      return 'state' in place ? ask(ctx, place.state) : startAgain(ctx, wordsDialogue.kind);
    },
    title: (ctx) => ctx.t.plain('progress.formTitle'),
  };
}
