import { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Conversation } from '../../bot/conversation.ts';
import { show } from '../../bot/reply.ts';
import { readClock } from '../../domain/read-timing.ts';
import type { Html } from '../../i18n/index.ts';
import type { ChangeSetting, ReadSettings } from '../../services/change-setting.ts';
import {
  settingsButton,
  settingsQuietButton,
  settingsQuietSetButton,
  settingsReleaseButton,
  settingsReleaseSetButton,
} from '../buttons.ts';
import { type SettingsState, settingsDialogue } from './dialogue.ts';
import { askQuietScreen, askReleaseScreen, notYoursScreen, settingsScreen } from './view.ts';

export interface SettingsDeps {
  readonly readSettings: ReadSettings;
  readonly changeSetting: ChangeSetting;
}

/** What the district decides for itself: when nobody is disturbed, and what two officers release. */
export function settingsConversation(deps: SettingsDeps): Conversation {
  const composer = new Composer<BotContext>();

  onPress(composer, settingsButton, (ctx) => page(ctx));
  onPress(composer, settingsQuietButton, (ctx) => ask(ctx, 'quiet'));
  onPress(composer, settingsReleaseButton, (ctx) => ask(ctx, 'release'));
  onPress(composer, settingsQuietSetButton, (ctx, { from, until }) =>
    setQuiet(ctx, clockOf(from), clockOf(until)),
  );
  onPress(composer, settingsReleaseSetButton, (ctx, { people }) => setRelease(ctx, people));

  async function page(ctx: BotContext, note: Html | null = null): Promise<void> {
    ctx.dialogues.close(settingsDialogue);
    const settings = await deps.readSettings(ctx.work, ctx.actor);
    show(ctx, settings ? settingsScreen(settings, ctx.t, note) : notYoursScreen(ctx.t));
  }

  async function ask(ctx: BotContext, step: SettingsState['step'], note: Html | null = null): Promise<void> {
    if (!(await deps.readSettings(ctx.work, ctx.actor))) return page(ctx);
    ctx.dialogues.save(settingsDialogue, { step });
    show(ctx, (step === 'quiet' ? askQuietScreen : askReleaseScreen)(ctx.t, note));
  }

  async function setQuiet(ctx: BotContext, from: string, until: string): Promise<void> {
    const value = { from, until };
    const changed = await deps.changeSetting(ctx.work, ctx.actor, { name: 'quietHours', value });
    if (changed.type === 'unfit') return ask(ctx, 'quiet', ctx.t('settings.unfit', value));
    return page(ctx, changed.type === 'changed' ? ctx.t('settings.quietChanged') : null);
  }

  async function setRelease(ctx: BotContext, people: number): Promise<void> {
    const changed = await deps.changeSetting(ctx.work, ctx.actor, { name: 'releaseAbove', value: people });
    return page(ctx, changed.type === 'changed' ? ctx.t('settings.changed') : null);
  }

  async function receive(ctx: BotContext): Promise<void> {
    const place = ctx.dialogues.load(settingsDialogue);
    if (place.status === 'none' || place.status === 'outdated') return page(ctx);
    const { step } = place.state;
    const { typed, t } = ctx;
    if (typed === undefined) return ask(ctx, step, t('common.textPlease'));
    if (step === 'quiet') {
      const [from, until, more] = typed.split(/\s*(?:到|至|~|～|–|—|-|\bto\b)\s*/u).map(readClock);
      return from && until && more === undefined
        ? setQuiet(ctx, from, until)
        : ask(ctx, step, t('settings.unreadQuiet'));
    }
    const people = Number(/^\D{0,3}(\d{1,6})\D{0,3}$/u.exec(typed.normalize('NFKC').trim())?.[1]);
    return people >= 1 ? setRelease(ctx, people) : ask(ctx, step, t('settings.unreadRelease'));
  }

  return {
    middleware: composer.middleware(),
    dialogue: {
      kind: settingsDialogue.kind,
      receive,
      resume(ctx) {
        const place = ctx.dialogues.load(settingsDialogue);
        return place.status === 'none' || place.status === 'outdated'
          ? page(ctx)
          : ask(ctx, place.state.step);
      },
      isEmpty: () => true,
      title: (ctx) => ctx.t.plain('settings.menu'),
    },
  };
}

const clockOf = (code: string) => `${code.slice(0, 2)}:${code.slice(2)}`;
