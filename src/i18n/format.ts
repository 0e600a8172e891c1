import type { Language } from '../domain/language.ts';

const tags: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' };

/** Numbers, shares, days and times as people of a language write them, in the deployment's time zone. */
export interface Formats {
  number(value: number): string;
  percent(value: number): string;
  day(date: Date): string;
  /** With its year. */
  date(date: Date): string;
  moment(date: Date): string;
  time(date: Date): string;
  month(date: Date): string;
  monthYear(date: Date): string;
  list(parts: readonly string[]): string;
}

export function createFormats(language: Language, timeZone: string): Formats {
  const tag = tags[language];
  const number = new Intl.NumberFormat(tag);
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 });
  const dates = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tag, { timeZone, ...options });
  const monthDay = dates({ month: language === 'zh' ? 'long' : 'short', day: 'numeric' });
  const date = dates({ year: 'numeric', month: language === 'zh' ? 'long' : 'short', day: 'numeric' });
  const weekday = dates({ weekday: 'short' });
  const time = dates({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const month = dates({ month: language === 'zh' ? 'numeric' : 'long' });
  const monthYear = dates({ month: 'long', year: 'numeric' });
  const list = new Intl.ListFormat(tag, { style: 'short', type: 'unit' });
  const day = (instant: Date) =>
    language === 'zh'
      ? `${monthDay.format(instant)}（${weekday.format(instant)}）`
      : `${weekday.format(instant)} ${monthDay.format(instant)}`;
  return {
    number: (value) => number.format(value),
    date: (instant) => date.format(instant),
    percent: (value) => percent.format(value),
    day,
    moment: (instant) =>
      language === 'zh'
        ? `${day(instant)}${time.format(instant)}`
        : `${day(instant)}, ${time.format(instant)}`,
    time: (instant) => time.format(instant),
    month: (instant) => month.format(instant),
    monthYear: (instant) => monthYear.format(instant),
    list: (parts) => (language === 'zh' ? parts.join('、') : list.format(parts)),
  };
}
