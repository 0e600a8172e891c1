import type { Scope } from './actor.ts';
import type { PersonId, RoundId, SurveyId } from './ids.ts';
import type { Words } from './language.ts';
import type { AnsweredAt, Answers, Question, SurveyDefinition } from './survey.ts';
import { nextQuestion, partAnswers } from './survey-path.ts';

export type RoundKind = 'standing' | 'yearly' | 'once';
export type RoundStatus = 'draft' | 'open' | 'closed';

/** One asking of a survey. */
export interface Round {
  readonly id: RoundId;
  readonly code: string;
  readonly survey: SurveyId;
  readonly version: number;
  readonly definition: SurveyDefinition;
  readonly kind: RoundKind;
  readonly scope: Scope;
  readonly anonymous: boolean;
  readonly reminders: number;
  readonly status: RoundStatus;
  readonly opensAt: Date;
  readonly closesAt: Date | null;
}

/** Whether it can be answered at this moment: the job that closes it may be a minute late. */
export function isRunning(round: Pick<Round, 'status' | 'opensAt' | 'closesAt'>, now: Date): boolean {
  return round.status === 'open' && round.opensAt <= now && (round.closesAt === null || round.closesAt > now);
}

/** How a round is named: the needs survey's that always stands, by its row, or by the code in a link. */
export type RoundRef = 'standing' | { readonly id: RoundId } | { readonly code: string };

/** A round, and what one person has said in it so far. */
export interface SurveySheet {
  readonly person: PersonId;
  readonly round: Round;
  readonly open: boolean;
  /** Members there may answer, and applicants while they wait; `elsewhere`: it asks the people of other places. */
  readonly standing: 'member' | 'applicant' | 'visitor' | 'elsewhere';
  /** What counts; of an anonymous round nothing is known. */
  readonly answers: Answers;
  /** Answers to questions that don't stand at the moment. */
  readonly setAside: Answers;
  /** A yearly round: what she said the last time, to begin with; and what of it is fresh enough not to be asked. */
  readonly before: Answers;
  readonly fresh: readonly string[];
  readonly answeredAt: AnsweredAt;
  /** Every question was dealt with; from then on she only changes answers. */
  readonly completed: boolean;
  /** She asked not to be asked again in this round. */
  readonly declined: boolean;
  /** She agreed to what answers are used for, in the words now in force. */
  readonly consented: boolean;
  /** She agreed to announcements: without that, her answers can't bring her any. */
  readonly hears: boolean;
}

/** One of those that a person can answer now. */
export interface OpenRound {
  readonly id: RoundId;
  readonly kind: RoundKind;
  readonly title: Words;
  readonly answered: boolean;
}

/** Answers hold for so long. */
const freshMonths = 12;

/** Answers from before this moment are old. */
export function freshSince(now: Date): Date {
  const since = new Date(now);
  since.setUTCMonth(since.getUTCMonth() - freshMonths);
  return since;
}

/** Whether an answer given then still holds. */
export function isFresh(answeredAt: string | undefined, now: Date): boolean {
  if (answeredAt === undefined) return false;
  return new Date(answeredAt) > freshSince(now);
}

/** All she has said, whether it counts at the moment or not. A yearly round begins with what is still fresh. */
export function saidIn(sheet: SurveySheet): Answers {
  const carried = Object.fromEntries(sheet.fresh.map((key) => [key, sheet.before[key] ?? null]));
  return { ...carried, ...sheet.setAside, ...sheet.answers };
}

/** What a round asks her: everything; a yearly one only what has become old, or hangs on an answer that she changed. */
export function asksHer(sheet: SurveySheet): (question: Question) => boolean {
  const fresh = new Set(sheet.fresh);
  return ({ key }) => !fresh.has(key);
}

/** What is kept of a round once she has given one more answer. */
export function withAnswer(
  sheet: SurveySheet,
  {
    question,
    answer,
    now,
  }: { readonly question: string; readonly answer: Answers[string]; readonly now: Date },
): Pick<SurveySheet, 'answers' | 'setAside' | 'answeredAt' | 'completed'> {
  const parted = partAnswers(sheet.round.definition, { ...saidIn(sheet), [question]: answer ?? null });
  return {
    ...parted,
    answeredAt: { ...sheet.answeredAt, [question]: now.toISOString() },
    completed: sheet.completed || nextQuestion(sheet.round.definition, parted.answers) === undefined,
  };
}
