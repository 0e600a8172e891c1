import { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Conversation, DialogueConversation } from '../../bot/conversation.ts';
import { say, show, toast } from '../../bot/reply.ts';
import { isStaff } from '../../domain/actor.ts';
import type { PersonId } from '../../domain/ids.ts';
import { type Language, nearestLanguage } from '../../domain/language.ts';
import { likelyName } from '../../domain/membership.ts';
import type { Work } from '../../domain/work.ts';
import type { Translations } from '../../i18n/index.ts';
import { carryOnButton, homeButton, languageButton } from '../buttons.ts';
import { helpScreen, homeRow, homeScreen, languageScreen, pausedScreen, welcomeScreen } from './view.ts';

export interface StartDeps {
  readonly translations: Translations;
  readonly languageDefault: Language;
  readonly dialogues: ReadonlyMap<string, DialogueConversation>;
  /** Whether she has ever got further than hello. */
  readonly isKnown: (work: Work, person: PersonId) => Promise<boolean>;
  readonly chooseLanguage: (work: Work, person: PersonId, language: Language | null) => Promise<void>;
}

/** Hello, home, help, language, and taking up what was left half done. */
export function startConversation(deps: StartDeps): Conversation {
  const composer = new Composer<BotContext>();

  composer.command('start', async (ctx) => {
    const unknownLink = /^\/start(@\w+)?\s+\S/u.test(ctx.typed ?? '');
    if (unknownLink) return say(ctx, { text: ctx.t('start.unknownLink'), rows: [[homeRow(ctx.t)]] });
    await home(ctx);
  });
  onPress(composer, homeButton, home);
  composer.command('help', (ctx) => say(ctx, helpScreen(isStaff(ctx.actor), ctx.t)));
  composer.command('cancel', (ctx) => {
    say(ctx, pausedScreen(ctx.interrupted ?? ctx.dialogues.pausedKinds.at(-1), ctx.t));
    ctx.interrupted = undefined;
  });
  composer.command('language', (ctx) => say(ctx, languageScreen(ctx.t)));

  onPress(composer, languageButton, async (ctx, { language }) => {
    const chosen = language === 'auto' ? null : language;
    await deps.chooseLanguage(ctx.work, ctx.person.id, chosen);
    ctx.t = deps.translations[chosen ?? nearestLanguage(ctx.from?.language_code, deps.languageDefault)];
    toast(ctx, ctx.t.plain(chosen === null ? 'start.languageSetAuto' : 'start.languageSet'));
    await home(ctx);
  });

  onPress(composer, carryOnButton, async (ctx, { kind }) => {
    const dialogue = deps.dialogues.get(kind);
    const known = dialogue && [ctx.dialogues.openKind, ...ctx.dialogues.pausedKinds].includes(kind);
    if (known) return dialogue.resume(ctx);
    toast(ctx, ctx.t.plain('common.oldButton'));
    await home(ctx);
  });

  async function home(ctx: BotContext): Promise<void> {
    const staff = isStaff(ctx.actor);
    const kinds = [ctx.dialogues.openKind, ...ctx.dialogues.pausedKinds];
    const paused = kinds.flatMap((kind) => {
      const dialogue = kind === undefined ? undefined : deps.dialogues.get(kind);
      return dialogue && !dialogue.isEmpty?.(ctx)
        ? [{ kind: dialogue.kind, title: dialogue.title(ctx) }]
        : [];
    });
    ctx.dialogues.pause();
    ctx.interrupted = undefined;
    const known = staff || paused.length > 0 || (await deps.isKnown(ctx.work, ctx.person.id));
    show(ctx, known ? homeScreen({ name: greetedAs(ctx), staff, paused }, ctx.t) : welcomeScreen(ctx.t));
  }

  return { middleware: composer.middleware() };
}

/** Chinese names are said whole: a bare given name is for family. */
function greetedAs(ctx: BotContext): string {
  const whole = ctx.from ? likelyName(ctx.from.first_name, ctx.from.last_name) : null;
  return whole !== null && /^\p{Script=Han}+$/u.test(whole) ? whole : ctx.person.firstName;
}

/** What nobody else took: an old button, an edited message, something that isn't text. */
export function otherwise(search: (ctx: BotContext) => Promise<void>) {
  return async (ctx: BotContext): Promise<void> => {
    if (ctx.queryId !== undefined) {
      toast(ctx, ctx.t.plain('common.oldButton'));
      say(ctx, welcomeScreen(ctx.t));
    } else if (ctx.editedMessage) {
      say(ctx, { text: ctx.t('common.edited') });
    } else if (ctx.typed?.startsWith('/')) {
      say(ctx, { text: ctx.t('common.notUnderstood'), rows: [[homeRow(ctx.t)]] });
    } else if (ctx.message) {
      await search(ctx);
    }
  };
}
