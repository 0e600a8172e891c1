import type { BotContext } from '../../bot/context.ts';
import { leftover, type SurveyState, surveyDialogue } from './dialogue.ts';

/** Done with this round. Another that she has begun waits to be taken up. */
export function leave(ctx: BotContext): void {
  const left = leftover(stateOf(ctx));
  ctx.dialogues.close(surveyDialogue);
  if (!left) return;
  ctx.dialogues.save(surveyDialogue, left);
  ctx.dialogues.pause(surveyDialogue.kind);
}

/** Where she is, open or set aside. */
export function stateOf(ctx: BotContext): SurveyState | undefined {
  const place = ctx.dialogues.load(surveyDialogue);
  return place.status === 'open' || place.status === 'paused' ? place.state : undefined;
}
