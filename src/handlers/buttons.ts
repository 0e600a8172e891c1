import { z } from 'zod';
import { button } from '../bot/button.ts';
import { ActivityId, ApplicationId, BuildingId, UnionId } from '../domain/ids.ts';

/*
 * Every button we have ever shown. Payloads sit in chat histories for years: a tag is never reused, and a button whose
 * fields change gets a new one. `test/handlers/buttons.test.ts` keeps tags apart and payloads within 64 bytes.
 */

const page = z.coerce.number().int().min(0).max(9999);

// Everywhere
export const homeButton = button('home', {});
export const findButton = button('find', {});
export const carryOnButton = button('on', { kind: z.string().max(20) });
export const languageButton = button('lang', { language: z.enum(['zh', 'en', 'auto']) });
export const meButton = button('me', {});

// Places
export const buildingButton = button('b', { building: BuildingId });
export const unionButton = button('u', { union: UnionId });
export const unionMoreButton = button('um', { union: UnionId });

// Joining
export const joinButton = button('join', { building: BuildingId });

// Survey
export const surveyButton = button('srv', {});

// Activities
export const activitiesButton = button('acts', { page });
export const activityButton = button('act', { activity: ActivityId });

// Staff
export const staffButton = button('st', {});
export const resultsButton = button('res', {});
export const newActivityButton = button('na', {});
export const scheduleButton = button('ms', {});
export const applicationsButton = button('sta', { page });
export const applicationButton = button('sap', { application: ApplicationId });
