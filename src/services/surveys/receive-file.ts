import { keepSurveyFile, unreadFiles } from '../../db/queries/survey-files.ts';
import { txOf } from '../../db/work.ts';
import { type Actor, isStaff } from '../../domain/actor.ts';
import { largestSurveyFile } from '../../domain/survey-file.ts';
import type { Work } from '../../domain/work.ts';

type Received = { readonly type: 'received' | 'notStaff' | 'tooLarge' | 'tooMany' };

const mostWaiting = 5;

/** Takes in a survey that somebody of staff has sent as a file. It is fetched and read once this is committed. */
export type ReceiveSurveyFile = (
  work: Work,
  actor: Actor,
  file: { readonly id: string; readonly bytes: number },
) => Promise<Received>;

export const receiveSurveyFile: ReceiveSurveyFile = async (work, actor, file) => {
  if (!isStaff(actor)) return { type: 'notStaff' };
  if (file.bytes > largestSurveyFile) return { type: 'tooLarge' };
  const tx = await txOf(work);
  if ((await unreadFiles(tx, actor.person)) >= mostWaiting) return { type: 'tooMany' };
  await keepSurveyFile(tx, { by: actor.person, file: file.id, receivedAt: work.now });
  return { type: 'received' };
};
