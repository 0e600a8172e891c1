import type { Language } from './language.ts';
import { type Exception, minutesOfDay, type Span, type WeeklyHours } from './opening-hours.ts';

/*
 * Opening hours in the words that read-hours.ts and read-exceptions.ts read back, so that what staff write in one language
 * also stands in the other.
 */

interface Vocabulary {
  readonly days: readonly string[];
  readonly groups: Readonly<Record<string, string>>;
  readonly to: string;
  readonly and: string;
  readonly allDay: string;
  readonly nextDay: string;
  readonly between: string;
  readonly closed: string;
}

const vocabularies: Readonly<Record<Language, Vocabulary>> = {
  zh: {
    days: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
    groups: { '1234567': '每天', '12345': '工作日', '67': '周末' },
    to: '至',
    and: '、',
    allDay: '24 小时',
    nextDay: '次日',
    between: '；',
    closed: '关门',
  },
  en: {
    days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    groups: { '1234567': 'daily', '12345': 'weekdays', '67': 'weekends' },
    to: '–',
    and: ', ',
    allDay: '24 hours',
    nextDay: 'next day ',
    between: '; ',
    closed: 'closed',
  },
};

/** 工作日 9:00–18:00；周末 10:00–16:00. */
export function writeHours(hours: WeeklyHours, language: Language): string {
  const words = vocabularies[language];
  const groups = new Map<string, number[]>();
  hours.forEach((spans, index) => {
    if (spans.length === 0) return;
    const times = writeSpans(spans, words);
    groups.set(times, [...(groups.get(times) ?? []), index + 1]);
  });
  if (groups.size === 0) return `${words.groups['1234567']} ${words.closed}`;
  return [...groups].map(([times, days]) => `${writeDays(days, words)} ${times}`).join(words.between);
}

/** 12月31日 9:00–12:00；1月1日–1月3日 关门, with the year, since they are kept. */
export function writeExceptions(exceptions: readonly Exception[], language: Language): string {
  const words = vocabularies[language];
  return exceptions
    .map(({ from, to, spans }) => {
      const days =
        from === to
          ? writeDate(from, language)
          : `${writeDate(from, language)}${language === 'zh' ? '至' : ' – '}${writeDate(to, language)}`;
      return `${days} ${spans.length === 0 ? words.closed : writeSpans(spans, words)}`;
    })
    .join(words.between);
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function writeDate(date: string, language: Language): string {
  const [year = '', month = 0, day = 0] = date.split('-').map((part, index) => (index ? Number(part) : part));
  if (language === 'zh') return `${year}年${month}月${day}日`;
  return `${day} ${months[Number(month) - 1]} ${year}`;
}

/** Runs of three and more as a range: 周一至周三、周五. */
function writeDays(days: readonly number[], words: Vocabulary): string {
  const group = words.groups[days.join('')];
  if (group) return group;
  const runs: number[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run && run.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  const name = (day: number) => words.days[day - 1] ?? '';
  return runs
    .flatMap((run) => {
      const [first = 0] = run;
      const last = run.at(-1) ?? first;
      return run.length < 3 ? run.map(name) : [`${name(first)}${words.to}${name(last)}`];
    })
    .join(words.and);
}

function writeSpans(spans: readonly Span[], words: Vocabulary): string {
  return spans
    .map(({ from, to }) => {
      if (from === 0 && to === minutesOfDay) return words.allDay;
      const next = to > minutesOfDay ? words.nextDay : '';
      return `${writeTime(from)}–${next}${writeTime(to > minutesOfDay ? to - minutesOfDay : to)}`;
    })
    .join(words.and);
}

function writeTime(minute: number): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
}
