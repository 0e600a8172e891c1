import { wordsFor } from '../domain/language.ts';
import { type Answers, type ChoiceQuestion, cellKey, isChoice, type Question } from '../domain/survey.ts';
import type { Translate } from '../i18n/index.ts';
import { cellWords } from '../i18n/result-words.ts';

/** What can be chosen, by its key, as it is called. */
export function choiceWords(question: ChoiceQuestion, t: Translate): ReadonlyMap<string, string> {
  if (question.type !== 'times')
    return new Map(question.options.map(({ key, label }) => [key, wordsFor(label, t.language)]));
  return new Map(
    question.days.flatMap((day) =>
      question.slots.map(({ key, label }) => [cellKey(day, key), cellWords(day, label, t)]),
    ),
  );
}

/** An answer in words; nothing where there is none. */
export function answerWords(question: Question, answer: Answers[string], t: Translate): string {
  if (answer === null || answer === undefined) return '';
  if (typeof answer === 'string') return answer;
  if (typeof answer === 'number') return numberWords(question, answer, t);
  if (!isChoice(question)) return '';
  const words = choiceWords(question, t);
  return t.format.list(answer.flatMap((key) => words.get(key) ?? []));
}

function numberWords(question: Question, answer: number, t: Translate): string {
  if (question.type === 'scale') return t.plain('survey.onScale', { number: answer, most: question.to });
  const unit = question.type === 'number' && question.unit ? wordsFor(question.unit, t.language) : null;
  return unit === null
    ? t.format.number(answer)
    : t.plain('survey.withUnit', { number: t.format.number(answer), unit });
}
