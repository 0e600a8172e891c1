import { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Conversation } from '../../bot/conversation.ts';
import { sendFile, show, toast } from '../../bot/reply.ts';
import type { Scope } from '../../domain/actor.ts';
import type { Coverage } from '../../domain/coverage.ts';
import type { FileOrder } from '../../domain/file-order.ts';
import type { Named } from '../../domain/language.ts';
import { readDay } from '../../domain/read-day.ts';
import { dateIn } from '../../domain/schedule.ts';
import type { Work } from '../../domain/work.ts';
import type { Html } from '../../i18n/index.ts';
import type { CoverageRefusal, ShowCoverage } from '../../services/show-coverage.ts';
import {
  coverageButton,
  coverageCausesButton,
  coverageChangesButton,
  coverageChangesFileButton,
  coverageDayButton,
  coverageFiguresButton,
  coverageFileButton,
  coverageLackingButton,
  coverageRowsButton,
} from '../buttons.ts';
import { changesScreen, placesScreen } from './changes-view.ts';
import { coverageDialogue } from './dialogue.ts';
import { dayScreen, figuresScreen, lackingScreen, pickScreen, rowsScreen, type Setting } from './view.ts';
import { noonOf, scopeWanted, type Wanted, wantedOf, whereOf } from './wanted.ts';

export interface CoverageDeps {
  readonly scopeNames: (
    work: Work,
    scopes: readonly Scope[],
  ) => Promise<readonly { readonly scope: Scope; readonly named: Named | null }[]>;
  readonly showCoverage: ShowCoverage;
  readonly timeZone: string;
}

