import type { BotContext } from '../bot/context.ts';
import type { Button } from '../bot/screen.ts';
import type { BroadcastId } from '../domain/ids.ts';
import type { Html } from '../i18n/index.ts';
import type { DraftFacts } from '../services/compose/read-draft.ts';

/*
 * A message to many has one page, and several conversations work on it: what it says (compose/), to whom, when, and its
 * release. Each tells in a line how its part stands, and gives the buttons that lead there.
 */

export interface DraftPart {
  readonly lines: readonly Html[];
  readonly rows: readonly (readonly Button[])[];
}

export type ReadDraftPart = (ctx: BotContext, draft: DraftFacts) => Promise<DraftPart>;

/** Shows the page again, with what has just been done above it. Ends the dialogue about any part of it. */
export type ShowDraft = (ctx: BotContext, broadcast: BroadcastId, note?: Html) => Promise<void>;
