import { z } from 'zod';
import { QuietHours, usualQuietHours } from './quiet-hours.ts';

/*
 * What the district decides for itself, in chat. Each setting is a row of its own; one that was never set, or can't be
 * read any more, is as usual.
 */

const schemas = {
  /** When nobody is written to unasked. */
  quietHours: QuietHours,
  /** What goes to more people than these is released by a second officer. */
  releaseAbove: z.number().int().min(1).max(1_000_000),
} as const;

export type SettingName = keyof typeof schemas;
export type Settings = { readonly [K in SettingName]: z.infer<(typeof schemas)[K]> };

const usualSettings: Settings = { quietHours: usualQuietHours, releaseAbove: 500 };

export function settingOf<K extends SettingName>(name: K, value: unknown): Settings[K] {
  const read = schemas[name].safeParse(value);
  return read.success ? (read.data as Settings[K]) : usualSettings[name];
}
