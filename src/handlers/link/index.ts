import { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Conversation } from '../../bot/conversation.ts';
import { answerOldButton } from '../../bot/create-bot.ts';
import { say, show } from '../../bot/reply.ts';
import { instantAt } from '../../domain/schedule.ts';
import type { Html } from '../../i18n/index.ts';
import { nameIn } from '../../i18n/named.ts';
import type { AskAboutRoll, FindOnRoll, LinkRoll } from '../../services/people/link-roll.ts';
import { linkAgreeButton, linkButton, linkNewsButton, linkNotMeButton } from '../buttons.ts';
import { sharedContact } from '../contact.ts';
import { type LinkState, linkDialogue } from './dialogue.ts';
import { applyScreen, askScreen, foundScreen, linkedScreen, toMe } from './view.ts';

export interface LinkDeps {
  readonly findOnRoll: FindOnRoll;
  readonly linkRoll: LinkRoll;
  readonly askAboutRoll: AskAboutRoll;
  readonly timeZone: string;
}

export interface LinkConversation extends Conversation {
  /** To somebody who has just shared her own number while applying: if she stands on a roll, says so. */
  readonly offer: (ctx: BotContext, phone: string) => Promise<boolean>;
}

/** A roll's member writes for the first time: by her own number, shared with Telegram's button, she finds her record. */
export function linkConversation(deps: LinkDeps): LinkConversation {
  const composer = new Composer<BotContext>();
  const dayOf = (date: string) => instantAt(date, '12:00', deps.timeZone);

  onPress(composer, linkButton, (ctx) => {
    show(ctx, { text: ctx.t('people.linkTitle') });
    ask(ctx);
  });

  onPress(composer, linkNewsButton, async (ctx, { on }) => {
    const state = stateOf(ctx);
    if (state?.step !== 'found') return old(ctx);
    await found(ctx, { ...state, news: on === '1' }, show);
  });

  onPress(composer, linkAgreeButton, async (ctx, { version }) => {
    const state = stateOf(ctx);
    if (state?.step !== 'found') return old(ctx);
    const { phone, news, applying } = state;
    const outcome = await deps.linkRoll(ctx.work, ctx.actor, { phone, version, news });
    // New words, which she is to read first.
    if (outcome.type === 'outdated') return found(ctx, state, show);
    ctx.dialogues.close(linkDialogue);
    if (outcome.type === 'gone') return show(ctx, applyScreen(ctx.t('people.linkGone'), applying, ctx.t));
    if (applying) ctx.dialogues.close({ kind: 'join' });
    show(ctx, linkedScreen(outcome.union, news, ctx.t));
  });

  onPress(composer, linkNotMeButton, (ctx) => {
    const state = stateOf(ctx);
    if (state?.step !== 'found') return old(ctx);
    ctx.dialogues.close(linkDialogue);
    show(ctx, applyScreen(ctx.t('people.linkNotMeDone'), state.applying, ctx.t));
  });

  async function receive(ctx: BotContext): Promise<void> {
    const state = stateOf(ctx);
    if (state?.step === 'found') return found(ctx, state, say);
    if (ctx.typed === ctx.t.plain('people.linkLater')) {
      ctx.dialogues.close(linkDialogue);
      return say(ctx, { text: ctx.t('people.linkLeft'), dropKeyboard: true });
    }
    const contact = sharedContact(ctx);
    if (!contact || (contact.own && contact.phone === undefined)) return ask(ctx, ctx.t('people.linkTyped'));
    if (!contact.own || contact.phone === undefined) return ask(ctx, ctx.t('people.linkOther'));
    say(ctx, { text: ctx.t('join.phoneKept'), dropKeyboard: true });
    await look(ctx, contact.phone);
  }

  async function look(ctx: BotContext, phone: string): Promise<void> {
    const outcome = await deps.findOnRoll(ctx.work, ctx.actor, phone);
    if (outcome.type === 'found')
      return found(ctx, { step: 'found', phone, news: false, applying: false }, say);
    ctx.dialogues.close(linkDialogue);
    switch (outcome.type) {
      case 'member':
        return say(ctx, {
          text: ctx.t('people.linkDone', { union: nameIn(outcome.union, ctx.t) }),
          rows: [[toMe(ctx.t)]],
        });
      case 'none':
        return say(ctx, applyScreen(ctx.t('people.linkNone'), false, ctx.t));
      case 'several':
        await deps.askAboutRoll(ctx.work, ctx.actor, phone);
        return say(ctx, applyScreen(ctx.t('people.linkSeveral'), false, ctx.t));
    }
  }

  /** Shows what the roll says now: it may have changed since she asked. */
  async function found(
    ctx: BotContext,
    state: Extract<LinkState, { step: 'found' }>,
    tell: typeof say,
  ): Promise<void> {
    const outcome = await deps.findOnRoll(ctx.work, ctx.actor, state.phone);
    if (outcome.type !== 'found') {
      ctx.dialogues.close(linkDialogue);
      return tell(ctx, applyScreen(ctx.t('people.linkGone'), state.applying, ctx.t));
    }
    ctx.dialogues.save(linkDialogue, state);
    tell(ctx, foundScreen(outcome.entry, state.news, dayOf, ctx.t));
  }

  function ask(ctx: BotContext, hint?: Html): void {
    ctx.dialogues.save(linkDialogue, { step: 'ask' });
    say(ctx, askScreen(ctx.t, hint));
  }

  function stateOf(ctx: BotContext): LinkState | undefined {
    const place = ctx.dialogues.load(linkDialogue);
    return 'state' in place ? place.state : undefined;
  }

  function old(ctx: BotContext): Promise<void> {
    return answerOldButton(ctx, () => show(ctx, { text: ctx.t('people.linkGone'), rows: [[toMe(ctx.t)]] }));
  }

  return {
    middleware: composer.middleware(),
    dialogue: {
      kind: linkDialogue.kind,
      receive,
      resume: async (ctx) => {
        const state = stateOf(ctx);
        await (state?.step === 'found' ? found(ctx, state, say) : ask(ctx));
      },
      title: (ctx) => ctx.t.plain('people.linkTitle'),
    },
    async offer(ctx, phone) {
      const outcome = await deps.findOnRoll(ctx.work, ctx.actor, phone);
      if (outcome.type !== 'found') return false;
      say(ctx, { text: ctx.t('join.phoneKept'), dropKeyboard: true });
      await found(ctx, { step: 'found', phone, news: false, applying: true }, say);
      return true;
    },
  };
}
