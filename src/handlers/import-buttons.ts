import { z } from 'zod';
import { button } from '../bot/button.ts';
import { ImportId } from '../domain/ids.ts';

// The directory in Excel
export const importsButton = button('im', {});
export const importTemplateButton = button('imt', {});
export const importRollButton = button('imr', {});
export const importExportButton = button('imx', {});
export const importApplyButton = button('ima', { import: ImportId });
export const importDropButton = button('imd', { import: ImportId });
export const importUndoButton = button('imu', { import: ImportId });
/** Every row, as a file: what would change, or what is wrong. */
export const importFoundButton = button('imf', { import: ImportId });
/** Which of several scopes the sheet is to be of. */
export const importScopeButton = button('ims', {
  file: z.enum(['template', 'directory', 'roll']),
  kind: z.enum(['district', 'street', 'union']),
  id: z.coerce.number().int().min(0).max(2_147_483_647),
});
