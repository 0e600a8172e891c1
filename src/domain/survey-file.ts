import type { z } from 'zod';
import { choicesOf, isChoice, isMeasure, Question, SurveyDefinition, SurveyKey } from './survey.ts';
import type { Condition } from './survey-path.ts';

/*
 * A survey as a file: JSON of a key and a definition. Everything that is wrong with it is found at once, each fault with its
 * path, so that nobody has to send a file six times to learn of six faults.
 */

const SurveyFile = SurveyDefinition.extend({ key: SurveyKey });

/** What is wrong at a path. `value` is the limit that was passed, or the name that isn't known. */
export interface FileFault {
  /** `questions[2].options[0].label.zh`; empty for the file itself. */
  readonly path: string;
  readonly type:
    | 'tooLarge'
    | 'notJson'
    | 'missing'
    | 'unknownField'
    | 'wrongType'
    | 'unknownValue'
    | 'tooLong'
    | 'empty'
    | 'tooFew'
    | 'tooMany'
    | 'tooSmall'
    | 'tooGreat'
    | 'badKey'
    | 'badCondition'
    | 'twice'
    | 'minAboveMax'
    | 'maxAboveChoices'
    | 'noSuchQuestion'
    | 'notEarlier'
    | 'noSuchOption'
    | 'conditionUnfit'
    | 'allExclusive';
  readonly value?: string | number;
}

export type ReadFile =
  | { readonly ok: true; readonly key: string; readonly definition: SurveyDefinition }
  | { readonly ok: false; readonly faults: readonly FileFault[] };

/** Bytes of a file; a survey of forty long questions takes a tenth. */
export const largestSurveyFile = 256 * 1024;
/** More are not listed: they follow from the first. */
const mostFaults = 100;

export function readSurveyFile(text: string): ReadFile {
  if (text.length > largestSurveyFile)
    return { ok: false, faults: [{ path: '', type: 'tooLarge', value: largestSurveyFile / 1024 }] };
  const json = parseJson(text.replace(/^\uFEFF/u, ''));
  if ('fault' in json) return { ok: false, faults: [json.fault] };
  const parsed = SurveyFile.safeParse(json.value, { reportInput: true });
  const shape = parsed.success ? [] : parsed.error.issues.flatMap((issue) => faultsOf(issue));
  // Questions that can be read are looked at together, whatever is wrong with the others.
  const faults = dedupe([...shape, ...fitFaults(readableQuestions(json.value))]);
  if (!parsed.success || faults.length > 0) return { ok: false, faults };
  const { key, ...definition } = parsed.data;
  return { ok: true, key, definition };
}

/** A question; or only its key, where the rest can't be read. */
type Readable = Question | { readonly key: string | null; readonly type: 'unread' };

function readableQuestions(file: unknown): readonly Readable[] {
  const questions = typeof file === 'object' && file !== null && 'questions' in file ? file.questions : [];
  return (Array.isArray(questions) ? questions : []).map((question: unknown): Readable => {
    const parsed = Question.safeParse(question);
    if (parsed.success) return parsed.data;
    const key = typeof question === 'object' && question !== null && 'key' in question ? question.key : null;
    return { key: typeof key === 'string' ? key : null, type: 'unread' };
  });
}

/** Whether the parts of a definition fit one another; for those in the code base, too. */
export function fitFaults(questions: readonly Readable[]): readonly FileFault[] {
  return [
    ...twice(questions.map(({ key }) => key)).map((index) => fault(`questions[${index}].key`, 'twice')),
    ...questions.flatMap((question, index) =>
      question.type === 'unread'
        ? []
        : [
            ...partFaults(question, `questions[${index}]`),
            ...(question.when ?? []).flatMap((condition, place) =>
              conditionFaults(condition, questions, index, `questions[${index}].when[${place}]`),
            ),
          ],
    ),
  ];
}

function parseJson(text: string): { readonly value: unknown } | { readonly fault: FileFault } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    // A courtesy: where the engine doesn't say, the fault stands without it.
    const [, position] = /position (\d+)/u.exec(String(error)) ?? [];
    if (position === undefined) return { fault: { path: '', type: 'notJson' } };
    const line = text.slice(0, Number(position)).split('\n').length;
    return { fault: { path: '', type: 'notJson', value: line } };
  }
}

type Issue = z.core.$ZodIssue;

