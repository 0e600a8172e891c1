import type { Conversation } from '../../bot/conversation.ts';
import { type NewActivityDeps, newActivityConversation } from './new-activity/index.ts';
import { type PlannedDeps, plannedConversation } from './planned/index.ts';
import { type ScheduleDeps, scheduleConversation } from './schedule/index.ts';

export type ProgrammeDeps = Omit<NewActivityDeps, 'showPublished'> & PlannedDeps & ScheduleDeps;

/** Staff's side of activities: planning one, telling members of it, and the month's announcement. */
export function programmeConversations(deps: ProgrammeDeps): readonly Conversation[] {
  const planned = plannedConversation(deps);
  return [
    newActivityConversation({ ...deps, showPublished: planned.showPublished }),
    planned,
    scheduleConversation(deps),
  ];
}
