import type { MessageEntity } from '../../world/telegram.ts';
import { entityError } from './entity-error.ts';

/** `unix` is a Unix time, `format` `r` for "in 3 hours" or weekday, date and time as `w`, `d`/`D`, `t`/`T`. */
export function dateTimeEntity(
  unix: string,
  format: string,
  range: { offset: number; length: number },
): MessageEntity {
  if (!/^\d{1,12}$/.test(unix)) throw entityError('Invalid Unix time specified');
  if (!/^(?:r|w?[dD]?[tT]?)$/.test(format)) throw entityError('Invalid date-time format specified');
  const entity: MessageEntity = { type: 'date_time', ...range, unix_time: Number(unix) };
  return format ? { ...entity, date_time_format: format } : entity;
}
