import { Composer } from 'telegraf';
import { onPress } from '../../../bot/button.ts';
import type { BotContext } from '../../../bot/context.ts';
import type { Conversation } from '../../../bot/conversation.ts';
import { show, toast } from '../../../bot/reply.ts';
import type { Screen } from '../../../bot/screen.ts';
import type { Scope } from '../../../domain/actor.ts';
import type { UnionId } from '../../../domain/ids.ts';
import type { Schedule } from '../../../domain/program.ts';
import { MonthlyRule } from '../../../domain/schedule.ts';
import type { Work } from '../../../domain/work.ts';
import type { SetAnnouncementSchedule } from '../../../services/set-announcement-schedule.ts';
import {
  scheduleButton,
  scheduleNthButton,
  scheduleOfButton,
  scheduleSetButton,
  scheduleTimeButton,
  scheduleUnionsButton,
  scheduleWeekdayButton,
} from '../../buttons.ts';
import { type AudienceSize, type NamedUnion, pickUnionScreen } from '../view.ts';
import {
  askHourScreen,
  askNthScreen,
  askWeekdayScreen,
  clockTime,
  type Nth,
  scheduleScreen,
} from './view.ts';

export interface ScheduleDeps {
  readonly unionsAnsweredFor: (work: Work, scopes: readonly Scope[]) => Promise<readonly NamedUnion[]>;
  readonly scheduleOf: (work: Work, union: UnionId) => Promise<Schedule>;
  readonly audienceSize: AudienceSize;
  readonly setAnnouncementSchedule: SetAnnouncementSchedule;
}

/** When a union's monthly announcement goes out. Each button carries all that was chosen before it: nothing to lose. */
export function scheduleConversation(deps: ScheduleDeps): Conversation {
  const composer = new Composer<BotContext>();

  onPress(composer, scheduleButton, async (ctx) => {
    const unions = await deps.unionsAnsweredFor(ctx.work, ctx.actor.scopes);
    const [only, ...others] = unions;
    if (only && others.length === 0) return show(ctx, await current(ctx, only));
    return pick(ctx, 0);
  });
  onPress(composer, scheduleUnionsButton, (ctx, { page }) => pick(ctx, page));
  onPress(composer, scheduleOfButton, (ctx, { union }) => of(ctx, union, (named) => current(ctx, named)));
  onPress(composer, scheduleNthButton, (ctx, { union }) =>
    of(ctx, union, (named) => askNthScreen(named, ctx.t)),
  );
  onPress(composer, scheduleWeekdayButton, (ctx, { union, nth }) =>
    of(ctx, union, (named) => askWeekdayScreen(named, nth, ctx.t)),
  );
  onPress(composer, scheduleTimeButton, (ctx, { union, nth, weekday }) =>
    of(ctx, union, (named) => askHourScreen(named, { nth, weekday }, ctx.t)),
  );
  onPress(composer, scheduleSetButton, (ctx, { union, nth, weekday, time }) =>
    of(ctx, union, async (named) => {
      const rule = MonthlyRule.parse({ nth: nthOf(nth), weekday, time: clockTime(time) });
      const outcome = await deps.setAnnouncementSchedule(ctx.work, ctx.actor, { union, rule });
      if (outcome.type === 'set') toast(ctx, ctx.t.plain('programme.scheduleSet'));
      return current(ctx, named);
    }),
  );

  async function current(ctx: BotContext, union: NamedUnion): Promise<Screen> {
    const schedule = await deps.scheduleOf(ctx.work, union.id);
    const reach = await deps.audienceSize(ctx.work, union.id, {
      kind: 'monthlyProgramme',
      at: schedule.nextAt,
    });
    return scheduleScreen({ union, schedule, reach }, ctx.t);
  }

  /** Shows something of a union, if she answers for it. */
  async function of(
    ctx: BotContext,
    union: UnionId,
    screen: (named: NamedUnion) => Screen | Promise<Screen>,
  ): Promise<void> {
    const unions = await deps.unionsAnsweredFor(ctx.work, ctx.actor.scopes);
    const named = unions.find(({ id }) => id === union);
    if (named) return show(ctx, await screen(named));
    toast(ctx, ctx.t.plain('programme.notYours'));
    await pick(ctx, 0);
  }

  async function pick(ctx: BotContext, page: number): Promise<void> {
    const unions = await deps.unionsAnsweredFor(ctx.work, ctx.actor.scopes);
    const press = {
      union: (union: UnionId) => scheduleOfButton.press({ union }),
      turn: (to: number) => scheduleUnionsButton.press({ page: to }),
    };
    show(ctx, pickUnionScreen(ctx.t('programme.pickSchedule'), { unions, page }, press, ctx.t));
  }

  return { middleware: composer.middleware() };
}

function nthOf(nth: Nth): MonthlyRule['nth'] {
  switch (nth) {
    case '1':
      return 1;
    case '2':
      return 2;
    case '3':
      return 3;
    case '4':
      return 4;
    case 'last':
      return 'last';
  }
}
