import type { BotContext } from '../../bot/context.ts';
import { say, show, toast } from '../../bot/reply.ts';
import { isStaff } from '../../domain/actor.ts';
import { saysSomething } from '../../domain/broadcast-content.ts';
import type { BroadcastId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { Html } from '../../i18n/index.ts';
import type { DraftFacts } from '../../services/compose/read-draft.ts';
import { composedScreen } from '../composed-view.ts';
import type { ComposeDeps } from './deps.ts';
import { composeDialogue, holdsNothing } from './dialogue.ts';
import { draftScreen } from './draft-view.ts';
import { listScreen, notStaffScreen, previewScreen } from './view.ts';

/** Asks for nothing any more. What she gave to a form stays with it. @returns whether there is such a form */
function leave(ctx: BotContext): boolean {
  const place = ctx.dialogues.load(composeDialogue);
  const half = (place.status === 'open' || place.status === 'paused') && !holdsNothing(place.state);
  if (half) ctx.dialogues.pause(composeDialogue.kind);
  else ctx.dialogues.close(composeDialogue);
  return half;
}

/** The screens that ask for nothing. */
export type Pages = ReturnType<typeof createPages>;

export function createPages(deps: ComposeDeps) {
  async function list(ctx: BotContext, page: number, note: Html | null = null): Promise<void> {
    const half = leave(ctx);
    if (!isStaff(ctx.actor)) return show(ctx, notStaffScreen(ctx.t));
    show(ctx, listScreen(await deps.listDrafts(ctx.work, ctx.actor, page), half, ctx.t, note));
  }

  /** Null when it isn't hers, or is gone: then she has been shown what is. */
  async function draftOf(ctx: BotContext, broadcast: BroadcastId): Promise<DraftFacts | null> {
    const draft = await deps.readDraft(ctx.work, ctx.actor, broadcast);
    if (!draft) await list(ctx, 0, ctx.t('compose.notYours'));
    return draft;
  }

  async function page(ctx: BotContext, broadcast: BroadcastId, note: Html | null = null): Promise<void> {
    const draft = await draftOf(ctx, broadcast);
    if (!draft) return;
    leave(ctx);
    const parts = await Promise.all(deps.parts.map((part) => part(ctx, draft)));
    show(ctx, draftScreen(draft, parts, ctx.t, note));
  }

  async function preview(ctx: BotContext, broadcast: BroadcastId, language: Language): Promise<void> {
    const draft = await draftOf(ctx, broadcast);
    if (!draft) return;
    if (!saysSomething(draft.content)) {
      toast(ctx, ctx.t.plain('compose.nothingYet'), true);
      return page(ctx, broadcast);
    }
    const refused = { text: ctx.t('compose.previewRefused') };
    say(ctx, composedScreen(draft, null, deps.translations[language]), refused);
    say(ctx, previewScreen(draft, language, ctx.t));
  }

  return { leave, list, draftOf, page, preview };
}
