import { z } from 'zod';
import { templateKeys } from '../../domain/survey-templates.ts';

/* A template is chosen, then what it is about is written; the survey is made with that. */

const AskingState = z.object({ step: z.literal('about'), template: z.enum(templateKeys) });

export const askingDialogue = { kind: 'asking', State: AskingState };
