import type { BotContext } from '../../bot/context.ts';
import { show } from '../../bot/reply.ts';
import type { ContentChange, ContentFault } from '../../domain/broadcast-content.ts';
import type { BroadcastId } from '../../domain/ids.ts';
import { type Language, languages } from '../../domain/language.ts';
import { readLink } from '../../domain/link.ts';
import type { Html } from '../../i18n/index.ts';
import type { ComposeDeps } from './deps.ts';
import { type ComposeState, composeDialogue, type FieldState, isRestOf } from './dialogue.ts';
import { faultIn } from './fault-view.ts';
import { fieldAfter, fieldsOf, readField, templateText } from './fields.ts';
import type { Pages } from './pages.ts';
import { type Received, readMessage } from './read-message.ts';
import { fieldScreen, firstScreen, labelScreen, linkScreen, mediaScreen, textScreen } from './view.ts';

const labelLetters = 12;

/** What she gives when she is asked for something: each is kept at once, or said to be wrong and asked for again. */
export function createAnswers(deps: ComposeDeps, pages: Pages) {
  /** Shows what is asked for, and makes this the open dialogue. */
  async function ask(ctx: BotContext, state: ComposeState, note: Html | null = null): Promise<void> {
    const { t } = ctx;
    switch (state.step) {
      case 'first':
        ctx.dialogues.save(composeDialogue, state);
        return show(ctx, firstScreen(t, note));
      case 'field':
        ctx.dialogues.save(composeDialogue, state);
        return show(ctx, fieldScreen(state, t, note));
      case 'link':
        ctx.dialogues.save(composeDialogue, state);
        return show(ctx, linkScreen(state.broadcast, t, note));
      case 'label': {
        ctx.dialogues.save(composeDialogue, state);
        const link = readLink(state.url);
        return show(ctx, labelScreen(state.broadcast, link.ok ? link.host : state.url, t, note));
      }
      case 'text':
      case 'media': {
        const draft = await pages.draftOf(ctx, state.broadcast);
        if (!draft) return;
        ctx.dialogues.save(composeDialogue, state);
        show(
          ctx,
          state.step === 'media' ? mediaScreen(draft, t, note) : textScreen(draft, state.language, t, note),
        );
      }
    }
  }

  /** A message of hers while something is asked for. */
  async function receive(ctx: BotContext, state: ComposeState): Promise<void> {
    const { message, t } = ctx;
    if (!message) return ask(ctx, state);
    if (isRestOf(state, message.date))
      return ask(ctx, { ...state, overlong: message.date } as ComposeState, t('compose.faultSplit'));
    switch (state.step) {
      case 'field':
        return field(ctx, state);
      case 'link':
        return link(ctx, state);
      case 'label':
        return label(ctx, state);
      case 'first':
      case 'text':
      case 'media': {
        const read = readMessage(message);
        if (read.ok) return content(ctx, state, read.received, message.date);
        const { fault } = read;
        const kind = state.step === 'media' ? 'compose.faultMediaKind' : 'compose.faultTextKind';
        return ask(ctx, state, fault.type === 'kind' ? t(kind) : faultIn(fault, t));
      }
    }
  }

  async function content(
    ctx: BotContext,
    state: Extract<ComposeState, { step: 'first' | 'text' | 'media' }>,
    { text, media }: Received,
    at: number,
  ): Promise<void> {
    if (state.step === 'media' && !media) return ask(ctx, state, ctx.t('compose.faultMediaKind'));
    const mediaChange: ContentChange[] = media ? [{ type: 'media', media }] : [];
    const said = (language: Language): ContentChange[] => (text ? [{ type: 'text', language, text }] : []);
    if (state.step === 'first') {
      const created = await deps.createDraft(ctx.work, ctx.actor, {
        scope: state.scope,
        template: null,
        changes: [...mediaChange, ...said(ctx.t.language)],
      });
      switch (created.type) {
        case 'created':
          return pages.page(ctx, created.broadcast, ctx.t('compose.saved'));
        case 'refused':
          return askAgain(ctx, state, created.fault, at);
        case 'notYours':
          return pages.list(ctx, 0, ctx.t('compose.notYoursScope'));
      }
    }
    const changes = [...mediaChange, ...(await captionFor(ctx, state, said))];
    await change(ctx, state.broadcast, changes, (fault) => askAgain(ctx, state, fault, at));
  }

  /** A photo's words become the text when it is asked for, or when there is none yet; never in the place of another. */
  async function captionFor(
    ctx: BotContext,
    state: Extract<ComposeState, { step: 'text' | 'media' }>,
    said: (language: Language) => ContentChange[],
  ): Promise<ContentChange[]> {
    if (state.step === 'text') return said(state.language);
    const draft = await deps.readDraft(ctx.work, ctx.actor, state.broadcast);
    return draft && languages.every((language) => !draft.content.texts[language]) ? said(ctx.t.language) : [];
  }

  function askAgain(ctx: BotContext, state: ComposeState, fault: ContentFault, at: number): Promise<void> {
    const long = fault.type === 'tooLong' && (state.step === 'first' || state.step === 'text');
    return ask(ctx, long ? { ...state, overlong: at } : state, faultIn(fault, ctx.t));
  }

  /** Makes changes and shows the page; `otherwise` says what stands against them. */
  async function change(
    ctx: BotContext,
    broadcast: BroadcastId,
    changes: readonly ContentChange[],
    otherwise: (fault: ContentFault) => Promise<void>,
    done: () => Promise<void> = () => pages.page(ctx, broadcast, ctx.t('compose.changed')),
  ): Promise<void> {
    const changed = await deps.changeDraft(ctx.work, ctx.actor, { broadcast, changes });
    switch (changed.type) {
      case 'changed':
        return done();
      case 'refused':
        return otherwise(changed.fault);
      case 'moved':
        return pages.page(ctx, broadcast, ctx.t('compose.moved'));
      case 'notYours':
        return pages.list(ctx, 0, ctx.t('compose.notYours'));
    }
  }

  async function field(ctx: BotContext, state: FieldState, skipped = false): Promise<void> {
    const { typed, t } = ctx;
    const asked = fieldsOf(state.template).find(({ name }) => name === state.field);
    if (!asked) return pages.list(ctx, 0);
    if (skipped && !asked.optional) return ask(ctx, state);
    if (!skipped && typed === undefined) return ask(ctx, state, t('common.textPlease'));
    const setting = { now: ctx.work.now, timeZone: deps.timeZone, t };
    const read = skipped ? { value: '' } : readField(asked, typed ?? '', state.values, setting);
    if ('note' in read) return ask(ctx, state, read.note);
    const values = { ...state.values, [asked.name]: read.value };
    const next = fieldAfter(state.template, asked.name);
    if (next) return ask(ctx, { ...state, values, field: next.name });
    const created = await deps.createDraft(ctx.work, ctx.actor, {
      scope: state.scope,
      template: state.template,
      changes: languages.map((language) => ({
        type: 'text',
        language,
        text: templateText(state.template, values, deps.translations[language]),
      })),
    });
    switch (created.type) {
      case 'created':
        ctx.dialogues.close(composeDialogue);
        return pages.page(ctx, created.broadcast, t('compose.saved'));
      case 'refused':
        return ask(ctx, state, faultIn(created.fault, t));
      case 'notYours':
        return pages.list(ctx, 0, t('compose.notYoursScope'));
    }
  }

  function link(ctx: BotContext, state: Extract<ComposeState, { step: 'link' }>): Promise<void> {
    const { typed, t } = ctx;
    if (typed === undefined) return ask(ctx, state, t('common.textPlease'));
    const read = readLink(typed);
    if (read.ok) return ask(ctx, { step: 'label', broadcast: state.broadcast, url: read.url });
    return ask(
      ctx,
      state,
      t('compose.linkIn', { words: cut(typed), why: t(`compose.link_${read.refusal}`) }),
    );
  }

  async function label(ctx: BotContext, state: Extract<ComposeState, { step: 'label' }>): Promise<void> {
    const { broadcast, url } = state;
    const words = ctx.typed?.replace(/[^\P{C}\u200d]|\s+/gu, ' ').trim() ?? '';
    const wrong = ctx.t('compose.faultLabel', { count: labelLetters });
    // Latin letters take half the room.
    const room = [...words].reduce(
      (sum, letter) => sum + (/[\p{Script=Latin}\p{N}\p{P}\s]/u.test(letter) ? 0.5 : 1),
      0,
    );
    if (!/[\p{L}\p{N}]/u.test(words) || room > labelLetters) return ask(ctx, state, wrong);
    const button = { label: { [ctx.t.language]: words }, target: { kind: 'link', url } } as const;
    await change(ctx, broadcast, [{ type: 'addButton', button }], (fault) =>
      pages.page(ctx, broadcast, faultIn(fault, ctx.t)),
    );
  }

  return { ask, receive, change, skip: (ctx: BotContext, state: FieldState) => field(ctx, state, true) };
}

function cut(words: string): string {
  const letters = [...words.trim()];
  return letters.length > 40 ? `${letters.slice(0, 39).join('')}…` : letters.join('');
}
