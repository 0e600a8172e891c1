import { minutesOfDay, type Span, type WeeklyHours } from './opening-hours.ts';

/*
 * Opening hours as staff write them, in Chinese or English: 工作日 9:00–18:00；周六 10点到下午4点, Mon–Fri 9am–6pm. Days come
 * before their times; times without days are for every day. A word that isn't known makes the whole unread: “法定节假日除外”
 * passed over would send somebody to a locked door.
 */

/** @returns null when it isn't read as hours, or could be read in two ways */
export function readHours(text: string): WeeklyHours | null {
  const tokens = tokensOf(text);
  if (!tokens) return null;
  const week: (readonly Span[] | undefined)[] = Array.from({ length: 7 });
  let days: readonly number[] = [];
  let given: Span[] | 'closed' | undefined;
  const settle = (): boolean => {
    if (given === undefined) return days.length === 0;
    const spans = given === 'closed' ? [] : joined(given);
    const meant = days.length > 0 ? days : everyDay;
    if (!spans) return false;
    // “每天 9:00–18:00，周日休息”: what is said of fewer days holds.
    for (const day of meant) week[day - 1] = spans;
    return true;
  };
  for (const token of tokens) {
    if (token.kind === 'days') {
      if (given !== undefined) {
        if (!settle()) return null;
        days = [];
        given = undefined;
      }
      days = [...days, ...token.days];
    } else if (token.kind === 'closed') {
      if (given !== undefined) return null;
      given = 'closed';
    } else {
      if (given === 'closed') return null;
      given = [...(given ?? []), token.span];
    }
  }
  if (given === undefined || !settle()) return null;
  return week.map((spans) => spans ?? []);
}

const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** In order, those that touch made one; null where they overlap. */
function joined(spans: readonly Span[]): readonly Span[] | null {
  const sorted = spans.toSorted((a, b) => a.from - b.from);
  const whole: Span[] = [];
  for (const span of sorted) {
    const last = whole.at(-1);
    if (last && span.from < last.to) return null;
    if (last && span.from === last.to && span.to - last.from <= minutesOfDay)
      whole[whole.length - 1] = { from: last.from, to: span.to };
    else whole.push(span);
  }
  // A night that runs into the same day's morning: 20:00–次日 10:00 and 9:00–12:00 is one of them too many.
  const [first] = whole;
  const last = whole.at(-1);
  return first && last && whole.length > 1 && last.to - minutesOfDay > first.from ? null : whole;
}

type Token =
  | { readonly kind: 'days'; readonly days: readonly number[] }
  | { readonly kind: 'time'; readonly span: Span }
  | { readonly kind: 'closed' };

const dayNames: readonly (readonly [RegExp, readonly number[]])[] = [
  [/每天|每日|天天|全周|daily|every day|all week/y, everyDay],
  [/工作日|平日|weekdays?|working days?/y, [1, 2, 3, 4, 5]],
  [/(?:周|双休)(?:末|六日|六、日|休日)|双休|weekends?/y, [6, 7]],
];
const week = '一二三四五六日';
const oneDay =
  /(?:(?:周|星期|礼拜)(?<zh>[一二三四五六日天])|(?<en>mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|rsday|urday)?s?(?![a-z]))/y;
/** 周一、三、五 names the week once. */
const moreDays = /[、,，]?(?<zh>[一二三四五六日天])(?![\d点])/y;
const dayRange = /\s*(?:至|到|[-–—~]|\bto\b|through)\s*/y;

const half = '(?:上午|早上|早晨|凌晨|中午|下午|傍晚|晚上|早|晚)';
const clock = (n: number) =>
  `(?<half${n}>${half})?\\s*(?<hour${n}>\\d{1,2})(?::(?<minute${n}>\\d{2})|[点时](?:(?<part${n}>半|一刻|三刻)|(?<spoken${n}>\\d{1,2})分?)?整?)?\\s*(?<suffix${n}>[ap]\\.?m\\.?)?`;
const span = new RegExp(
  `${clock(1)}\\s*(?:至|到|[-–—~]|to|until|(?=早|晚))\\s*(?<next>次日|第二天|翌日|凌晨(?=0?[0-5][:点])|next day)?\\s*${clock(2)}(?!\\d)\\s*(?<after>next day)?`,
  'y',
);
const allDay = /(?:全天(?:24\s*小时)?|24\s*小时|24\s*hours?|24\/7|around the clock)/y;
const closed = /休息|关门|关闭|不开放?|不营业|暂停开放|closed/y;
const noise = /(?:[\s,，、;；:。.&（）()/]|开放时间|营业时间|开放|营业|服务|open|from|and|和|及|\bon\b)/y;

