import { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Conversation } from '../../bot/conversation.ts';
import { show } from '../../bot/reply.ts';
import type { BroadcastId } from '../../domain/ids.ts';
import type { Html } from '../../i18n/index.ts';
import type { AskRelease } from '../../services/release/ask-release.ts';
import type { ReadPlan } from '../../services/release/read-plan.ts';
import type { ReleaseBroadcast } from '../../services/release/release-broadcast.ts';
import type { ReturnDraft } from '../../services/release/return-draft.ts';
import { askReleaseButton, planButton, releaseButton, returnDraftButton } from '../buttons.ts';
import type { ShowDraft } from '../draft-part.ts';
import { planScreen } from './view.ts';

export interface ReleaseDeps {
  readonly readPlan: ReadPlan;
  readonly askRelease: AskRelease;
  readonly releaseBroadcast: ReleaseBroadcast;
  readonly returnDraft: ReturnDraft;
  readonly showDraft: ShowDraft;
}

/** The send plan of a broadcast, and letting it go: alone when it goes to few, by a second officer when it goes to many. */
export function releaseConversation(deps: ReleaseDeps): Conversation {
  const composer = new Composer<BotContext>();

  onPress(composer, planButton, (ctx, { broadcast }) => plan(ctx, broadcast));

  onPress(composer, releaseButton, async (ctx, { broadcast, version }) => {
    const { t } = ctx;
    const outcome = await deps.releaseBroadcast(ctx.work, ctx.actor, { broadcast, version });
    switch (outcome.type) {
      case 'released':
        return deps.showDraft(
          ctx,
          broadcast,
          outcome.begins ? t('release.planned', { when: outcome.begins }) : t('release.sending'),
        );
      case 'already':
      case 'authorGone':
      case 'notYours':
        return deps.showDraft(ctx, broadcast, t(`release.${outcome.type}`));
      case 'moved':
      case 'own':
        return plan(ctx, broadcast, t(`release.${outcome.type}`));
      case 'needsSecond':
        return plan(ctx, broadcast, t('release.ownFirst'));
      case 'blocked':
        return plan(ctx, broadcast);
    }
  });

  onPress(composer, askReleaseButton, async (ctx, { broadcast, version }) => {
    const { t } = ctx;
    const outcome = await deps.askRelease(ctx.work, ctx.actor, { broadcast, version });
    switch (outcome.type) {
      case 'asked':
        return deps.showDraft(ctx, broadcast, t('release.asked', { count: outcome.officers }));
      case 'notYours':
        return deps.showDraft(ctx, broadcast, t('release.notYours'));
      case 'notNeeded':
      case 'nobodyElse':
      case 'moved':
        return plan(ctx, broadcast, t(`release.${outcome.type}`));
      case 'blocked':
        return plan(ctx, broadcast);
    }
  });

  onPress(composer, returnDraftButton, async (ctx, { broadcast, version }) => {
    const { t } = ctx;
    const outcome = await deps.returnDraft(ctx.work, ctx.actor, { broadcast, version });
    switch (outcome.type) {
      case 'returned':
        return deps.showDraft(ctx, broadcast, t(outcome.own ? 'release.takenBack' : 'release.returned'));
      case 'moved':
        return plan(ctx, broadcast, t('release.moved'));
      case 'notYours':
        return deps.showDraft(ctx, broadcast, t('release.notYours'));
    }
  });

  async function plan(ctx: BotContext, broadcast: BroadcastId, note: Html | null = null): Promise<void> {
    const facts = await deps.readPlan(ctx.work, ctx.actor, broadcast);
    if (!facts) return deps.showDraft(ctx, broadcast, ctx.t('release.notYours'));
    show(ctx, planScreen(facts, ctx.work.now, note, ctx.t));
  }

  return { middleware: composer.middleware() };
}
