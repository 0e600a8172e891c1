import { z } from 'zod';
import { button } from '../bot/button.ts';
import { broadcastTemplates } from '../domain/broadcast-templates.ts';
import { ActivityId, BroadcastId } from '../domain/ids.ts';
import { languages } from '../domain/language.ts';

/* Writing to many, for staff; kept in a file of their own, and given out by buttons.ts with all others. */

const page = z.coerce.number().int().min(0).max(9999);
const broadcast = BroadcastId;
const language = z.enum(languages);
const at = z.coerce.number().int().min(0).max(99);
const scope = {
  kind: z.enum(['district', 'street', 'union']),
  id: z.coerce.number().int().min(0).max(2_147_483_647),
};

/** What is being written, waits or was sent. */
export const composeListButton = button('cml', { page });
export const composeNewButton = button('cmn', {});
export const composeScopeButton = button('cms', scope);
export const composeTemplateButton = button('cmt', {
  ...scope,
  template: z.enum(['none', ...broadcastTemplates]),
});
/** The draft's page: every part of it, and every way on. Audience, timing and plan lead back to it. */
export const composePageButton = button('cmp', { broadcast });
export const composeTextButton = button('cmx', { broadcast, language });
export const composeDropTextButton = button('cmk', { broadcast, language });
export const composeMediaButton = button('cmm', { broadcast });
export const composeDropMediaButton = button('cmz', { broadcast });
export const composeButtonsButton = button('cmb', { broadcast });
export const composeAddActivityButton = button('cma', { broadcast });
export const composeActivityButton = button('cmc', { broadcast, activity: ActivityId });
export const composeSurveyButton = button('cmv', { broadcast });
export const composeLinkButton = button('cmu', { broadcast });
/** `version`: of the draft as it was shown, so that nothing else is taken away than what she saw. */
export const composeRemoveButton = button('cmr', {
  broadcast,
  at,
  version: z.coerce.number().int().min(1).max(2_147_483_647),
});
/** As it will come, to be looked at in a chat; and to herself, the way others will get it. */
export const composePreviewButton = button('cmw', { broadcast, language });
export const composeTestButton = button('cmy', { broadcast, language });
export const composeDropAskButton = button('cmd', { broadcast });
export const composeDropButton = button('cmg', { broadcast });
/** Of what is sent already: puts what was rewritten in the place of what people have. */
export const composeApplyAskButton = button('cmq', { broadcast });
export const composeApplyButton = button('cmo', { broadcast });
/** Answers to a question: leaves out an optional field, leaves the step. */
export const composeSkipButton = button('cmj', {});
export const composeBackButton = button('cmh', {});
/** What she wrote on a draft's page: it becomes the text, or goes below it. */
export const composeTypedButton = button('cmi', { as: z.enum(['instead', 'below', 'not']) });
