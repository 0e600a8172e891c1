import type { Update } from './api-types.ts';

/** The Telegram id of whoever caused an update; undefined for the kinds that nobody in particular causes. */
export function personOf(update: Update): number | undefined {
  for (const event of Object.values(update)) {
    if (typeof event !== 'object' || event === null) continue;
    return idOf(event, 'from') ?? idOf(event, 'user') ?? idOf(event, 'chat');
  }
  return undefined;
}

function idOf(event: object, field: string): number | undefined {
  const value: unknown = Object.getOwnPropertyDescriptor(event, field)?.value;
  if (typeof value !== 'object' || value === null || !('id' in value)) return undefined;
  return typeof value.id === 'number' ? value.id : undefined;
}
