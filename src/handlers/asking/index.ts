import { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Conversation } from '../../bot/conversation.ts';
import { say, show, toast } from '../../bot/reply.ts';
import { isStaff, type Scope } from '../../domain/actor.ts';
import type { RoundCard, RoundLine } from '../../domain/asking.ts';
import { type RoundId, StreetId, UnionId } from '../../domain/ids.ts';
import { ActivityWords } from '../../domain/program.ts';
import { aboutMax, surveyFromTemplate, type TemplateKey } from '../../domain/survey-templates.ts';
import type { Work } from '../../domain/work.ts';
import type { Html } from '../../i18n/index.ts';
import type { AskAgain } from '../../services/surveys/ask-again.ts';
import type { CloseRound, ExtendRound } from '../../services/surveys/end-round.ts';
import type { MakeSurvey } from '../../services/surveys/make-survey.ts';
import type { OpenRound } from '../../services/surveys/open-round.ts';
import type { ReadRound } from '../../services/surveys/read-round.ts';
import type { ReceiveSurveyFile } from '../../services/surveys/receive-file.ts';
import type { DropRound, RoundSetting, SetRound } from '../../services/surveys/set-round.ts';
import {
  askAgainButton,
  askAnonymousButton,
  askButton,
  askCardButton,
  askCloseButton,
  askDaysButton,
  askDropButton,
  askExtendButton,
  askNewButton,
  askOpenButton,
  askReallyCloseButton,
  askReallyOpenButton,
  askRemindersButton,
  askScopeButton,
  askScopesButton,
  askTemplateButton,
  askUnnamedButton,
} from '../buttons.ts';
import type { NamedScope } from '../scope-view.ts';
import { askingDialogue } from './dialogue.ts';
import {
  aboutScreen,
  cardScreen,
  confirmCloseScreen,
  confirmOpenScreen,
  listScreen,
  scopesScreen,
  templatesScreen,
} from './view.ts';

export interface AskingDeps {
  readonly rounds: (
    work: Work,
    scopes: readonly Scope[],
    page: number,
  ) => Promise<{ readonly lines: readonly RoundLine[]; readonly page: number; readonly pages: number }>;
  readonly readRound: ReadRound;
  readonly scopeNames: (work: Work, scopes: readonly Scope[]) => Promise<readonly NamedScope[]>;
  readonly scopesWithin: (
    work: Work,
    scopes: readonly Scope[],
    kind: 'street' | 'union',
    page: number,
  ) => Promise<{ readonly scopes: readonly NamedScope[]; readonly page: number; readonly pages: number }>;
  readonly makeSurvey: MakeSurvey;
  readonly askAgain: AskAgain;
  readonly setRound: SetRound;
  readonly dropRound: DropRound;
  readonly openRound: OpenRound;
  readonly closeRound: CloseRound;
  readonly extendRound: ExtendRound;
  readonly receiveSurveyFile: ReceiveSurveyFile;
  /** A file is to be read once this turn is committed. */
  readonly onFile: () => void;
}

