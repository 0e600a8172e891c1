import type { Log } from '../log.ts';
import type { BotCommand, LanguageCode, Payload } from './api-types.ts';
import { faultOf } from './fault.ts';
import { ApiError, NetworkError } from './telegram-error.ts';
import type { BotApi } from './transport.ts';

/** '': for everybody whose language has no entry of its own. */
type ProfileLanguage = LanguageCode | '';

/** How the bot presents itself to readers of one language. */
export interface ProfileText {
  readonly code: ProfileLanguage;
  readonly name: string;
  /** Shown in an empty chat, above the start button. */
  readonly description: string;
  /** Shown on the bot's page and where it is shared. */
  readonly shortDescription: string;
  readonly commands: readonly BotCommand[];
}

/** The commands that staff see in their own chats, in place of everybody's. */
export interface StaffCommands {
  readonly chats: readonly number[];
  readonly languages: readonly { readonly code: ProfileLanguage; readonly commands: readonly BotCommand[] }[];
}

export interface Profile {
  readonly languages: readonly ProfileText[];
  readonly staff?: StaffCommands;
}

type Api = Pick<BotApi, 'call'>;
type Scope = NonNullable<Payload<'setMyCommands'>['scope']>;

/**
 * Reads what Telegram shows, compares, and writes only what differs: names may be changed a few times a day, and a
 * restart must not use them up. What fails is logged and left for the next start: no bot stays away for its name.
 *
 * @returns how many texts were written, and how many could not be
 */
export async function syncProfile(
  api: Api,
  profile: Profile,
  log: Log,
): Promise<{ written: number; failed: number }> {
  const counts = { written: 0, failed: 0 };
  const steps = [
    ...profile.languages.flatMap((text) => textSteps(api, text)),
    ...(profile.staff ? staffSteps(api, profile.staff) : []),
  ];
  for (const { method, run } of steps) {
    try {
      if (await run()) counts.written += 1;
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof NetworkError)) throw error;
      counts.failed += 1;
      log.warn('profile not updated', { method, ...faultOf(error) });
    }
  }
  log.info('profile compared', { counts });
  return counts;
}

/** Gives one chat the staff's commands: somebody has just become staff. */
export function showStaffCommands(
  api: Api,
  chat: number,
  languages: StaffCommands['languages'],
  log: Log,
): Promise<{ written: number; failed: number }> {
  return syncProfile(api, { languages: [], staff: { chats: [chat], languages } }, log);
}

/** One text: `run` writes it if Telegram shows another, and says whether it did. */
interface Step {
  readonly method: string;
  run(): Promise<boolean>;
}

const quietly = { patience: 'none' } as const;

function textSteps(api: Api, text: ProfileText): Step[] {
  const language = inLanguage(text.code);
  return [
    {
      method: 'setMyName',
      run: async () => {
        const { name } = await api.call('getMyName', language, quietly);
        return name !== text.name && api.call('setMyName', { ...language, name: text.name }, quietly);
      },
    },
    {
      method: 'setMyDescription',
      run: async () => {
        const { description } = text;
        const shown = await api.call('getMyDescription', language, quietly);
        return (
          shown.description !== description &&
          api.call('setMyDescription', { ...language, description }, quietly)
        );
      },
    },
    {
      method: 'setMyShortDescription',
      run: async () => {
        const short_description = text.shortDescription;
        const shown = await api.call('getMyShortDescription', language, quietly);
        return (
          shown.short_description !== short_description &&
          api.call('setMyShortDescription', { ...language, short_description }, quietly)
        );
      },
    },
    commandStep(api, { type: 'all_private_chats' }, text),
  ];
}

function staffSteps(api: Api, { chats, languages }: StaffCommands): Step[] {
  return chats.flatMap((chat_id) =>
    languages.map((language) => commandStep(api, { type: 'chat', chat_id }, language)),
  );
}

function commandStep(api: Api, scope: Scope, text: Pick<ProfileText, 'code' | 'commands'>): Step {
  const place = { scope, ...inLanguage(text.code) };
  return {
    method: 'setMyCommands',
    run: async () => {
      const shown = await api.call('getMyCommands', place, quietly);
      const { commands } = text;
      return !sameCommands(shown, commands) && api.call('setMyCommands', { ...place, commands }, quietly);
    },
  };
}

function inLanguage(code: ProfileLanguage): { language_code?: LanguageCode } {
  return code === '' ? {} : { language_code: code };
}

function sameCommands(shown: readonly BotCommand[], wanted: readonly BotCommand[]): boolean {
  const lines = (commands: readonly BotCommand[]) =>
    JSON.stringify(commands.map((one) => [one.command, one.description]));
  return lines(shown) === lines(wanted);
}
