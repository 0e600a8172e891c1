import { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Conversation } from '../../bot/conversation.ts';
import { answerOldButton } from '../../bot/create-bot.ts';
import { show, toast } from '../../bot/reply.ts';
import { isStaff, type Scope } from '../../domain/actor.ts';
import type { Target } from '../../domain/broadcast-content.ts';
import type { BroadcastId } from '../../domain/ids.ts';
import type { Html } from '../../i18n/index.ts';
import {
  composeActivityButton,
  composeAddActivityButton,
  composeApplyAskButton,
  composeApplyButton,
  composeBackButton,
  composeButtonsButton,
  composeDropAskButton,
  composeDropButton,
  composeDropMediaButton,
  composeDropTextButton,
  composeLinkButton,
  composeListButton,
  composeMediaButton,
  composeNewButton,
  composePageButton,
  composePreviewButton,
  composeRemoveButton,
  composeScopeButton,
  composeSkipButton,
  composeSurveyButton,
  composeTemplateButton,
  composeTestButton,
  composeTextButton,
} from '../buttons.ts';
import type { ShowDraft } from '../draft-part.ts';
import { createAnswers } from './answers.ts';
import type { ComposeDeps } from './deps.ts';
import { type ComposeState, composeDialogue, holdsNothing } from './dialogue.ts';
import { faultIn } from './fault-view.ts';
import { fieldBefore, fieldsOf } from './fields.ts';
import { createPages } from './pages.ts';
import {
  activityScreen,
  applyAskScreen,
  buttonsScreen,
  dropAskScreen,
  idOf,
  scopeScreen,
  templateScreen,
} from './view.ts';

/** Pictures chosen together come one by one, within this. */
const togetherMs = 10_000;

