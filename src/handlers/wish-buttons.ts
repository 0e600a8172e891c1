import { z } from 'zod';
import { button } from '../bot/button.ts';
import { BuildingId, OutreachId, ProposalId, UnitId } from '../domain/ids.ts';
import { outreachResults, outreachStatuses } from '../domain/outreach.ts';
import { declineReasons } from '../domain/proposal.ts';

/* Buttons around buildings without a union. Part of buttons.ts, and under the same rule: no tag is ever reused. */

const page = z.coerce.number().int().min(0).max(9999);
const street = z.coerce.number().int().min(0).max(2_147_483_647);
/** A listed building, or one proposed. */
const ofPlace = { at: z.enum(['b', 'p']), id: BuildingId };

// A wish
export const wishButton = button('wsh', ofPlace);
export const leaveWishButton = button('wshy', ofPlace);
export const takeBackWishButton = button('wshx', ofPlace);
export const myWishesButton = button('wshm', {});
export const wishUnitButton = button('wshu', ofPlace);
// … and where in the building she works
export const wishUnitPickButton = button('wsup', { unit: UnitId });
export const wishUnitPageButton = button('wsug', { page });
export const wishUnitAllButton = button('wsua', {});
export const wishUnitTypedButton = button('wsut', {});
export const wishUnitNoneButton = button('wsun', {});
export const wishUnitLeaveButton = button('wsuz', {});

// A building we don't know
/** With what she looked for in vain, where that fits: 20 letters of three bytes, and no colon. */
export const proposeButton = button('prp', { name: z.string().regex(/^[ -9;-~\u00a0-\ud7ff]{1,20}$/u) });
export const proposeAfreshButton = button('prn', {});
export const proposeNameButton = button('prnm', {});
export const proposeIsButton = button('pris', ofPlace);
export const proposeNoneButton = button('prno', {});
/** 0: she can't tell. */
export const proposeStreetButton = button('prst', { street });
export const proposeEditButton = button('pred', { field: z.enum(['name', 'place']) });
export const proposeBackButton = button('prbk', {
  from: z.enum(['askName', 'similar', 'askPlace', 'askStreet', 'review']),
});
export const proposePauseButton = button('prps', {});
export const proposeSubmitButton = button('prok', {});

// For staff: demand
export const demandButton = button('dm', { filter: z.enum(['all', 'new', 'outreach']), page });
export const demandPlaceButton = button('dmp', ofPlace);
export const takeOnButton = button('dmt', { building: BuildingId });
/** `from`: where she saw it stand. */
export const outreachNoteButton = button('orn', {
  task: OutreachId,
  from: z.enum(outreachStatuses),
  to: z.enum(outreachResults),
});
/** How many days ago it was. */
export const outreachDayButton = button('ord', { ago: z.coerce.number().int().min(0).max(2) });
export const outreachSaveButton = button('ors', {});
export const outreachLeaveButton = button('orx', {});

// … and what we were told of
export const acceptProposalButton = button('pac', { proposal: ProposalId });
export const acceptStreetButton = button('pcs', { street });
export const acceptEditButton = button('pce', { field: z.enum(['name', 'address', 'street', 'at']) });
export const acceptSaveButton = button('pco', {});
export const acceptLeaveButton = button('pcz', {});
export const mergeProposalButton = button('pmg', { proposal: ProposalId });
export const proposalIntoButton = button('pmi', { proposal: ProposalId, building: BuildingId });
export const mergeYesButton = button('pmy', { proposal: ProposalId, building: BuildingId });
export const declineProposalButton = button('pdc', { proposal: ProposalId });
export const declineForButton = button('pdr', { proposal: ProposalId, reason: z.enum(declineReasons) });
export const declineSendButton = button('pds', { proposal: ProposalId });
export const declineRewriteButton = button('pdw', { proposal: ProposalId });
