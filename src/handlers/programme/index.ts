import type { Conversation } from '../../bot/conversation.ts';
import { type NewActivityDeps, newActivityConversation } from './new-activity/index.ts';
import { type PlannedDeps, plannedConversation } from './planned/index.ts';
import { type ScheduleDeps, scheduleConversation } from './schedule/index.ts';
import { type SuggestDeps, suggestConversation } from './suggest/index.ts';

export type ProgrammeDeps = Omit<NewActivityDeps, 'showPublished'> &
  PlannedDeps &
  ScheduleDeps &
  Omit<SuggestDeps, 'beginDraft'>;

/** Staff's side of activities: planning one, telling members of it, and the month's announcement. */
export function programmeConversations(deps: ProgrammeDeps): readonly Conversation[] {
  const planned = plannedConversation(deps);
  const newActivity = newActivityConversation({ ...deps, showPublished: planned.showPublished });
  return [
    newActivity,
    planned,
    scheduleConversation(deps),
    suggestConversation({ ...deps, beginDraft: newActivity.beginDraft }),
  ];
}
