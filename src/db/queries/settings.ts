import { eq } from 'drizzle-orm';
import type { PersonId } from '../../domain/ids.ts';
import { type SettingName, type Settings, settingOf } from '../../domain/settings.ts';
import type { Db, Tx } from '../client.ts';
import { settings } from '../schema.ts';

export async function readSetting<K extends SettingName>(db: Db | Tx, name: K): Promise<Settings[K]> {
  const [row] = await db.select({ value: settings.value }).from(settings).where(eq(settings.name, name));
  return settingOf(name, row?.value);
}

export async function saveSetting<K extends SettingName>(
  tx: Tx,
  { name, value, by, now }: { name: K; value: Settings[K]; by: PersonId; now: Date },
): Promise<void> {
  const row = { value, changedBy: by, changedAt: now };
  await tx
    .insert(settings)
    .values({ name, ...row })
    .onConflictDoUpdate({ target: settings.name, set: row });
}
