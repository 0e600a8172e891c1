import type { Composer } from 'telegraf';
import { onPress } from '../../../bot/button.ts';
import type { BotContext } from '../../../bot/context.ts';
import { show, toast } from '../../../bot/reply.ts';
import type { Deed } from '../../../domain/directory.ts';
import { chosen, readValue, type Value } from '../../../domain/directory-values.ts';
import { dateIn } from '../../../domain/schedule.ts';
import type { Html } from '../../../i18n/index.ts';
import type { EditField } from '../../../services/directory/edit-field.ts';
import type { KeptCard, ReadKeptCard } from '../../../services/directory/read-kept-card.ts';
import {
  fieldAgainButton,
  fieldEditButton,
  fieldEmptyButton,
  fieldLanguageButton,
  fieldPickButton,
  formBackButton,
  formDropButton,
  formPauseButton,
  formSaveButton,
  newCardButton,
} from '../../buttons.ts';
import type { Shown } from '../cards/routes.ts';
import { addNew, type NewCardDeps } from './add-new.ts';
import {
  type Act,
  again,
  answer,
  askedNow,
  back,
  type FormState,
  formDialogue,
  inLanguage,
  type NewKind,
  onward,
  overtaken,
  valueBefore,
} from './dialogue.ts';
import { formScreen, halfDoneScreen, pausedScreen, problemIn } from './view.ts';

export interface FormDeps extends NewCardDeps {
  readonly readKeptCard: ReadKeptCard;
  readonly editField: EditField;
  readonly timeZone: string;
}

const addedTo = { alias: 'building', station: 'building', unit: 'building' } as const;
const deedFor: Readonly<Record<NewKind, Deed>> = {
  alias: 'addAlias',
  station: 'addStation',
  unit: 'addUnit',
  building: 'addBuilding',
  union: 'foundUnion',
};

