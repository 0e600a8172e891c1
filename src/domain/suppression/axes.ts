import type { Answers, MeasureQuestion, Question, SurveyDefinition } from '../survey.ts';
import { choicesOf, rangeOf } from '../survey.ts';

/*
 * Ways to divide those who answered (figures.ts says what an axis is). All results are counts along one axis or two.
 */

/** Who gave no answer: she skipped the question, or wasn't asked. */
export const unanswered = '-';

export interface Axis {
  /** `frequency`, or `interests.crafts`. */
  readonly id: string;
  readonly question: string;
  /** The option that it is about; null where its classes are the options. */
  readonly option: string | null;
  readonly classes: readonly string[];
}

/** What a survey's results can be divided by, in the order of its questions and options. */
export function axesOf(survey: SurveyDefinition): readonly Axis[] {
  return survey.questions.flatMap((question) => axesOfQuestion(question));
}

export function axesOfQuestion(question: Question): readonly Axis[] {
  const { key } = question;
  switch (question.type) {
    case 'one':
      return [
        whole(
          key,
          choicesOf(question).map((option) => option.key),
        ),
      ];
    case 'scale': {
      const { min, max } = rangeOf(question);
      return [
        whole(
          key,
          Array.from({ length: max - min + 1 }, (_, step) => String(min + step)),
        ),
      ];
    }
    case 'many':
    case 'times':
      return choicesOf(question).map((option) => ({
        id: `${key}.${option.key}`,
        question: key,
        option: option.key,
        classes: ['yes', 'no'],
      }));
    case 'number':
    case 'text':
      return [];
  }
}

function whole(question: string, classes: readonly string[]): Axis {
  return { id: question, question, option: null, classes: [...classes, unanswered] };
}

/** Which class of the axis these answers belong to, by its place. */
export function classOf({ question, option, classes }: Axis, answers: Answers): number {
  const answer = answers[question];
  if (option !== null) return Array.isArray(answer) && answer.includes(option) ? 0 : 1;
  const given = Array.isArray(answer) ? answer[0] : typeof answer === 'number' ? String(answer) : undefined;
  const found = given === undefined ? -1 : classes.indexOf(given);
  return found === -1 ? classes.length - 1 : found;
}

/** Questions whose answers are summed up rather than counted. */
export function measuresOf(
  survey: SurveyDefinition,
): readonly (MeasureQuestion & { readonly type: 'number' })[] {
  return survey.questions.filter((question) => question.type === 'number');
}

export function crossId(row: Axis, column: Axis): string {
  return `${row.id}|${column.id}`;
}
