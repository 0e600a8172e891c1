/** Times as people in the story see them: the district's own zone, whatever zone this browser is in. */
import { language } from '../preferences.js';

const zone = 'Asia/Shanghai';
/** China has kept one offset since 1991, so a wall-clock time there needs no zone database. */
const zoneOffset = 8 * 3_600_000;

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/**
 * @param {Date} date
 * @param {Intl.DateTimeFormatOptions} options
 */
function format(date, options) {
  const locale = language.value === 'zh' ? 'zh-CN' : 'en-GB';
  const key = `${locale}${JSON.stringify(options)}`;
  const known =
    formats.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: 'h23', ...options });
  formats.set(key, known);
  return known.format(date);
}

/** @param {Date} date */
export const hourMinute = (date) => format(date, { hour: '2-digit', minute: '2-digit' });
/** @param {Date} date */
export const dayTitle = (date) => format(date, { month: 'long', day: 'numeric', weekday: 'short' });
/** @param {Date} date */
export const clockTitle = (date) =>
  format(date, { month: 'short', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit' });

/**
 * The day a moment falls on, for telling days apart.
 * @param {Date} date
 */
export const dayKey = (date) => new Date(date.getTime() + zoneOffset).toISOString().slice(0, 10);

/**
 * For `<input type="datetime-local">`.
 * @param {Date} date
 */
export const toLocalInput = (date) => new Date(date.getTime() + zoneOffset).toISOString().slice(0, 16);
/** @param {string} value */
export const fromLocalInput = (value) => new Date(new Date(`${value}Z`).getTime() - zoneOffset);

/**
 * The first first-Monday-of-a-month, 10:00, strictly after `now`.
 * @param {Date} now
 */
export function nextFirstMonday(now) {
  const local = new Date(now.getTime() + zoneOffset);
  for (let month = local.getUTCMonth(); ; month += 1) {
    const first = new Date(Date.UTC(local.getUTCFullYear(), month, 1, 10));
    first.setUTCDate(1 + ((8 - first.getUTCDay()) % 7));
    const instant = new Date(first.getTime() - zoneOffset);
    if (instant > now) return instant;
  }
}

/**
 * A length of time in its largest sensible unit.
 * @param {number} milliseconds
 */
export function span(milliseconds) {
  const minutes = Math.round(milliseconds / 60_000);
  const [value, unit] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 48 * 60
        ? [Math.round(minutes / 60), 'hour']
        : [Math.round(minutes / 1440), 'day'];
  const locale = language.value === 'zh' ? 'zh-CN' : 'en-GB';
  return new Intl.NumberFormat(locale, { style: 'unit', unit: String(unit), unitDisplay: 'long' }).format(
    Number(value),
  );
}

/**
 * A `date_time` entity: w weekday, d/D short or long date, t/T short or long time, r relative, '' as it was written.
 * @param {Date} date
 * @param {string} pattern
 * @param {Date} now
 */
export function formatEntity(date, pattern, now) {
  if (pattern === '') return undefined;
  if (pattern === 'r') {
    const locale = language.value === 'zh' ? 'zh-CN' : 'en-GB';
    const seconds = Math.round((date.getTime() - now.getTime()) / 1000);
    const steps = /** @type {const} */ ([
      ['day', 86_400],
      ['hour', 3600],
      ['minute', 60],
    ]);
    const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
    const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
    return relative.format(Math.round(seconds / size), unit);
  }
  /** @type {Intl.DateTimeFormatOptions} */
  const options = {};
  if (pattern.includes('w')) options.weekday = 'long';
  if (pattern.includes('d')) Object.assign(options, { year: 'numeric', month: 'numeric', day: 'numeric' });
  if (pattern.includes('D')) Object.assign(options, { year: 'numeric', month: 'long', day: 'numeric' });
  if (/[tT]/.test(pattern)) Object.assign(options, { hour: '2-digit', minute: '2-digit' });
  if (pattern.includes('T')) options.second = '2-digit';
  return format(date, options);
}
