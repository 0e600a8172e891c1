import type { Profile, ProfileText } from './bot/profile.ts';
import type { Db } from './db/client.ts';
import { staffChats } from './db/queries/people.ts';
import { languages } from './domain/language.ts';
import type { Translate, Translations } from './i18n/index.ts';

/** Commands in the order a worker needs them. */
const forWorkers = [
  'start',
  'find',
  'join',
  'survey',
  'activities',
  'me',
  'language',
  'help',
  'cancel',
] as const;
const forStaff = ['staff', ...forWorkers] as const;

/** What Telegram shows of the bot, in every language we speak; the first is for everybody else too. */
export async function profileOf(db: Db, translations: Translations): Promise<Profile> {
  const codes = ['' as const, ...languages];
  const textsIn = (code: (typeof codes)[number]) => translations[code === '' ? languages[0] : code];
  return {
    languages: codes.map((code) => profileText(code, textsIn(code))),
    staff: {
      chats: await staffChats(db),
      languages: codes.map((code) => ({ code, commands: commands(forStaff, textsIn(code)) })),
    },
  };
}

function profileText(code: ProfileText['code'], t: Translate): ProfileText {
  return {
    code,
    name: t.plain('profile.name'),
    description: t.plain('profile.description'),
    shortDescription: t.plain('profile.shortDescription'),
    commands: commands(forWorkers, t),
  };
}

function commands(names: readonly (typeof forStaff)[number][], t: Translate) {
  return names.map((command) => ({ command, description: t.plain(`profile.${command}`) }));
}
