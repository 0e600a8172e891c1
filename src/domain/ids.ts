import { z } from 'zod';

/**
 * Row ids. Each has a type of its own, so that a union's id can't be handed in where a person's is meant. No larger than
 * the database's integers: a forged one is then unknown, not an error.
 */
const id = <Name extends string>(_name: Name) =>
  z.coerce.number().int().positive().max(2_147_483_647).brand<Name>();

export const PersonId = id('PersonId');
export type PersonId = z.infer<typeof PersonId>;
export const StreetId = id('StreetId');
export type StreetId = z.infer<typeof StreetId>;
export const BuildingId = id('BuildingId');
export type BuildingId = z.infer<typeof BuildingId>;
export const UnionId = id('UnionId');
export type UnionId = z.infer<typeof UnionId>;
export const UnitId = id('UnitId');
export type UnitId = z.infer<typeof UnitId>;
export const ApplicationId = id('ApplicationId');
export type ApplicationId = z.infer<typeof ApplicationId>;
export const ActivityId = id('ActivityId');
export type ActivityId = z.infer<typeof ActivityId>;
export const NoticeId = id('NoticeId');
export type NoticeId = z.infer<typeof NoticeId>;
export const SurveyId = id('SurveyId');
export type SurveyId = z.infer<typeof SurveyId>;
export const SurveyFileId = id('SurveyFileId');
export type SurveyFileId = z.infer<typeof SurveyFileId>;
export const RoundId = id('RoundId');
export type RoundId = z.infer<typeof RoundId>;
export const RoleId = id('RoleId');
export type RoleId = z.infer<typeof RoleId>;
export const ImportId = id('ImportId');
export type ImportId = z.infer<typeof ImportId>;
export const ProposalId = id('ProposalId');
export type ProposalId = z.infer<typeof ProposalId>;
export const OutreachId = id('OutreachId');
export type OutreachId = z.infer<typeof OutreachId>;
export const MembershipId = id('MembershipId');
export type MembershipId = z.infer<typeof MembershipId>;
export const BatchId = id('BatchId');
export type BatchId = z.infer<typeof BatchId>;
export const CardId = id('CardId');
export type CardId = z.infer<typeof CardId>;
export const StallId = id('StallId');
export type StallId = z.infer<typeof StallId>;
export const BroadcastId = id('BroadcastId');
export type BroadcastId = z.infer<typeof BroadcastId>;
export const AudienceId = id('AudienceId');
export type AudienceId = z.infer<typeof AudienceId>;
export const CheckId = id('CheckId');
export type CheckId = z.infer<typeof CheckId>;
export const MergeId = id('MergeId');
export type MergeId = z.infer<typeof MergeId>;