/** What the district's building unions cover, for those who answer for it: on any day, and between two. */
export function coverageConversation({ scopeNames, showCoverage, timeZone }: CoverageDeps): Conversation {
  const composer = new Composer<BotContext>();

  onPress(composer, coverageButton, begin);
  onPress(composer, coverageFiguresButton, (ctx, wanted) => figures(ctx, wanted));
  onPress(composer, coverageRowsButton, (ctx, { page, ...wanted }) =>
    read(ctx, wanted, (coverage) => show(ctx, rowsScreen(coverage, page, settingOf(ctx)))),
  );
  onPress(composer, coverageLackingButton, (ctx, { page, ...wanted }) => lacking(ctx, wanted, page));
  onPress(composer, coverageDayButton, (ctx, { wanted: what, ...wanted }) => askDay(ctx, wanted, what));
  onPress(composer, coverageChangesButton, (ctx, { from, ...wanted }) => changes(ctx, wanted, from));
  onPress(composer, coverageCausesButton, (ctx, { from, page, ...wanted }) =>
    changes(ctx, wanted, from, page),
  );
  onPress(composer, coverageFileButton, (ctx, { as, ...wanted }) => file(ctx, wanted, null, as));
  onPress(composer, coverageChangesFileButton, (ctx, { from, ...wanted }) => file(ctx, wanted, from, 'xlsx'));

  /** All that she looks after, today; of several places, she says which. */
  async function begin(ctx: BotContext): Promise<void> {
    const { scopes } = ctx.actor;
    const widest = scopes.find(({ kind }) => kind === 'district') ?? (scopes.length === 1 ? scopes[0] : null);
    if (widest) return figures(ctx, wantedOf(widest, settingOf(ctx).today));
    ctx.dialogues.close(coverageDialogue);
    show(ctx, pickScreen(await scopeNames(ctx.work, scopes), settingOf(ctx)));
  }

  function figures(ctx: BotContext, wanted: Wanted): Promise<void> {
    return read(ctx, wanted, (coverage) =>
      show(ctx, figuresScreen(coverage, widestOver(ctx, coverage), settingOf(ctx))),
    );
  }

  async function read(
    ctx: BotContext,
    wanted: Wanted,
    then: (coverage: Coverage) => Promise<void> | void,
  ): Promise<void> {
    const of = scopeWanted(wanted);
    if (!of) return refused(ctx, wanted, { type: 'notYours' });
    const outcome = await showCoverage.figures(ctx.work, ctx.actor, { of, day: wanted.day });
    if (outcome.type !== 'figures') return refused(ctx, wanted, outcome);
    ctx.dialogues.close(coverageDialogue);
    return then(outcome.coverage);
  }

  async function lacking(ctx: BotContext, wanted: Wanted, page: number): Promise<void> {
    const of = scopeWanted(wanted);
    if (!of) return refused(ctx, wanted, { type: 'notYours' });
    const outcome = await showCoverage.incomplete(ctx.work, ctx.actor, { of, day: wanted.day });
    if (outcome.type !== 'incomplete') return refused(ctx, wanted, outcome);
    ctx.dialogues.close(coverageDialogue);
    show(ctx, lackingScreen(outcome.coverage, outcome.incomplete, page, settingOf(ctx)));
  }

  /** @param page of the places; without one, the causes */
  async function changes(ctx: BotContext, wanted: Wanted, from: string, page?: number): Promise<void> {
    const of = scopeWanted(wanted);
    if (!of) return refused(ctx, wanted, { type: 'notYours' });
    const outcome = await showCoverage.changes(ctx.work, ctx.actor, { of, day: wanted.day, from });
    if (outcome.type !== 'changes') return refused(ctx, wanted, outcome);
    ctx.dialogues.close(coverageDialogue);
    const setting = settingOf(ctx);
    show(
      ctx,
      page === undefined
        ? changesScreen(outcome.changes, setting)
        : placesScreen(outcome.changes, page, setting),
    );
  }

  /** Made when it is sent, so it is checked here whether she may have it. */
  function file(ctx: BotContext, wanted: Wanted, from: string | null, as: 'xlsx' | 'png'): Promise<void> {
    return read(ctx, wanted, (coverage) => {
      const { t } = ctx;
      const { today } = settingOf(ctx);
      if (from !== null && from > today) return refused(ctx, wanted, { type: 'future' });
      toast(ctx, t.plain('coverage.sending'));
      const order: FileOrder = { kind: 'coverage', of: coverage.of, day: wanted.day, from, as };
      const told = { where: whereOf(coverage, t), day: noonOf(wanted.day, timeZone) };
      sendFile(ctx, order, {
        text: as === 'png' ? t('coverage.pictureCaption', told) : t('coverage.tableCaption', told),
      });
    });
  }

  async function askDay(
    ctx: BotContext,
    wanted: Wanted,
    what: 'day' | 'from',
    note: Html | null = null,
  ): Promise<void> {
    const { kind, id, day } = wanted;
    ctx.dialogues.save(coverageDialogue, { step: 'askDay', kind, id, day, wanted: what });
    show(ctx, dayScreen(wanted, what, note, settingOf(ctx)));
  }

  /** A button from when she looked after it, a forged one, or a day to come. */
  async function refused(ctx: BotContext, wanted: Wanted, { type }: CoverageRefusal): Promise<void> {
    const { t } = ctx;
    const setting = settingOf(ctx);
    if (type === 'future') {
      const note = t('coverage.future', { today: noonOf(setting.today, timeZone) });
      return askDay(ctx, { ...wanted, day: setting.today }, 'day', note);
    }
    ctx.dialogues.close(coverageDialogue);
    toast(ctx, t.plain('coverage.notYours'));
    show(ctx, pickScreen(await scopeNames(ctx.work, ctx.actor.scopes), setting));
  }

  /** What she wrote while asked for a day. */
  async function receive(ctx: BotContext): Promise<void> {
    const place = ctx.dialogues.load(coverageDialogue);
    if (place.status === 'none' || place.status === 'outdated') return begin(ctx);
    const { wanted: what, step: _step, ...wanted } = place.state;
    if (ctx.typed === undefined) return askDay(ctx, wanted, what, ctx.t('common.textPlease'));
    const { today } = settingOf(ctx);
    const day = readDay(ctx.typed, today);
    if (!day) return askDay(ctx, wanted, what, ctx.t('coverage.unreadDay'));
    if (day > today) {
      return askDay(ctx, wanted, what, ctx.t('coverage.future', { today: noonOf(today, timeZone) }));
    }
    return what === 'day' ? figures(ctx, { ...wanted, day }) : changes(ctx, wanted, day);
  }

  function settingOf(ctx: BotContext): Setting {
    return { t: ctx.t, timeZone, today: dateIn(ctx.work.now, timeZone) };
  }

  return {
    middleware: composer.middleware(),
    dialogue: {
      kind: coverageDialogue.kind,
      isEmpty: () => true,
      receive,
      resume(ctx) {
        const place = ctx.dialogues.load(coverageDialogue);
        if (place.status === 'none' || place.status === 'outdated') return begin(ctx);
        const { wanted: what, step: _step, ...wanted } = place.state;
        return askDay(ctx, wanted, what);
      },
      title: (ctx) => ctx.t.plain('coverage.menu'),
    },
  };
}

/** The widest of her scopes that holds what is shown: where “back” leads. */
function widestOver(ctx: BotContext, { of, street }: Coverage): Scope {
  const { scopes } = ctx.actor;
  return (
    scopes.find(({ kind }) => kind === 'district') ??
    scopes.find((held) => of.kind === 'union' && held.kind === 'street' && held.street === street?.id) ??
    of
  );
}
