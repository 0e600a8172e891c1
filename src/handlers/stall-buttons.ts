import { z } from 'zod';
import { button } from '../bot/button.ts';
import { ApplicationId, BuildingId, StallId, StreetId, UnionId, UnitId } from '../domain/ids.ts';

/* Buttons around stalls. Part of buttons.ts, and under the same rule: no tag is ever reused. */

export const stallsButton = button('tls', {});
// Opening one
export const openStallButton = button('tlo', {});
export const stallForStreetButton = button('tfs', { street: StreetId });
export const stallForUnionButton = button('tfu', { union: UnionId });
export const stallForBuildingButton = button('tfb', { building: BuildingId });
/** Of the building that was chosen before; null: of all of it. */
export const stallForUnitButton = button('tfo', { unit: UnitId });
export const stallForAllButton = button('tfa', {});
/** Minutes since 1970. */
export const stallUntilButton = button('tlu', { minute: z.coerce.number().int().min(0).max(9_999_999_999) });
export const stallBackButton = button('tlb', {});
export const stallPauseButton = button('tlz', {});
// At one
export const stallButton = button('tl', { stall: StallId });
export const stallCodeButton = button('tlc', { stall: StallId, as: z.enum(['pdf', 'photo']) });
export const stallQueueButton = button('tlq', { stall: StallId });
export const stallApproveButton = button('tly', { stall: StallId, application: ApplicationId });
export const stallCardButton = button('tlk', { stall: StallId, application: ApplicationId });
/** Asks in a message of its own: the queue stays where it is. */
export const stallAskButton = button('tla', { application: ApplicationId });
export const stallLookButton = button('tll', { application: ApplicationId });
export const stallCloseAskButton = button('tlx', { stall: StallId });
export const stallCloseButton = button('tlw', { stall: StallId });
