import { z } from 'zod';
import { button } from '../bot/button.ts';
import { deskFilters, type HolderMove, holderMoves } from '../domain/card.ts';
import { BuildingId, CardId, CheckId, UnionId, UnitId } from '../domain/ids.ts';
import { restReasons } from '../domain/membership-change.ts';

/* Buttons of a membership's later life, and of service cards. Part of buttons.ts, and under the same rule: no tag is ever reused. */

const page = z.coerce.number().int().min(0).max(9999);
const onOff = z.enum(['0', '1']);

export const membershipButton = button('mb', {});
export const changeWorkButton = button('mbc', {});
export const changePlaceButton = button('mbp', { building: BuildingId });
export const changeUnitButton = button('mbu', { unit: UnitId });
export const changeUnitPageButton = button('mbg', { page });
export const changeUnitAllButton = button('mba', {});
export const changeUnitTypedButton = button('mbt', {});
export const changeUnitSkipButton = button('mbk', {});
/** Back to the building, or to the unit. */
export const changeBackButton = button('mbb', { to: z.enum(['building', 'unit']) });
export const changeSendButton = button('mbs', {});
export const changePutButton = button('mbz', {});
export const stopWorkButton = button('mbq', {});
export const restButton = button('mbr', { reason: z.enum(restReasons) });
export const resumeWorkButton = button('mbw', {});
export const leaveAskButton = button('mbl', {});
/** `asked` in minutes since 1970: it is meant for the next minutes, and an old one asks again. */
export const leaveButton = button('mby', { asked: z.coerce.number().int().min(0).max(9_999_999_999) });
/** Of the half-yearly question. */
export const workplaceButton = button('wpc', {
  check: CheckId,
  answer: z.enum(['still', 'changed', 'stopped']),
});

// Service cards: the holder's
const holderMove = z.enum(Object.keys(holderMoves) as [HolderMove, ...HolderMove[]]);
export const myCardButton = button('cd', {});
export const cardAskButton = button('cda', { move: holderMove });
export const cardMoveButton = button('cdm', { move: holderMove });
// … and the desk's
export const deskButton = button('ck', {});
export const deskListButton = button('ckl', { union: UnionId, filter: z.enum(deskFilters), page });
export const deskCardButton = button('ckc', { card: CardId });
export const bankListButton = button('ckb', { union: UnionId });
export const readyPickButton = button('ckp', { union: UnionId });
export const readySetButton = button('cks', { card: CardId, on: onOff });
export const readyAllButton = button('cka', { on: onOff });
export const readyPageButton = button('ckg', { page });
export const readyWriteButton = button('ckw', {});
export const readySendButton = button('cky', {});
export const readyPutButton = button('ckz', {});
export const issueButton = button('cki', { card: CardId });
export const issueConfirmButton = button('ckj', { card: CardId });
