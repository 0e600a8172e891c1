import { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Conversation } from '../../bot/conversation.ts';
import { say, sendFile, show, toast } from '../../bot/reply.ts';
import { isStaff, type Scope } from '../../domain/actor.ts';
import type { ImportId } from '../../domain/ids.ts';
import { mostExported, mostWaiting } from '../../domain/import/report.ts';
import type { Work } from '../../domain/work.ts';
import { shortNameIn } from '../../i18n/named.ts';
import type { DecideImport, ImportDeed } from '../../services/import/decide-import.ts';
import type { ImportState } from '../../services/import/read-import.ts';
import type { ReceiveImport } from '../../services/import/receive-import.ts';
import {
  importApplyButton,
  importDropButton,
  importExportButton,
  importFoundButton,
  importRollButton,
  importScopeButton,
  importsButton,
  importTemplateButton,
  importUndoButton,
} from '../buttons.ts';
import { checkedScreen } from '../import-view.ts';
import {
  idOf,
  importsScreen,
  type NamedScope,
  toStaff,
  type Undoable,
  type Wanted,
  whichScopeScreen,
} from './view.ts';

export interface ImportsDeps {
  readonly receiveImport: ReceiveImport;
  readonly decideImport: DecideImport;
  /** How a file that she sent stands; null when there is none such, or somebody else sent it. */
  readonly readImport: (work: Work, id: ImportId, of: BotContext['actor']) => Promise<ImportState | null>;
  readonly undoable: (work: Work, actor: BotContext['actor']) => Promise<readonly Undoable[]>;
  readonly scopeNames: (work: Work, scopes: readonly Scope[]) => Promise<readonly NamedScope[]>;
  /** There is work for once this turn is committed. */
  readonly onDue: () => void;
  readonly unitCount: (work: Work, scope: Scope) => Promise<number>;
}

/** The directory as staff keep it in Excel: a sheet comes in, is looked at, and does what she agrees to. */
export function importsConversation(deps: ImportsDeps): Conversation {
  const composer = new Composer<BotContext>();

  composer.on('message', async (ctx, next) => {
    const { message } = ctx;
    if (!('document' in message) || !isTable(ctx, message.document)) return next();
    await receive(ctx, { id: message.document.file_id, bytes: message.document.file_size ?? 0 });
  });
  onPress(composer, importsButton, menu);
  onPress(composer, importTemplateButton, (ctx) => pick(ctx, 'template'));
  onPress(composer, importExportButton, (ctx) => pick(ctx, 'directory'));
  onPress(composer, importRollButton, (ctx) => pick(ctx, 'roll'));
  onPress(composer, importScopeButton, async (ctx, { file, kind, id }) => {
    const scope = ctx.actor.scopes.find((each) => each.kind === kind && idOf(each) === id);
    if (!scope) return refuse(ctx);
    await give(ctx, file, scope);
  });
  onPress(composer, importApplyButton, (ctx, pressed) => decide(ctx, pressed.import, 'apply'));
  onPress(composer, importDropButton, (ctx, pressed) => decide(ctx, pressed.import, 'drop'));
  onPress(composer, importUndoButton, (ctx, pressed) => decide(ctx, pressed.import, 'undo'));
  onPress(composer, importFoundButton, async (ctx, pressed) => {
    const state = await deps.readImport(ctx.work, pressed.import, ctx.actor);
    if (!state) return refuse(ctx);
    sendFile(ctx, { kind: 'importFound', import: pressed.import }, { text: ctx.t('imports.seeAll') });
  });

  async function menu(ctx: BotContext): Promise<void> {
    if (!isStaff(ctx.actor)) return show(ctx, { text: ctx.t('imports.notStaff') });
    show(ctx, importsScreen(await deps.undoable(ctx.work, ctx.actor), ctx.t));
  }

  async function receive(ctx: BotContext, file: { id: string; bytes: number }): Promise<void> {
    const received = await deps.receiveImport(ctx.work, ctx.actor, file);
    switch (received.type) {
      case 'received':
        deps.onDue();
        return say(ctx, { text: ctx.t('imports.received') });
      case 'tooMany':
        return say(ctx, { text: ctx.t('imports.receivedAgain', { count: mostWaiting }) });
      default:
        return say(ctx, { text: ctx.t(`imports.${received.type}`) });
    }
  }

  async function pick(ctx: BotContext, file: Wanted): Promise<void> {
    const [only, another] = ctx.actor.scopes;
    if (!only) return refuse(ctx);
    if (!another) return give(ctx, file, only);
    show(ctx, whichScopeScreen(file, await deps.scopeNames(ctx.work, ctx.actor.scopes), ctx.t));
  }

  async function give(ctx: BotContext, file: Wanted, scope: Scope): Promise<void> {
    if (file === 'template') {
      return sendFile(ctx, { kind: 'importTemplate', scope }, { text: ctx.t('imports.templateCaption') });
    }
    if (file === 'roll')
      return sendFile(ctx, { kind: 'rollTemplate', scope }, { text: ctx.t('imports.rollCaption') });
    const count = await deps.unitCount(ctx.work, scope);
    if (count > mostExported) {
      return show(ctx, { text: ctx.t('imports.exportTooLarge', { count }), rows: [[toStaff(ctx.t)]] });
    }
    const [named] = await deps.scopeNames(ctx.work, [scope]);
    const where = named?.named ? shortNameIn(named.named, ctx.t) : ctx.t.plain('sheet.district');
    sendFile(ctx, { kind: 'directory', scope }, { text: ctx.t('imports.exportCaption', { where }) });
  }

  async function decide(ctx: BotContext, id: ImportId, deed: ImportDeed): Promise<void> {
    const decided = await deps.decideImport(ctx.work, ctx.actor, id, deed);
    switch (decided.type) {
      case 'applying':
      case 'undoing':
      case 'dropped':
        deps.onDue();
        return show(ctx, { text: ctx.t(`imports.${decided.type}`), rows: [[toStaff(ctx.t)]] });
      case 'tooLate':
        return show(ctx, { text: ctx.t('imports.tooLateToUndo'), rows: [[toStaff(ctx.t)]] });
      case 'notYours':
        return refuse(ctx);
      case 'already': {
        const busy = ['received', 'applying', 'undoing'].includes(decided.status);
        toast(ctx, ctx.t.plain(busy ? 'imports.applyingStill' : 'imports.settledAlready'));
        const state = await deps.readImport(ctx.work, id, ctx.actor);
        if (state && !busy) show(ctx, checkedScreen(state, false, ctx.t));
      }
    }
  }

  async function refuse(ctx: BotContext): Promise<void> {
    toast(ctx, ctx.t.plain('imports.notYours'));
    await menu(ctx);
  }

  return { middleware: composer.middleware() };
}

/** From staff any document is taken for a sheet, unless something else is asked for just now. Names aren't kept. */
function isTable(
  ctx: BotContext,
  { file_name, mime_type }: { file_name?: string; mime_type?: string },
): boolean {
  if (isStaff(ctx.actor) && ctx.dialogues.openKind === undefined) return true;
  return (
    /\.(xlsx?|xlsm|xlsb|csv|et|ods)$/iu.test(file_name ?? '') ||
    /spreadsheet|ms-excel|text\/csv/iu.test(mime_type ?? '')
  );
}