/** Changing a field, and adding a card: asked, looked over, saved. Returns what takes her messages meanwhile. */
export function addForms(
  composer: Composer<BotContext>,
  deps: FormDeps,
  shown: Shown,
): {
  readonly receive: (ctx: BotContext) => Promise<void> | void;
  readonly resume: (ctx: BotContext) => Promise<void> | void;
} {
  onPress(composer, fieldEditButton, async (ctx, { kind, id, field }) => {
    const card = await cardFor(ctx, kind, id);
    if (!card) return;
    const now = card.fields.find((each) => each.field === field);
    if (!now?.mine) return shown.notYours(ctx);
    begin(ctx, { verb: 'edit', kind, id, field, seen: now.value as never }, card);
  });
  onPress(composer, newCardButton, async (ctx, { what, at }) => {
    // A building is added to a union or to a street; a union's number and a street's can't be told apart by themselves.
    const kind = what === 'union' ? 'street' : what === 'building' ? 'union' : addedTo[what];
    const card = await cardFor(ctx, kind, at);
    if (!card) return;
    if (!card.may.includes(deedFor[what])) return shown.notYours(ctx);
    begin(ctx, { verb: 'add', what, at, street: card.street, union: card.union }, card);
  });

  onPress(composer, fieldPickButton, (ctx, { field, choice }) => {
    const state = stateOf(ctx);
    const now = state && askedNow(state);
    const value = now?.field === field ? chosen(now.form, choice) : undefined;
    if (value === undefined) return outdated(ctx);
    return move(ctx, (from) => answer(from, field, value));
  });
  onPress(composer, fieldEmptyButton, (ctx, { field }) => {
    const state = stateOf(ctx);
    const now = state && askedNow(state);
    if (now?.field !== field || !now.optional) return outdated(ctx);
    return move(ctx, (from) => answer(from, field, now.form === 'exceptions' ? [] : null));
  });
  onPress(composer, fieldLanguageButton, (ctx, { language }) =>
    move(ctx, (from) => inLanguage(from, language)),
  );
  onPress(composer, fieldAgainButton, (ctx, { field }) => move(ctx, (from) => again(from, field)));
  onPress(composer, formBackButton, (ctx) => move(ctx, back));
  onPress(composer, formPauseButton, (ctx) => {
    if (!stateOf(ctx)) return outdated(ctx);
    ctx.dialogues.pause(formDialogue.kind);
    show(ctx, pausedScreen(ctx.t));
  });
  onPress(composer, formDropButton, (ctx) => {
    const state = stateOf(ctx);
    ctx.dialogues.close(formDialogue);
    if (!state) return shown.home(ctx);
    toast(ctx, ctx.t.plain('directory.dropped'));
    return leave(ctx, state.act);
  });
  onPress(composer, formSaveButton, (ctx) => {
    const state = stateOf(ctx);
    if (state?.step !== 'review') return outdated(ctx);
    return state.act.verb === 'edit' ? save(ctx, state, state.act) : add(ctx, state);
  });

  async function cardFor(ctx: BotContext, kind: KeptCard['kind'], id: number): Promise<KeptCard | undefined> {
    const half = stateOf(ctx);
    if (half && Object.keys(half.given).length > 0) {
      ctx.dialogues.save(formDialogue, half);
      show(ctx, halfDoneScreen(half, ctx.t));
      return undefined;
    }
    const read = await deps.readKeptCard(ctx.work, ctx.actor, { kind, id });
    if (read.type === 'card') return read.card;
    await shown.notYours(ctx);
    return undefined;
  }

  function begin(ctx: BotContext, act: Act, card: KeptCard): void {
    const named = shown.nameOf(card);
    enter(ctx, onward({ act, title: named, given: {}, language: ctx.t.language }));
  }

  async function save(ctx: BotContext, state: FormState, act: Extract<Act, { verb: 'edit' }>): Promise<void> {
    const { kind, id, field } = act;
    const to = state.given[field] as Value;
    const outcome = await deps.editField(ctx.work, ctx.actor, {
      kind,
      id,
      field,
      seen: act.seen as Value,
      to,
    });
    switch (outcome.type) {
      case 'saved':
        ctx.dialogues.close(formDialogue);
        return shown.card(ctx, { kind, id }, { note: ctx.t('directory.saved'), change: outcome.change });
      case 'same':
        ctx.dialogues.close(formDialogue);
        return shown.card(ctx, { kind, id }, { note: ctx.t('directory.same') });
      case 'overtaken':
        return enter(ctx, overtaken(state, outcome.now), ctx.t('directory.overtaken'));
      case 'nameTaken':
        return askAgain(ctx, state, field, ctx.t('directory.unitNameTaken'));
      case 'notYours':
      case 'gone':
        ctx.dialogues.close(formDialogue);
        return shown.refused(ctx, outcome.type);
    }
  }

  async function add(ctx: BotContext, state: FormState): Promise<void> {
    const outcome = await addNew(ctx, state, deps);
    switch (outcome.type) {
      case 'added':
        ctx.dialogues.close(formDialogue);
        return shown.card(ctx, outcome.ref, { note: outcome.note });
      case 'refused':
        ctx.dialogues.close(formDialogue);
        return shown.refused(ctx, outcome.refusal);
      case 'again':
        return askAgain(ctx, state, outcome.field, outcome.note);
      case 'stuck':
        ctx.dialogues.close(formDialogue);
        return shown.card(ctx, outcome.ref, { note: outcome.note });
    }
  }

  function askAgain(ctx: BotContext, state: FormState, field: string, note: Html): void {
    enter(ctx, again(state, field) ?? state, note);
  }

  function leave(ctx: BotContext, act: Act): Promise<void> {
    if (act.verb === 'edit') return shown.card(ctx, { kind: act.kind, id: act.id });
    const kind = act.what === 'union' ? 'street' : act.what === 'building' ? 'union' : 'building';
    return shown.card(ctx, { kind, id: act.at });
  }

  /** Makes a move that belongs to the step she is at; any other comes from an old button. */
  function move(ctx: BotContext, to: (state: FormState) => FormState | null): Promise<void> | void {
    const state = stateOf(ctx);
    const next = state && to(state);
    if (!next) return outdated(ctx);
    enter(ctx, next);
  }

  function outdated(ctx: BotContext): Promise<void> | void {
    toast(ctx, ctx.t.plain('common.oldButton'));
    const state = stateOf(ctx);
    return state ? enter(ctx, state) : shown.home(ctx);
  }

  function enter(ctx: BotContext, state: FormState, note: Html | null = null): void {
    ctx.dialogues.save(formDialogue, state);
    show(ctx, formScreen(state, ctx.t, note));
  }

  return {
    /** What she wrote: the answer to the step's question, or a reminder of what it asks for. */
    receive(ctx) {
      const state = stateOf(ctx);
      if (!state) return shown.home(ctx);
      const now = askedNow(state);
      if (!now) return enter(ctx, state, ctx.t('common.tapPlease'));
      if (now.form === 'location') {
        const location = locationIn(ctx);
        if (location) return move(ctx, (from) => answer(from, now.field, location));
      }
      if (ctx.typed === undefined) {
        const note = now.form === 'location' ? 'directory.problem_notLocation' : 'common.textPlease';
        return enter(ctx, state, ctx.t(note));
      }
      const read = readValue(now.form, ctx.typed, {
        language: state.language,
        before: valueBefore(state, now.field),
        today: dateIn(ctx.work.now, deps.timeZone),
      });
      if (!read.ok) return enter(ctx, state, problemIn(read.problem, ctx.t));
      return move(ctx, (from) => answer(from, now.field, read.value));
    },
    resume(ctx) {
      const state = stateOf(ctx);
      return state ? enter(ctx, state) : shown.home(ctx);
    },
  };
}

export function stateOf(ctx: BotContext): FormState | undefined {
  const place = ctx.dialogues.load(formDialogue);
  return place.status === 'open' || place.status === 'paused' ? place.state : undefined;
}

function locationIn(ctx: BotContext): { latitude: number; longitude: number } | undefined {
  const { message } = ctx;
  if (!message || !('location' in message)) return undefined;
  const { latitude, longitude } = message.location;
  return { latitude, longitude };
}