/** Asking members: a survey is made or sent in, looked at as they will see it, set, opened, and closed. */
export function askingConversation(deps: AskingDeps): Conversation {
  const composer = new Composer<BotContext>();

  composer.on('message', async (ctx, next) => {
    const { message } = ctx;
    if (!('document' in message) || !isStaff(ctx.actor) || !isJson(message.document)) return next();
    const { file_id: id, file_size: bytes = 0 } = message.document;
    const received = await deps.receiveSurveyFile(ctx.work, ctx.actor, { id, bytes });
    if (received.type === 'received') deps.onFile();
    say(ctx, { text: ctx.t(`ask.file_${received.type}`) });
  });

  onPress(composer, askButton, (ctx, { page }) => list(ctx, page));
  onPress(composer, askNewButton, (ctx) => {
    if (!isStaff(ctx.actor)) return refuse(ctx);
    ctx.dialogues.close(askingDialogue);
    show(ctx, templatesScreen(ctx.t));
  });
  onPress(composer, askTemplateButton, (ctx, { template }) => {
    if (!isStaff(ctx.actor)) return refuse(ctx);
    ctx.dialogues.save(askingDialogue, { step: 'about', template });
    show(ctx, aboutScreen(template, ctx.t));
  });
  onPress(composer, askUnnamedButton, async (ctx) => {
    const template = templateOf(ctx);
    if (!template) return outdated(ctx);
    await make(ctx, template, null);
  });

  onPress(composer, askCardButton, (ctx, { round }) => card(ctx, round));
  onPress(composer, askScopesButton, async (ctx, { round, kind, page }) => {
    const found = await deps.readRound(ctx.work, ctx.actor, round);
    if (found?.round.status !== 'draft') return outdated(ctx);
    const [own, within] = await Promise.all([
      deps.scopeNames(ctx.work, ctx.actor.scopes),
      deps.scopesWithin(ctx.work, ctx.actor.scopes, kind, page),
    ]);
    show(ctx, scopesScreen(round, own, { kind, ...within }, ctx.t));
  });
  onPress(composer, askScopeButton, (ctx, { round, kind, id }) =>
    set(ctx, round, { set: 'scope', scope: scopeOf(kind, id) }),
  );
  onPress(composer, askDaysButton, (ctx, { round, days }) => set(ctx, round, { set: 'days', days }));
  onPress(composer, askAnonymousButton, (ctx, { round, on }) =>
    set(ctx, round, { set: 'anonymous', anonymous: on === '1' }),
  );
  onPress(composer, askRemindersButton, (ctx, { round, times }) =>
    set(ctx, round, { set: 'reminders', reminders: times }),
  );
  onPress(composer, askDropButton, async (ctx, { round }) => {
    const outcome = await deps.dropRound(ctx.work, ctx.actor, round);
    if (outcome.type === 'notYours') return outdated(ctx);
    toast(ctx, ctx.t.plain('ask.dropped'));
    await list(ctx, 0);
  });

  onPress(composer, askOpenButton, async (ctx, { round }) => {
    const found = await deps.readRound(ctx.work, ctx.actor, round);
    if (found?.round.status !== 'draft') return card(ctx, round);
    show(ctx, confirmOpenScreen(found, await whereOf(ctx, found), ctx.t));
  });
  onPress(composer, askReallyOpenButton, async (ctx, { round }) => {
    const outcome = await deps.openRound(ctx.work, ctx.actor, round);
    if (outcome.type === 'notYours') return refuse(ctx);
    if (outcome.type === 'openedAlready') toast(ctx, ctx.t.plain('ask.openedAlready'));
    await card(ctx, round, outcome.type === 'opened' ? ctx.t('ask.opened') : null);
  });
  onPress(composer, askExtendButton, async (ctx, { round, days }) => {
    const outcome = await deps.extendRound(ctx.work, ctx.actor, { round, days });
    if (outcome.type === 'notYours') return refuse(ctx);
    if (outcome.type !== 'extended') toast(ctx, ctx.t.plain(`ask.${outcome.type}`));
    await card(ctx, round, outcome.type === 'extended' ? ctx.t('ask.extended') : null);
  });
  onPress(composer, askCloseButton, async (ctx, { round }) => {
    const found = await deps.readRound(ctx.work, ctx.actor, round);
    if (found?.round.status !== 'open') return card(ctx, round);
    show(ctx, confirmCloseScreen(found, ctx.t));
  });
  onPress(composer, askReallyCloseButton, async (ctx, { round }) => {
    const outcome = await deps.closeRound(ctx.work, ctx.actor, round);
    if (outcome.type === 'notYours') return refuse(ctx);
    if (outcome.type === 'notOpen') toast(ctx, ctx.t.plain('ask.notOpen'));
    await card(ctx, round, outcome.type === 'closed' ? ctx.t('ask.closed') : null);
  });
  onPress(composer, askAgainButton, async (ctx, { survey }) => {
    const outcome = await deps.askAgain(ctx.work, ctx.actor, survey);
    if (outcome.type === 'notYours') return refuse(ctx);
    await card(ctx, outcome.round);
  });

  async function list(ctx: BotContext, page: number): Promise<void> {
    if (!isStaff(ctx.actor)) return void show(ctx, { text: ctx.t('staff.notStaff') });
    show(ctx, listScreen(await deps.rounds(ctx.work, ctx.actor.scopes, page), ctx.t));
  }

  async function card(ctx: BotContext, round: RoundId, note: Html | null = null): Promise<void> {
    const found = await deps.readRound(ctx.work, ctx.actor, round);
    if (!found) return outdated(ctx);
    show(ctx, cardScreen(found, await whereOf(ctx, found), ctx.t, note));
  }

  async function whereOf(ctx: BotContext, { round }: RoundCard): Promise<NamedScope> {
    const [where] = await deps.scopeNames(ctx.work, [round.scope]);
    return where ?? { scope: round.scope, named: null };
  }

  async function set(ctx: BotContext, round: RoundId, setting: RoundSetting): Promise<void> {
    const outcome = await deps.setRound(ctx.work, ctx.actor, { round, setting });
    if (outcome.type === 'notYours') return refuse(ctx);
    if (outcome.type !== 'set') toast(ctx, ctx.t.plain(`ask.${outcome.type}`));
    await card(ctx, round);
  }

  async function make(ctx: BotContext, template: TemplateKey, about: string | null): Promise<void> {
    const definition = surveyFromTemplate(template, about);
    // Each one made in the chat is a survey of its own: there is no file to send again.
    const key = `chat:${template}:${ctx.person.id}:${ctx.work.now.getTime()}`;
    const made = await deps.makeSurvey(ctx.work, ctx.actor, { key, definition });
    ctx.dialogues.close(askingDialogue);
    if (made.type === 'notStaff') return refuse(ctx);
    await card(ctx, made.round);
  }

  async function outdated(ctx: BotContext): Promise<void> {
    toast(ctx, ctx.t.plain('common.oldButton'));
    await list(ctx, 0);
  }

  async function refuse(ctx: BotContext): Promise<void> {
    toast(ctx, ctx.t.plain('ask.notYours'));
    await list(ctx, 0);
  }

  async function receive(ctx: BotContext): Promise<void> {
    const template = templateOf(ctx);
    if (!template || !isStaff(ctx.actor)) return list(ctx, 0);
    if (ctx.typed === undefined)
      return void show(ctx, aboutScreen(template, ctx.t, ctx.t('common.textPlease')));
    const about = ActivityWords.safeParse(ctx.typed);
    if (!about.success || [...about.data].length > aboutMax)
      return void show(ctx, aboutScreen(template, ctx.t, ctx.t('common.tooLong', { count: aboutMax })));
    await make(ctx, template, about.data);
  }

  return {
    middleware: composer.middleware(),
    dialogue: {
      kind: askingDialogue.kind,
      receive,
      resume: (ctx) => {
        const template = templateOf(ctx);
        if (!template) return list(ctx, 0);
        ctx.dialogues.save(askingDialogue, { step: 'about', template });
        show(ctx, aboutScreen(template, ctx.t));
      },
      isEmpty: () => true,
      title: (ctx) => ctx.t.plain('ask.title'),
    },
  };
}

function templateOf(ctx: BotContext): TemplateKey | undefined {
  const place = ctx.dialogues.load(askingDialogue);
  return place.status === 'open' || place.status === 'paused' ? place.state.template : undefined;
}

function isJson({ file_name, mime_type }: { file_name?: string; mime_type?: string }): boolean {
  return /\.json$/iu.test(file_name ?? '') || mime_type === 'application/json';
}

function scopeOf(kind: Scope['kind'], id: number): Scope {
  if (kind === 'district') return { kind };
  // A forged 0 is no street and no union: nobody answers for it.
  if (kind === 'street') return { kind, street: StreetId.catch(StreetId.parse(2_147_483_647)).parse(id) };
  return { kind, union: UnionId.catch(UnionId.parse(2_147_483_647)).parse(id) };
}
