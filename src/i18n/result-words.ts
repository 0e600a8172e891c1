import { type Words, wordsFor } from '../domain/language.ts';
import type { Results, ResultsPlace, ResultsRound } from '../domain/results.ts';
import { unanswered } from '../domain/suppression/axes.ts';
import { cellKey, type Question, type Weekday } from '../domain/survey.ts';
import type { Translate } from './index.ts';
import { shortNameIn } from './named.ts';

/* What screens, pictures and sheets of results call things. */

/** What was chosen: an option, a step of a scale, an hour of the week, or nothing. */
export function chosenWords(question: Question, key: string, t: Translate): string {
  if (key === unanswered) return t.plain('results.skipped');
  switch (question.type) {
    case 'one':
    case 'many': {
      const option = question.options.find((one) => one.key === key);
      return option ? wordsFor(option.label, t.language) : key;
    }
    case 'scale': {
      const end =
        key === String(question.from) ? question.low : key === String(question.to) ? question.high : null;
      return end ? t.plain('results.end', { step: key, words: wordsFor(end, t.language) }) : key;
    }
    case 'times':
      for (const day of question.days)
        for (const slot of question.slots)
          if (cellKey(day, slot.key) === key) return cellWords(day, slot.label, t);
      return key;
    default:
      return key;
  }
}

/** An hour of the week: “Saturday noon”. */
export function cellWords(day: Weekday, slot: Words, t: Translate): string {
  return t.plain('survey.cell', { day: t.plain(`survey.${day}`), slot: wordsFor(slot, t.language) });
}

export function placeWords({ place, named }: Pick<Results, 'place' | 'named'>, t: Translate): string {
  return named ? shortNameIn(named, t) : place.kind === 'district' ? t.plain('results.district') : '';
}

/** A survey that is asked again and again, by when; the one that always stands, by its name alone. */
export function roundWords({ kind, definition, opensAt }: ResultsRound, t: Translate): string {
  const title = wordsFor(definition.title, t.language);
  return kind === 'standing' ? title : t.plain('results.roundOf', { title, when: opensAt });
}

/** For “… by street”: what the parts of a place are. */
export function partsWords(place: ResultsPlace, t: Translate): string {
  switch (place.kind) {
    case 'district':
      return t.plain('results.byStreet');
    case 'street':
      return t.plain('results.byUnion');
    case 'union':
    case 'building':
      return t.plain('results.byBuilding');
  }
}
