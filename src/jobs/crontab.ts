/** Figures of a run, for the log. */
export type Counts = Readonly<Record<string, number>>;

export interface Job {
  readonly name: string;
  /**
   * `minute`: looks each time for what is due, and keeps track of that itself. Otherwise it runs once an hour or once a
   * day, in one of all processes; a time that nobody was running at is made up for at the next start.
   */
  readonly every: 'minute' | 'hour' | 'day';
  readonly run: (now: Date) => Promise<Counts>;
}

export interface CrontabDeps {
  readonly announceMonths: (now: Date) => Promise<Counts>;
  readonly sendDueBroadcasts: (now: Date) => Promise<Counts>;
  readonly tellWaiting: (now: Date) => Promise<Counts>;
  readonly approveBatches: (now: Date) => Promise<Counts>;
  readonly tendSurveys: (now: Date) => Promise<Counts>;
  readonly readSurveyFiles: (now: Date) => Promise<Counts>;
  readonly mixAnonymous: (now: Date) => Promise<Counts>;
  readonly remindReviewers: (now: Date) => Promise<Counts>;
  readonly askWorkplaces: (now: Date) => Promise<Counts>;
  readonly remindApplicants: (now: Date) => Promise<Counts>;
  readonly takeFigures: (now: Date) => Promise<Counts>;
  readonly tellDemandMet: (now: Date) => Promise<Counts>;
  readonly forgetOldUpdates: (now: Date) => Promise<Counts>;
  readonly forgetOldInvitations: (now: Date) => Promise<Counts>;
  readonly forgetOldDialogues: (now: Date) => Promise<Counts>;
  readonly forgetOldApplications: (now: Date) => Promise<Counts>;
  readonly forgetOldImports: (now: Date) => Promise<Counts>;
  readonly forgetStallVisits: (now: Date) => Promise<Counts>;
  readonly forgetOldDeliveries: (now: Date) => Promise<Counts>;
}

/** Everything that happens by itself. */
export function crontab(deps: CrontabDeps): readonly Job[] {
  return [
    { name: 'announce-months', every: 'minute', run: deps.announceMonths },
    { name: 'send-due-broadcasts', every: 'minute', run: deps.sendDueBroadcasts },
    { name: 'tell-waiting', every: 'minute', run: deps.tellWaiting },
    { name: 'approve-batches', every: 'minute', run: deps.approveBatches },
    { name: 'tend-surveys', every: 'minute', run: deps.tendSurveys },
    { name: 'read-survey-files', every: 'minute', run: deps.readSurveyFiles },
    { name: 'mix-anonymous', every: 'hour', run: deps.mixAnonymous },
    { name: 'remind-reviewers', every: 'day', run: deps.remindReviewers },
    { name: 'ask-workplaces', every: 'day', run: deps.askWorkplaces },
    { name: 'remind-applicants', every: 'day', run: deps.remindApplicants },
    { name: 'take-figures', every: 'hour', run: deps.takeFigures },
    { name: 'tell-demand-met', every: 'hour', run: deps.tellDemandMet },
    { name: 'forget-old-updates', every: 'hour', run: deps.forgetOldUpdates },
    { name: 'forget-old-invitations', every: 'day', run: deps.forgetOldInvitations },
    { name: 'forget-old-dialogues', every: 'day', run: deps.forgetOldDialogues },
    { name: 'forget-old-applications', every: 'day', run: deps.forgetOldApplications },
    { name: 'forget-old-imports', every: 'hour', run: deps.forgetOldImports },
    { name: 'forget-stall-visits', every: 'day', run: deps.forgetStallVisits },
    { name: 'forget-old-deliveries', every: 'day', run: deps.forgetOldDeliveries },
  ];
}
