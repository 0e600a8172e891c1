import type { PersonId, RoundId, SurveyId } from '../../src/domain/ids.ts';
import { needsSurvey } from '../../src/domain/needs-survey.ts';
import { type Answers, questionByKey } from '../../src/domain/survey.ts';
import { checkAnswer } from '../../src/domain/survey-answer.ts';
import { pathOf } from '../../src/domain/survey-path.ts';
import { type Round, type SurveySheet, saidIn, withAnswer } from '../../src/domain/survey-round.ts';
import { surveyConversation } from '../../src/handlers/survey/index.ts';
import { talk } from './talk.ts';

export const needsRound: Round = {
  id: 3 as RoundId,
  code: 'n5d8',
  survey: 3 as SurveyId,
  version: 1,
  definition: needsSurvey.definition,
  kind: 'standing',
  scope: { kind: 'district' },
  anonymous: false,
  reminders: 0,
  status: 'open',
  opensAt: new Date(0),
  closesAt: null,
};

/** A round over answers in memory. `sheet` may be changed under way, as time and others do. */
export function answering(changes: Partial<SurveySheet> & { language?: 'zh' | 'en' } = {}) {
  const { language = 'zh', ...given } = changes;
  let sheet: SurveySheet = {
    person: 1 as PersonId,
    round: needsRound,
    open: true,
    standing: 'member',
    answers: {},
    setAside: {},
    before: {},
    fresh: [],
    answeredAt: {},
    declined: false,
    completed: false,
    consented: false,
    hears: true,
    ...given,
  };
  const saved: [string, unknown][] = [];
  const handedIn: Answers[] = [];
  const conversation = surveyConversation({
    readSurvey: async (_work, which) =>
      which === 'standing' || ('id' in which ? which.id === sheet.round.id : which.code === sheet.round.code)
        ? sheet
        : undefined,
    answerSurvey: async (_work, _actor, { question: key, answer }) => {
      const question = questionByKey(sheet.round.definition, key);
      if (sheet.round.anonymous || sheet.round.status === 'draft')
        throw new Error('kept what nobody may keep');
      if (!question || !pathOf(sheet.round.definition, saidIn(sheet)).includes(question))
        return { type: 'unknownQuestion' };
      if (!sheet.open) return { type: 'closed' };
      const checked = checkAnswer(question, answer);
      if (!checked.ok) return { type: 'refused', refusal: checked.refusal };
      saved.push([key, checked.answer]);
      const before = sheet.completed;
      const kept = withAnswer(sheet, { question: key, answer: checked.answer, now: new Date(0) });
      sheet = { ...sheet, ...kept, fresh: sheet.fresh.filter((other) => other !== key), consented: true };
      return { type: 'saved', sheet, justCompleted: sheet.completed && !before };
    },
    openRounds: async () => [],
    declineRound: async () => ({ type: sheet.open ? 'declined' : 'notAsked' }),
    handIn: async (_work, _actor, { answers }) => {
      if (!sheet.round.anonymous) return { type: 'notAsked' };
      if (sheet.completed) return { type: 'already' };
      if (!sheet.open) return { type: 'closed' };
      handedIn.push(answers);
      sheet = { ...sheet, completed: true };
      return { type: 'handedIn' };
    },
  });
  return {
    ...talk([conversation], { language }),
    saved,
    handedIn,
    change: (to: Partial<SurveySheet>) => {
      sheet = { ...sheet, ...to };
    },
    answers: () => sheet.answers,
    sheet: () => sheet,
  };
}
