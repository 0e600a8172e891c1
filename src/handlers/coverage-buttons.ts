import { z } from 'zod';
import { button } from '../bot/button.ts';

/* Coverage, for staff. Whose figures: `district` and 0, or a street's or a union's id. */

const page = z.coerce.number().int().min(0).max(9999);
const day = z.iso.date();
const figures = {
  kind: z.enum(['district', 'street', 'union']),
  id: z.coerce.number().int().min(0).max(2_147_483_647),
  day,
};

/** From the menu: today, of all she looks after. */
export const coverageButton = button('cv', {});
export const coverageFiguresButton = button('cvf', figures);
/** Street by street, or union by union. */
export const coverageRowsButton = button('cvr', { ...figures, page });
export const coverageLackingButton = button('cvl', { ...figures, page });
/** Asks which day is wanted, or which one to compare with. */
export const coverageDayButton = button('cvd', { ...figures, wanted: z.enum(['day', 'from']) });
export const coverageChangesButton = button('cvc', { ...figures, from: day });
export const coverageCausesButton = button('cvp', { ...figures, from: day, page });
export const coverageFileButton = button('cvx', { ...figures, as: z.enum(['xlsx', 'png']) });
/** The spreadsheet that also says what has changed since a day. */
export const coverageChangesFileButton = button('cvy', { ...figures, from: day });
