import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { buildingsCalled } from '../../db/queries/called.ts';
import { inWork, txOf } from '../../db/work.ts';
import type { MadeFile } from '../../domain/file-order.ts';
import { createTranslations } from '../../i18n/index.ts';
import { makePoster } from '../../make-poster.ts';
import { botUsername } from '../bot-username.ts';
import { type Desk, verb } from '../verb.ts';
import { askWhich } from '../which.ts';
import { withDatabase } from '../with-database.ts';

const username = /^[A-Za-z]\w{3,31}$/u;

export const poster = verb({
  name: 'poster',
  usage: '<building> [--out <folder>] [--bot <username>]',
  summary: 'Draws a poster for a building’s lobby, as a PDF to print and as a PNG to pass on.',
  options: z.object({
    building: z
      .string({ error: 'is missing: the name or the code of a building' })
      .trim()
      .min(1, 'must be the name or the code of a building'),
    out: z.string().trim().min(1, 'must be a folder').default('.'),
    bot: z
      .string()
      .transform((written) => written.replace(/^(?:https:\/\/t\.me\/|@)/u, ''))
      .pipe(z.string().regex(username, 'must be the bot’s username, such as niangjia_bot'))
      .optional(),
  }),
  bare: 'building',
  run: (desk, { building: text, out, bot }) =>
    withDatabase(desk, async (db) => {
      const building = await inWork(db, desk.now, async (work) => {
        const found = await buildingsCalled(await txOf(work), text);
        const [meant, another] = found;
        if (meant && !another) return meant.id;
        askWhich(desk, 'building', text, found);
        return undefined;
      });
      if (building === undefined) return 1;
      const link = bot ?? (await linkedBot(desk));
      if (link === undefined) return 1;
      const { timeZone, languageDefault } = desk.config;
      const translations = createTranslations(timeZone);
      const tools = { db, translations, username: link };
      const draw = (as: 'pdf' | 'png') =>
        makePoster(tools, { kind: 'poster', building, as }, translations[languageDefault]);
      return write(desk, out, [await draw('pdf'), await draw('png')]);
    }),
});

/** Whose link the code is to be; asked of Telegram unless it was given. */
async function linkedBot(desk: Desk): Promise<string | undefined> {
  try {
    return await botUsername(desk.config.telegram);
  } catch {
    desk.complain(
      'Telegram does not say what the bot of BOT_TOKEN is called. Give its name: --bot <username>',
    );
    return undefined;
  }
}

async function write(desk: Desk, folder: string, files: readonly (MadeFile | null)[]): Promise<0 | 1> {
  try {
    await mkdir(folder, { recursive: true });
    for (const file of files) {
      if (!file) throw new Error('the building is gone');
      await writeFile(join(folder, file.name), file.data);
      desk.say(join(folder, file.name));
    }
    return 0;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === '') throw error;
    desk.complain(`The folder ${folder} can't be written to (${code}).`);
    return 1;
  }
}
