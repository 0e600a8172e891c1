import { z } from 'zod';
import { restoreNotes } from '../backup-notes.ts';
import { verb } from '../verb.ts';

export const restore = verb({
  name: 'restore',
  usage: '',
  summary: 'Says how to bring a copy back. Runs nothing.',
  options: z.object({}),
  run(desk) {
    for (const line of restoreNotes(desk.config, desk.now)) desk.say(line);
    return 0;
  },
});
