import type { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import { answerOldButton } from '../../bot/create-bot.ts';
import { say, sendFile, show, toast } from '../../bot/reply.ts';
import type { ErasePerson, LookBeforeErasing } from '../../services/erase-person.ts';
import type { OrderOwnData } from '../../services/order-own-data.ts';
import type { ReadOwnData } from '../../services/read-own-data.ts';
import type { ReadConsents, SetConsent } from '../../services/set-consent.ts';
import { consentButton, consentsButton, eraseAskButton, eraseButton, ownDataButton } from '../buttons.ts';
import { consentsScreen, neededScreen, toMe } from './consents-view.ts';
import { eraseAskScreen, erasedScreen } from './erase-view.ts';
import { ownDataScreens } from './own-data-view.ts';

export interface OwnDataDeps {
  readonly readOwnData: ReadOwnData;
  readonly orderOwnData: OrderOwnData;
  readonly readConsents: ReadConsents;
  readonly setConsent: SetConsent;
  readonly lookBeforeErasing: LookBeforeErasing;
  readonly erasePerson: ErasePerson;
}

/** So long what she read before she erases herself is what she still knows. */
const confirmWithinMinutes = 30;

/** Everything we hold, what she agrees to, and erasing it. */
export function addOwnData(composer: Composer<BotContext>, deps: OwnDataDeps): void {
  onPress(composer, ownDataButton, async (ctx) => {
    toast(ctx, ctx.t.plain('mine.sent'));
    for (const screen of ownDataScreens(await deps.readOwnData(ctx.work, ctx.person.id), ctx.t))
      say(ctx, screen);
    sendFile(ctx, deps.orderOwnData(ctx.actor), {
      text: ctx.t('mine.caption'),
      rows: [[toMe(ctx.t)]],
      personal: true,
    });
  });

  const consents = async (ctx: BotContext) =>
    show(ctx, consentsScreen((await deps.readConsents(ctx.work, ctx.person.id)).consents, ctx.t));
  onPress(composer, consentsButton, consents);
  onPress(composer, consentButton, async (ctx, { purpose, version, on }) => {
    const set = await deps.setConsent(ctx.work, ctx.actor, { purpose, version, wanted: on === '1' });
    if (set.type === 'outdated') return answerOldButton(ctx, () => consents(ctx));
    if (set.type === 'needed' && set.standing.kind !== 'none')
      return show(ctx, neededScreen(set.standing, ctx.t));
    return consents(ctx);
  });

  // Below everything, so that what she confirms is what she has just read.
  const ask = async (ctx: BotContext) =>
    say(ctx, eraseAskScreen(await deps.lookBeforeErasing(ctx.work, ctx.actor), ctx.work.now, ctx.t));
  onPress(composer, eraseAskButton, ask);
  onPress(composer, eraseButton, async (ctx, { asked }) => {
    const minutes = ctx.work.now.getTime() / 60_000 - asked;
    if (minutes < 0 || minutes > confirmWithinMinutes) {
      toast(ctx, ctx.t.plain('mine.eraseLate'));
      return ask(ctx);
    }
    await deps.erasePerson(ctx.work, ctx.actor);
    // Forms she had begun are gone with the rest: nothing of them may be saved with this turn.
    show(ctx, erasedScreen(ctx.t));
  });
}
