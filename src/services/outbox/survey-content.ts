import type { Db, Tx } from '../../db/client.ts';
import { type NamedScope, scopeNames } from '../../db/queries/scopes.ts';
import { surveyFileById } from '../../db/queries/survey-files.ts';
import { roundById } from '../../db/queries/surveys.ts';
import { RoundId, SurveyFileId } from '../../domain/ids.ts';
import type { Words } from '../../domain/language.ts';
import type { NoticeBody } from '../../domain/notice.ts';
import type { FileFault } from '../../domain/survey-file.ts';
import { isRunning } from '../../domain/survey-round.ts';

/** What notices about surveys are about. */
export type SurveyContent =
  | {
      readonly kind: 'surveyOpened' | 'surveyReminder';
      readonly round: RoundId;
      readonly title: Words;
      /** Who asks. */
      readonly where: NamedScope | null;
      readonly questions: number;
      readonly anonymous: boolean;
      readonly yearly: boolean;
      readonly closesAt: Date | null;
    }
  | {
      readonly kind: 'surveyFileRead';
      /** To be looked at and opened; null when there are faults, or somebody has dropped it since. */
      readonly draft: { readonly round: RoundId; readonly title: Words; readonly version: number } | null;
      readonly faults: readonly FileFault[];
    };

type SurveyBody = Extract<NoticeBody, { readonly kind: SurveyContent['kind'] }>;

const kinds: readonly string[] = ['surveyOpened', 'surveyReminder', 'surveyFileRead'];

export function isAboutSurveys(body: NoticeBody): body is SurveyBody {
  return kinds.includes(body.kind);
}

/** @returns null when it can't be answered any more */
export async function loadSurveyContent(db: Db, body: SurveyBody, now: Date): Promise<SurveyContent | null> {
  const tx = db as Tx;
  if (body.kind === 'surveyFileRead') {
    const file = await surveyFileById(tx, SurveyFileId.parse(body.file));
    if (!file?.read) return null;
    const round = file.round === null ? undefined : await roundById(tx, { id: file.round });
    return {
      kind: body.kind,
      draft: round ? { round: round.id, title: round.definition.title, version: round.version } : null,
      faults: file.faults,
    };
  }
  const round = await roundById(tx, { id: RoundId.parse(body.round) });
  if (!round || !isRunning(round, now)) return null;
  const [where] = await scopeNames(tx, [round.scope]);
  return {
    kind: body.kind,
    round: round.id,
    title: round.definition.title,
    where: where ?? null,
    questions: round.definition.questions.length,
    anonymous: round.anonymous,
    yearly: round.kind === 'yearly',
    closesAt: round.closesAt,
  };
}