/** Writing to many: what is said. To whom, when, and its release are conversations of their own, on the same page. */
export function composeConversation(deps: ComposeDeps): Conversation & { readonly showDraft: ShowDraft } {
  const composer = new Composer<BotContext>();
  const pages = createPages(deps);
  const answers = createAnswers(deps, pages);

  // Before anybody else takes a file for something of theirs: it was asked for here.
  composer.on('message', async (ctx, next) => {
    const state = 'document' in ctx.message || 'photo' in ctx.message ? openState(ctx) : undefined;
    if (state) return answers.receive(ctx, state);
    const broadcast = await albumOf(ctx);
    return broadcast === null ? next() : pages.page(ctx, broadcast, ctx.t('compose.onePicture'));
  });
  onPress(composer, composeListButton, (ctx, { page }) => pages.list(ctx, page));
  onPress(composer, composePageButton, (ctx, { broadcast }) => pages.page(ctx, broadcast));
  onPress(composer, composePreviewButton, (ctx, { broadcast, language }) =>
    pages.preview(ctx, broadcast, language),
  );
  onPress(composer, composeTestButton, async (ctx, input) => {
    const tried = await deps.tryDraft(ctx.work, ctx.actor, input);
    if (tried.type === 'notYours') return pages.list(ctx, 0, ctx.t('compose.notYours'));
    toast(ctx, ctx.t.plain(tried.type === 'coming' ? 'compose.tested' : 'compose.nothingYet'));
  });

  onPress(composer, composeNewButton, begin);
  onPress(composer, composeScopeButton, async (ctx, { kind, id }) => {
    const scope = ownScope(ctx, kind, id);
    return scope ? pickTemplate(ctx, scope) : begin(ctx);
  });
  onPress(composer, composeTemplateButton, async (ctx, { kind, id, template }) => {
    const scope = ownScope(ctx, kind, id);
    if (!scope) return begin(ctx);
    if (template === 'none') return answers.ask(ctx, { step: 'first', scope });
    const field = fieldsOf(template)[0]?.name ?? '';
    await answers.ask(ctx, { step: 'field', scope, template, field, values: {} });
  });
  onPress(composer, composeSkipButton, (ctx) => {
    const state = stateOf(ctx);
    if (state?.step !== 'field') return answerOldButton(ctx, () => pages.list(ctx, 0));
    return answers.skip(ctx, state);
  });
  onPress(composer, composeBackButton, (ctx) => {
    const state = stateOf(ctx);
    const before = state?.step === 'field' && fieldBefore(state.template, state.field);
    if (!state || !before) return answerOldButton(ctx, () => pages.list(ctx, 0));
    return answers.ask(ctx, { ...state, field: before.name } as ComposeState);
  });

  onPress(composer, composeTextButton, (ctx, { broadcast, language }) =>
    answers.ask(ctx, { step: 'text', broadcast, language }),
  );
  onPress(composer, composeDropTextButton, (ctx, { broadcast, language }) =>
    answers.change(ctx, broadcast, [{ type: 'text', language, text: null }], async () => undefined),
  );
  onPress(composer, composeMediaButton, (ctx, { broadcast }) =>
    answers.ask(ctx, { step: 'media', broadcast }),
  );
  onPress(composer, composeDropMediaButton, (ctx, { broadcast }) =>
    answers.change(ctx, broadcast, [{ type: 'media', media: null }], (fault) =>
      pages.page(ctx, broadcast, faultIn(fault, ctx.t)),
    ),
  );

  onPress(composer, composeButtonsButton, (ctx, { broadcast }) => buttons(ctx, broadcast));
  onPress(composer, composeAddActivityButton, async (ctx, { broadcast }) => {
    const draft = await pages.draftOf(ctx, broadcast);
    if (draft) show(ctx, activityScreen(broadcast, await deps.comingIn(ctx.work, draft.scope), ctx.t));
  });
  onPress(composer, composeActivityButton, async (ctx, { broadcast, activity }) => {
    const draft = await pages.draftOf(ctx, broadcast);
    if (!draft) return;
    const coming = await deps.comingIn(ctx.work, draft.scope);
    if (!coming.some(({ id }) => id === activity))
      return answerOldButton(ctx, () => show(ctx, activityScreen(broadcast, coming, ctx.t)));
    await add(ctx, broadcast, { kind: 'activity', activity });
  });
  onPress(composer, composeSurveyButton, (ctx, { broadcast }) => add(ctx, broadcast, { kind: 'survey' }));
  onPress(composer, composeLinkButton, async (ctx, { broadcast }) => {
    if (await pages.draftOf(ctx, broadcast)) await answers.ask(ctx, { step: 'link', broadcast });
  });
  onPress(composer, composeRemoveButton, async (ctx, { broadcast, at, version }) => {
    const changes = [{ type: 'removeButton', at }] as const;
    const changed = await deps.changeDraft(ctx.work, ctx.actor, { broadcast, version, changes });
    if (changed.type === 'notYours') return pages.list(ctx, 0, ctx.t('compose.notYours'));
    await buttons(ctx, broadcast, ctx.t(changed.type === 'changed' ? 'compose.changed' : 'compose.moved'));
  });

  onPress(composer, composeDropAskButton, async (ctx, { broadcast }) => {
    const draft = await pages.draftOf(ctx, broadcast);
    if (draft?.status === 'released') return drop(ctx, broadcast);
    if (draft) show(ctx, dropAskScreen(broadcast, ctx.t));
  });
  onPress(composer, composeDropButton, (ctx, { broadcast }) => drop(ctx, broadcast));
  onPress(composer, composeApplyAskButton, async (ctx, { broadcast }) => {
    if (await pages.draftOf(ctx, broadcast)) show(ctx, applyAskScreen(broadcast, ctx.t));
  });
  onPress(composer, composeApplyButton, async (ctx, { broadcast }) => {
    const applied = await deps.applyRevision(ctx.work, ctx.actor, broadcast);
    switch (applied.type) {
      case 'applied':
        return pages.page(
          ctx,
          broadcast,
          ctx.t(applied.corrects ? 'compose.appliedCorrecting' : 'compose.applied'),
        );
      case 'needsAnother':
        return pages.page(ctx, broadcast, ctx.t('compose.applyNeedsAnother'));
      case 'busy':
        return pages.page(ctx, broadcast, ctx.t('compose.applyBusy'));
      case 'nothingChanged':
        return pages.page(ctx, broadcast, ctx.t('compose.moved'));
      case 'notYours':
        return pages.list(ctx, 0, ctx.t('compose.notYours'));
    }
  });

  /** What the rest of an album belongs to: its first picture was taken, a moment ago. */
  async function albumOf({ message, work, actor }: BotContext): Promise<BroadcastId | null> {
    if (!message || !('media_group_id' in message) || !isStaff(actor)) return null;
    const [last] = (await deps.listDrafts(work, actor, 0)).entries;
    const draft = last ? await deps.readDraft(work, actor, last.id) : null;
    const fresh = draft?.content.media && work.now.getTime() - draft.changedAt.getTime() < togetherMs;
    return fresh ? draft.id : null;
  }

  async function begin(ctx: BotContext): Promise<void> {
    // Role taken away since: the list says so.
    if (!isStaff(ctx.actor)) return pages.list(ctx, 0, ctx.t('compose.notYoursScope'));
    const [only, ...others] = ctx.actor.scopes;
    if (only && others.length === 0) return pickTemplate(ctx, only);
    show(ctx, scopeScreen(await deps.scopeNames(ctx.work, ctx.actor.scopes), ctx.t));
  }

  async function pickTemplate(ctx: BotContext, scope: Scope): Promise<void> {
    const [named] = await deps.scopeNames(ctx.work, [scope]);
    if (named) show(ctx, templateScreen(named, ctx.t));
    else await pages.list(ctx, 0, ctx.t('compose.notYoursScope'));
  }

  async function buttons(ctx: BotContext, broadcast: BroadcastId, note: Html | null = null): Promise<void> {
    const draft = await pages.draftOf(ctx, broadcast);
    if (!draft) return;
    pages.leave(ctx);
    show(ctx, buttonsScreen(draft, ctx.t, note));
  }

  function add(ctx: BotContext, broadcast: BroadcastId, target: Target): Promise<void> {
    return answers.change(
      ctx,
      broadcast,
      [{ type: 'addButton', button: { label: {}, target } }],
      (fault) => buttons(ctx, broadcast, faultIn(fault, ctx.t)),
      () => buttons(ctx, broadcast, ctx.t('compose.changed')),
    );
  }

  async function drop(ctx: BotContext, broadcast: BroadcastId): Promise<void> {
    const dropped = await deps.dropDraft(ctx.work, ctx.actor, broadcast);
    switch (dropped.type) {
      case 'dropped':
        return pages.list(ctx, 0, ctx.t('compose.dropped'));
      case 'kept':
        return pages.page(ctx, broadcast);
      case 'notYours':
        return pages.list(ctx, 0, ctx.t('compose.notYours'));
    }
  }

  return {
    middleware: composer.middleware(),
    dialogue: {
      kind: composeDialogue.kind,
      receive: (ctx) => withState(ctx, (state) => answers.receive(ctx, state)),
      resume: (ctx) => withState(ctx, (state) => answers.ask(ctx, state)),
      isEmpty: (ctx) => {
        const state = stateOf(ctx);
        return !state || holdsNothing(state);
      },
      title: (ctx) => ctx.t.plain('compose.title'),
    },
    showDraft: (ctx, broadcast, note) => pages.page(ctx, broadcast, note ?? null),
  };

  function withState(ctx: BotContext, go: (state: ComposeState) => Promise<void>): Promise<void> {
    const state = stateOf(ctx);
    return state ? go(state) : pages.list(ctx, 0);
  }
}

/** One of her own, as a button names it. */
function ownScope(ctx: BotContext, kind: Scope['kind'], id: number): Scope | undefined {
  return ctx.actor.scopes.find((scope) => scope.kind === kind && idOf(scope) === id);
}

function stateOf(ctx: BotContext): ComposeState | undefined {
  const place = ctx.dialogues.load(composeDialogue);
  return place.status === 'open' || place.status === 'paused' ? place.state : undefined;
}

function openState(ctx: BotContext): ComposeState | undefined {
  const place = ctx.dialogues.load(composeDialogue);
  return place.status === 'open' ? place.state : undefined;
}