function faultsOf(issue: Issue): FileFault[] {
  const path = pathOf(issue.path);
  switch (issue.code) {
    case 'invalid_type':
      return [fault(path, issue.input === undefined ? 'missing' : 'wrongType', issue.expected)];
    case 'unrecognized_keys':
      return issue.keys.map((key) => fault(pathOf([...issue.path, key]), 'unknownField'));
    case 'too_small':
      if (issue.origin === 'string') return [fault(path, 'empty')];
      return [fault(path, issue.origin === 'array' ? 'tooFew' : 'tooSmall', Number(issue.minimum))];
    case 'too_big':
      if (issue.origin === 'string') return [fault(path, 'tooLong', Number(issue.maximum))];
      return [fault(path, issue.origin === 'array' ? 'tooMany' : 'tooGreat', Number(issue.maximum))];
    // Only keys are checked by more than a schema's own words.
    case 'invalid_format':
    case 'custom':
      return [fault(path, 'badKey')];
    case 'invalid_value':
      return [fault(path, 'unknownValue', issue.values.map(String).join(', '))];
    case 'invalid_union':
      return issue.discriminator === undefined
        ? [fault(path, 'badCondition')]
        : [fault(path, 'unknownValue', 'one, many, scale, number, text, times')];
    default:
      return [fault(path, 'wrongType')];
  }
}

function partFaults(question: Question, path: string): FileFault[] {
  const faults: FileFault[] = [];
  if (question.type === 'one' || question.type === 'many') {
    const keys = question.options.map(({ key }) => key);
    faults.push(...twice(keys).map((index) => fault(`${path}.options[${index}].key`, 'twice')));
    if (question.options.every(({ exclusive }) => exclusive))
      faults.push(fault(`${path}.options`, 'allExclusive'));
  }
  if (question.type === 'times') {
    faults.push(...twice(question.days).map((index) => fault(`${path}.days[${index}]`, 'twice')));
    const slots = question.slots.map(({ key }) => key);
    faults.push(...twice(slots).map((index) => fault(`${path}.slots[${index}].key`, 'twice')));
  }
  if ('min' in question && question.min > question.max) faults.push(fault(`${path}.max`, 'minAboveMax'));
  if (question.type === 'many' || question.type === 'times') {
    const most = choicesOf(question).filter(({ exclusive }) => !exclusive).length;
    if (question.max > most) faults.push(fault(`${path}.max`, 'maxAboveChoices', most));
  }
  return faults;
}

function conditionFaults(
  condition: Condition,
  questions: readonly Readable[],
  index: number,
  path: string,
): FileFault[] {
  const at = questions.findIndex(({ key }) => key === condition.question);
  const on = questions[at];
  if (!on) return [fault(`${path}.question`, 'noSuchQuestion', condition.question)];
  if (at >= index) return [fault(`${path}.question`, 'notEarlier', condition.question)];
  if (on.type === 'unread') return [];
  const chosen = 'is' in condition ? condition.is : 'isNot' in condition ? condition.isNot : undefined;
  if (chosen === undefined) return isMeasure(on) ? [] : [fault(path, 'conditionUnfit', condition.question)];
  if (!isChoice(on)) return [fault(path, 'conditionUnfit', condition.question)];
  const known = new Set(choicesOf(on).map(({ key }) => key));
  const list = 'is' in condition ? 'is' : 'isNot';
  return chosen.flatMap((key, place) =>
    known.has(key) ? [] : [fault(`${path}.${list}[${place}]`, 'noSuchOption', key)],
  );
}

/** Places at which something stands that stood before. */
function twice(keys: readonly (string | null)[]): number[] {
  return keys.flatMap((key, index) => (key !== null && keys.indexOf(key) < index ? [index] : []));
}

function fault(path: string, type: FileFault['type'], value?: string | number): FileFault {
  return value === undefined ? { path, type } : { path, type, value };
}

function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${shortened(String(part))}`))
    .join('')
    .replace(/^\./u, '');
}

/** Names of fields are the sender's: a page of them is cut. */
function shortened(name: string): string {
  const letters = [...name];
  return letters.length <= 40 ? name : `${letters.slice(0, 40).join('')}…`;
}

function dedupe(faults: readonly FileFault[]): FileFault[] {
  const seen = new Set<string>();
  return faults
    .filter(({ path, type }) => !seen.has(`${path} ${type}`) && seen.add(`${path} ${type}`))
    .slice(0, mostFaults);
}
