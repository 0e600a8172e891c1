import { z } from 'zod';
import { button } from '../bot/button.ts';
import { cardKinds } from '../domain/directory.ts';
import { BuildingId, UnionId } from '../domain/ids.ts';

/* The directory, for staff who keep it. `0` stands where there is no union. */

const page = z.coerce.number().int().min(0).max(9999);
const id = z.coerce.number().int().min(1).max(2_147_483_647);
const orNone = z.coerce.number().int().min(0).max(2_147_483_647);
const kind = z.enum(cardKinds);
const field = z.string().regex(/^[a-z][a-z_]{0,15}$/u);

export const keepButton = button('dir', { page });
export const keptStreetsButton = button('dst', { page });
export const keptCardButton = button('dcd', { kind, id });
export const keptStationsButton = button('dws', { union: UnionId });
export const keptBuildingsButton = button('dbl', { union: UnionId, page });
export const keptUnitsButton = button('dun', { building: BuildingId, page });
export const keptNamesButton = button('dnm', { building: BuildingId });
export const keptHistoryButton = button('dhi', { kind: z.enum(['street', 'union', 'building']), id, page });

// One field, or a new card
export const fieldEditButton = button('ded', { kind, id, field });
export const newCardButton = button('dnw', {
  what: z.enum(['alias', 'station', 'unit', 'building', 'union']),
  /** The building, union or street that it is added to. */
  at: id,
});
export const fieldPickButton = button('dpk', { field, choice: z.string().regex(/^[a-z_]{1,12}$/u) });
export const fieldEmptyButton = button('dem', { field });
export const fieldLanguageButton = button('dlg', { language: z.enum(['zh', 'en']) });
export const fieldAgainButton = button('dag', { field });
export const formBackButton = button('dbk', {});
export const formPauseButton = button('dpz', {});
export const formSaveButton = button('dok', {});
export const formDropButton = button('dno', {});
/** The number of the change in the log. */
export const takeBackChangeButton = button('dtb', { change: id });

// What changes more than a field
export const closeCardButton = button('dcl', { kind: z.enum(['station', 'building', 'unit']), id });
export const reallyCloseCardButton = button('dcy', { kind: z.enum(['station', 'building', 'unit']), id });
export const removeNameButton = button('dnx', { id });
export const moveBuildingButton = button('dmv', { building: BuildingId, page });
export const moveBuildingToButton = button('dmo', { building: BuildingId, from: orNone, to: orNone });
export const reallyMoveBuildingButton = button('dmy', { building: BuildingId, from: orNone, to: orNone });
export const mergeBuildingButton = button('dmg', { building: BuildingId });
export const mergeIntoButton = button('dmi', { from: BuildingId, into: BuildingId });
export const reallyMergeButton = button('dmz', { from: BuildingId, into: BuildingId });
export const dissolveUnionButton = button('dds', { union: UnionId, page });
export const reallyDissolveButton = button('ddy', { union: UnionId, into: orNone });
