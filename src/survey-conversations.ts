import type { Conversation } from './bot/conversation.ts';
import { scopeNames, scopesWithin } from './db/queries/scopes.ts';
import { openRoundsFor, roundsWithin } from './db/queries/survey-rounds.ts';
import type { Vault } from './db/vault.ts';
import { readOf } from './db/work.ts';
import type { Language } from './domain/language.ts';
import { askingConversation } from './handlers/asking/index.ts';
import { surveyConversation } from './handlers/survey/index.ts';
import { answerSurvey } from './services/answer-survey.ts';
import { createAskAgain } from './services/surveys/ask-again.ts';
import { declineRound } from './services/surveys/decline-round.ts';
import { closeRound, createExtendRound } from './services/surveys/end-round.ts';
import { createHandIn } from './services/surveys/hand-in.ts';
import { createMakeSurvey } from './services/surveys/make-survey.ts';
import { createOpenRound } from './services/surveys/open-round.ts';
import { createReadRound } from './services/surveys/read-round.ts';
import { readSurvey } from './services/surveys/read-survey.ts';
import { receiveSurveyFile } from './services/surveys/receive-file.ts';
import { createSetRound, dropRound } from './services/surveys/set-round.ts';

const roundsOnPage = 8;

/** Asking and answering, with the services they commit with and the queries they read by. */
export function createSurveyConversations(deps: {
  readonly vault: Vault;
  readonly timeZone: string;
  readonly languageDefault: Language;
  /** A survey was sent as a file, and is to be read once the turn under way is committed. */
  readonly onSurveyFile: () => void;
}): readonly Conversation[] {
  return [
    surveyConversation({
      readSurvey,
      openRounds: (work, person) => openRoundsFor(readOf(work), person, work.now),
      answerSurvey,
      declineRound,
      handIn: createHandIn(deps),
    }),
    askingConversation({
      rounds: (work, scopes, page) => roundsWithin(readOf(work), scopes, { page, size: roundsOnPage }),
      readRound: createReadRound(deps),
      scopeNames: (work, scopes) => scopeNames(readOf(work), scopes),
      scopesWithin: (work, scopes, kind, page) => scopesWithin(readOf(work), scopes, kind, page),
      makeSurvey: createMakeSurvey(deps),
      askAgain: createAskAgain(deps),
      setRound: createSetRound(deps),
      dropRound,
      openRound: createOpenRound(deps),
      closeRound,
      extendRound: createExtendRound(deps),
      receiveSurveyFile,
      onFile: deps.onSurveyFile,
    }),
  ];
}
