import type { Composer } from 'telegraf';
import { onPress } from '../../../bot/button.ts';
import type { BotContext } from '../../../bot/context.ts';
import { say, show, toast } from '../../../bot/reply.ts';
import { isStaff } from '../../../domain/actor.ts';
import type { ApplicationId } from '../../../domain/ids.ts';
import type { Html } from '../../../i18n/index.ts';
import type { ClaimApplication } from '../../../services/applications/claim-application.ts';
import type { TellApart } from '../../../services/applications/duplicates.ts';
import type { HandOver, ListColleagues } from '../../../services/applications/hand-over.ts';
import type { OrderBatch, PreviewBatch } from '../../../services/applications/order-batch.ts';
import type { ShowPhone } from '../../../services/applications/show-phone.ts';
import type { ReviewRefusal } from '../../../services/find-reviewable.ts';
import {
  batchApproveButton,
  batchButton,
  claimButton,
  handOverButton,
  handToButton,
  showPhoneButton,
  tellApartButton,
} from '../../buttons.ts';
import { notStaffScreen, toMenu } from '../menu-view.ts';
import { batchScreen } from './queue-view.ts';
import { colleaguesScreen, phoneScreen } from './view.ts';

export interface DeskDeps {
  readonly claimApplication: ClaimApplication;
  readonly listColleagues: ListColleagues;
  readonly handOver: HandOver;
  readonly showPhone: ShowPhone;
  readonly tellApart: TellApart;
  readonly previewBatch: PreviewBatch;
  readonly orderBatch: OrderBatch;
  /** A batch is to be worked off, once the turn under way is committed. */
  readonly onBatchDue: () => void;
}

/** What a reviewer does beside deciding: takes one on, looks up a number, tells two apart, approves the plain ones. */
export function addDesk(
  composer: Composer<BotContext>,
  deps: DeskDeps,
  back: {
    readonly next: (ctx: BotContext, after: ApplicationId, line: Html) => Promise<void>;
    readonly open: (ctx: BotContext, id: ApplicationId, line: Html) => Promise<void>;
    readonly refused: (ctx: BotContext, refusal: ReviewRefusal, id: ApplicationId) => void;
  },
): void {
  onPress(composer, claimButton, async (ctx, { application, what }) => {
    const outcome = await deps.claimApplication(ctx.work, ctx.actor, application, what);
    if (outcome.type !== 'taken' && outcome.type !== 'givenBack')
      return back.refused(ctx, outcome, application);
    await back.open(ctx, application, ctx.t(outcome.type === 'taken' ? 'staff.taken' : 'staff.givenBack'));
  });

  onPress(composer, handOverButton, async (ctx, { application }) => {
    const outcome = await deps.listColleagues(ctx.work, ctx.actor, application);
    if (outcome.type !== 'listed') return back.refused(ctx, outcome, application);
    show(ctx, { text: ctx.t('staff.opened') });
    say(ctx, colleaguesScreen(application, outcome.colleagues, ctx.t));
  });
  onPress(composer, handToButton, async (ctx, { application, to }) => {
    const outcome = await deps.handOver(ctx.work, ctx.actor, application, to);
    if (outcome.type === 'handedOver') return back.next(ctx, application, ctx.t('staff.handedOver'));
    if (outcome.type !== 'notHers') return back.refused(ctx, outcome, application);
    toast(ctx, ctx.t.plain('staff.handNotHers'));
    await back.open(ctx, application, ctx.t('staff.opened'));
  });

  onPress(composer, showPhoneButton, async (ctx, { application }) => {
    const outcome = await deps.showPhone(ctx.work, ctx.actor, application);
    if (outcome.type !== 'shown') return back.refused(ctx, outcome, application);
    show(ctx, { text: ctx.t('staff.opened') });
    say(ctx, phoneScreen(application, outcome.phone, ctx.t));
  });

  onPress(composer, tellApartButton, async (ctx, { application, other }) => {
    const outcome = await deps.tellApart(ctx.work, ctx.actor, application, other);
    if (outcome.type !== 'apart') return back.refused(ctx, outcome, application);
    await back.open(ctx, application, ctx.t('staff.opened'));
  });

  onPress(composer, batchButton, async (ctx) => {
    if (!isStaff(ctx.actor)) return show(ctx, notStaffScreen(ctx.t));
    show(ctx, batchScreen(await deps.previewBatch(ctx.work, ctx.actor), ctx.t));
  });

  onPress(composer, batchApproveButton, async (ctx, agreed) => {
    if (!isStaff(ctx.actor)) return show(ctx, notStaffScreen(ctx.t));
    const outcome = await deps.orderBatch(ctx.work, ctx.actor, agreed);
    if (outcome.type === 'changed') {
      toast(ctx, ctx.t.plain('staff.batchChanged'));
      return show(ctx, batchScreen(outcome.preview, ctx.t));
    }
    deps.onBatchDue();
    show(ctx, { text: ctx.t('staff.batchOrdered', { count: outcome.count }), rows: [[toMenu(ctx.t)]] });
  });
}