function tokensOf(typed: string): readonly Token[] | null {
  const text = typed.normalize('NFKC').trim().toLowerCase();
  if (text.length > 600) return null;
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const found = tokenAt(text, at);
    if (found === null) return null;
    if (found.token) tokens.push(found.token);
    at = found.end;
  }
  return tokens;
}

function tokenAt(text: string, at: number): { readonly token?: Token; readonly end: number } | null {
  for (const [name, days] of dayNames) {
    const end = endOf(name, text, at);
    if (end !== null) return { token: { kind: 'days', days }, end };
  }
  const named = namedDays(text, at);
  if (named) return named;
  const always = endOf(allDay, text, at);
  if (always !== null) return { token: { kind: 'time', span: { from: 0, to: minutesOfDay } }, end: always };
  const time = matchAt(span, text, at);
  if (time) {
    const read = readSpan(time.groups ?? {});
    return read && { token: { kind: 'time', span: read }, end: at + time[0].length };
  }
  const shut = endOf(closed, text, at);
  if (shut !== null) return { token: { kind: 'closed' }, end: shut };
  const end = endOf(noise, text, at);
  return end === null ? null : { end };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function endOf(pattern: RegExp, text: string, at: number): number | null {
  const found = matchAt(pattern, text, at);
  return found && at + found[0].length;
}

/** 周一, 周一至周五, 周一、三、五, Mon–Fri. */
function namedDays(text: string, at: number): { readonly token: Token; readonly end: number } | null {
  const first = matchAt(oneDay, text, at);
  if (!first) return null;
  const from = dayOf(first.groups);
  let end = at + first[0].length;
  const range = endOf(dayRange, text, end);
  const last = range === null ? null : (matchAt(oneDay, text, range) ?? matchAt(moreDays, text, range));
  if (range !== null && last) {
    const to = dayOf(last.groups);
    const days = from <= to ? everyDay.slice(from - 1, to) : [];
    // 周六到周一 is too clever for a door.
    return days.length === 0 ? null : { token: { kind: 'days', days }, end: range + last[0].length };
  }
  const days = [from];
  for (let more = matchAt(moreDays, text, end); more; more = matchAt(moreDays, text, end)) {
    days.push(dayOf(more.groups));
    end += more[0].length;
  }
  return { token: { kind: 'days', days }, end };
}

const english = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function dayOf(groups: Record<string, string | undefined> = {}): number {
  if (groups.en) return english.indexOf(groups.en) + 1;
  return groups.zh === '天' ? 7 : week.indexOf(groups.zh ?? '') + 1;
}

function readSpan(groups: Record<string, string | undefined>): Span | null {
  const nextDay = groups.next !== undefined || groups.after !== undefined;
  const from = minuteOf(groups, '1');
  const to = minuteOf(groups, '2');
  if (from === null || to === null || from >= minutesOfDay) return null;
  if (nextDay) return to < minutesOfDay && to <= from && to > 0 ? { from, to: to + minutesOfDay } : null;
  if (to > from) return { from, to };
  // An evening that ends after midnight; “9–6” instead may be anything.
  const isNight = from >= 12 * 60 && to <= 6 * 60;
  return isNight ? { from, to: to + minutesOfDay } : null;
}

const parts: Readonly<Record<string, number>> = { 半: 30, 一刻: 15, 三刻: 45 };

function minuteOf(groups: Record<string, string | undefined>, n: string): number | null {
  const of = (name: string) => groups[`${name}${n}`];
  const part = of('part');
  const minute = part ? (parts[part] ?? 0) : Number(of('minute') ?? of('spoken') ?? 0);
  const hour = hourOf(Number(of('hour')), of('half'), of('suffix')?.replace(/\./gu, ''));
  if (hour === null || minute > 59) return null;
  const total = hour * 60 + minute;
  return total > minutesOfDay ? null : total;
}

function hourOf(hour: number, part: string | undefined, suffix: string | undefined): number | null {
  if (suffix) {
    if (hour < 1 || hour > 12) return null;
    return (hour % 12) + (suffix === 'pm' ? 12 : 0);
  }
  const late =
    part === '下午' || part === '傍晚' || part === '晚上' || part === '晚' || (part === '中午' && hour < 3);
  if (late && hour === 12) return part === '晚上' || part === '晚' ? 24 : 12;
  return late && hour < 12 ? hour + 12 : hour;
}
