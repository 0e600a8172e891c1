import type { AnswerRefusal } from '../../domain/survey-answer.ts';
import type { Translate } from '../../i18n/index.ts';

/** Why an answer doesn't do, and what would. */
export function refusalWords(refusal: AnswerRefusal, t: Translate): string {
  switch (refusal.type) {
    case 'tooMany':
      return t.plain('survey.tooMany', { max: refusal.max });
    case 'tooLong':
      return t.plain('common.tooLong', { count: refusal.max });
    case 'notANumber':
      return t.plain('survey.notANumber', { min: refusal.min, max: refusal.max });
    case 'tooFew':
      return refusal.min > 1 ? t.plain('survey.fewerThan', { min: refusal.min }) : t.plain('survey.tooFew');
    case 'required':
      return t.plain('survey.tooFew');
    case 'unknownOption':
      return t.plain('common.oldButton');
  }
}
