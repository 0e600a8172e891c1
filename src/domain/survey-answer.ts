import { type Answers, type ChoiceQuestion, choicesOf, isMeasure, type Question, rangeOf } from './survey.ts';

/* Whether an answer fits its question, and the form in which it is kept. */

/** As it comes in: what was chosen, a number, what was written, or nothing. */
export type Answer = readonly string[] | string | number | null;

export type AnswerRefusal =
  | { readonly type: 'unknownOption' }
  | { readonly type: 'tooFew'; readonly min: number }
  | { readonly type: 'tooMany'; readonly max: number }
  | { readonly type: 'tooLong'; readonly max: number }
  | { readonly type: 'notANumber'; readonly min: number; readonly max: number }
  | { readonly type: 'required' };

export type Chosen =
  | { readonly ok: true; readonly chosen: readonly string[] }
  | {
      readonly ok: false;
      readonly refusal:
        | { readonly type: 'unknownOption' }
        | { readonly type: 'tooMany'; readonly max: number };
    };

/** A question of which several may be chosen. */
export type SeveralQuestion = Exclude<ChoiceQuestion, { type: 'one' }>;

/** Sets one choice of several on or off. Saying the same twice changes nothing. */
export function choose(
  question: SeveralQuestion,
  chosen: readonly string[],
  key: string,
  on: boolean,
): Chosen {
  const choices = choicesOf(question);
  const choice = choices.find((candidate) => candidate.key === key);
  if (!choice) return { ok: false, refusal: { type: 'unknownOption' } };
  const others = chosen.filter((other) => other !== key);
  if (!on) return { ok: true, chosen: others };
  if (choice.exclusive) return { ok: true, chosen: [key] };
  const wanted = new Set([key, ...others]);
  const kept = choices.filter((candidate) => wanted.has(candidate.key) && !candidate.exclusive);
  if (kept.length > question.max) return { ok: false, refusal: { type: 'tooMany', max: question.max } };
  return { ok: true, chosen: kept.map((candidate) => candidate.key) };
}

type Checked =
  | { readonly ok: true; readonly answer: Answers[string] }
  | { readonly ok: false; readonly refusal: AnswerRefusal };

/**
 * Options in the question's order, numbers as numbers, text without invisible signs. An empty answer to a question that
 * may be skipped is a skipped one.
 */
export function checkAnswer(question: Question, given: Answer): Checked {
  if (given === null) return emptied(question);
  if (question.type === 'text')
    return typeof given === 'string' ? checkText(question, given) : refused({ type: 'required' });
  if (isMeasure(question)) {
    const { min, max } = rangeOf(question);
    const number = typeof given === 'string' ? numberIn(given) : given;
    if (typeof number !== 'number' || !Number.isInteger(number) || number < min || number > max)
      return refused({ type: 'notANumber', min, max });
    return { ok: true, answer: number };
  }
  return Array.isArray(given) ? checkChoice(question, given) : refused({ type: 'unknownOption' });
}

function emptied(question: Question): Checked {
  return question.required ? refused({ type: 'required' }) : { ok: true, answer: null };
}

function refused(refusal: AnswerRefusal): Checked {
  return { ok: false, refusal };
}

function checkText(question: Question & { type: 'text' }, given: string): Checked {
  const text = tidyText(given);
  if (text === '') return emptied(question);
  if ([...text].length > question.maxLength) return refused({ type: 'tooLong', max: question.maxLength });
  return { ok: true, answer: text };
}

function checkChoice(question: ChoiceQuestion, given: readonly string[]): Checked {
  const choices = choicesOf(question);
  if (given.some((key) => !choices.some((choice) => choice.key === key)))
    return refused({ type: 'unknownOption' });
  const chosen = choices.filter((choice) => given.includes(choice.key));
  if (chosen.length === 0 && !question.required) return { ok: true, answer: null };
  const { min, max } = question.type === 'one' ? { min: 1, max: 1 } : question;
  const enough = chosen.some((choice) => choice.exclusive) ? 1 : Math.max(1, min);
  if (chosen.length < enough) return refused({ type: 'tooFew', min: enough });
  const clash = chosen.length > 1 && chosen.some((choice) => choice.exclusive);
  if (clash || chosen.length > max) return refused({ type: 'tooMany', max: clash ? 1 : max });
  return { ok: true, answer: chosen.map((choice) => choice.key) };
}

// Direction marks and the like could make a text read differently from what it says; line breaks stay.
function tidyText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[^\P{C}\n\u200d]/gu, '')
    .trim();
}

const chineseDigits = '零一二三四五六七八九';

/**
 * A whole number as people type one: `30`, `３０`, `30 分钟`, `1,200`, `十五`. Nothing where there is none, or more than
 * one.
 */
export function numberIn(typed: string): number | undefined {
  const text = typed.normalize('NFKC').replace(/(?<=\d)[,，](?=\d{3}(?!\d))/gu, '');
  const found = text.match(/-?\d+(?:\.\d+)?/gu) ?? [];
  if (found.length > 1) return undefined;
  if (found[0] !== undefined) return Number(found[0]);
  const [chinese] = text.match(/[零一二两三四五六七八九十]+/u) ?? [];
  return chinese === undefined ? undefined : chineseNumber(chinese.replace('两', '二'));
}

/** Up to 99, which is as far as anybody writes them out. */
function chineseNumber(text: string): number | undefined {
  const match = /^([一二三四五六七八九])?(十)?([零一二三四五六七八九])?$/u.exec(text);
  if (!match) return undefined;
  const [, first, ten, last] = match;
  const digit = (letter: string | undefined) => (letter ? chineseDigits.indexOf(letter) : 0);
  if (!ten) return first && last ? undefined : digit(first ?? last);
  return (first ? digit(first) : 1) * 10 + digit(last);
}
