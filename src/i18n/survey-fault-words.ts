import type { FileFault } from '../domain/survey-file.ts';
import type { Translate } from './index.ts';

/** `questions[2].max: …`, in the chat and at the command line. */
export function faultWords({ path, type, value }: FileFault, t: Translate): string {
  const what = String(value ?? '');
  const words = (): string => {
    switch (type) {
      case 'notJson':
        return value === undefined ? t.plain('ask.f_notJson') : t.plain('ask.f_notJsonAt', { line: what });
      case 'missing':
      case 'unknownField':
      case 'wrongType':
      case 'empty':
      case 'badKey':
      case 'badCondition':
      case 'twice':
      case 'minAboveMax':
      case 'conditionUnfit':
      case 'allExclusive':
        return t.plain(`ask.f_${type}`);
      default:
        return t.plain(`ask.f_${type}`, { what });
    }
  };
  return path === '' ? words() : t.plain('ask.fault', { path, words: words() });
}
