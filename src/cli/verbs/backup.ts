import { z } from 'zod';
import { backupNotes } from '../backup-notes.ts';
import { verb } from '../verb.ts';

export const backup = verb({
  name: 'backup',
  usage: '',
  summary: 'Says how to make a copy of this deployment. Runs nothing.',
  options: z.object({}),
  run(desk) {
    for (const line of backupNotes(desk.config, desk.now)) desk.say(line);
    return 0;
  },
});
