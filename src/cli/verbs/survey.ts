import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { readSurveyFile } from '../../domain/survey-file.ts';
import { createTranslations } from '../../i18n/index.ts';
import { faultWords } from '../../i18n/survey-fault-words.ts';
import { canRead } from '../file.ts';
import { verb } from '../verb.ts';

export const survey = verb({
  name: 'survey',
  usage: 'check <file>',
  summary:
    'Reads a survey that is to be sent to the bot as a file, and lists everything that is wrong with it.',
  options: z.object({
    check: z
      .string({ error: 'is missing: survey check <file.json>' })
      .regex(/^check .+/u, 'is asked as: survey check <file.json>')
      .transform((asked) => asked.slice('check '.length)),
  }),
  bare: 'check',
  run: async (desk, { check: path }) => {
    if (!(await canRead(desk, path))) return 1;
    const t = createTranslations(desk.config.timeZone)[desk.config.languageDefault];
    const read = readSurveyFile(await readFile(path, 'utf8'));
    if (read.ok) {
      const { key, definition } = read;
      desk.say(t.plain('ask.cliFine', { key, count: definition.questions.length }));
      return 0;
    }
    for (const fault of read.faults) desk.complain(faultWords(fault, t));
    return 1;
  },
});
