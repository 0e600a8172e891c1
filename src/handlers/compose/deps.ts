import type { Scope } from '../../domain/actor.ts';
import type { ActivityId } from '../../domain/ids.ts';
import type { Words } from '../../domain/language.ts';
import type { Work } from '../../domain/work.ts';
import type { Translations } from '../../i18n/index.ts';
import type { ApplyRevision } from '../../services/compose/apply-revision.ts';
import type { ChangeDraft } from '../../services/compose/change-draft.ts';
import type { CreateDraft } from '../../services/compose/create-draft.ts';
import type { DropDraft } from '../../services/compose/drop-draft.ts';
import type { ListDrafts } from '../../services/compose/list-drafts.ts';
import type { ReadDraft } from '../../services/compose/read-draft.ts';
import type { TryDraft } from '../../services/compose/try-draft.ts';
import type { ReadDraftPart } from '../draft-part.ts';
import type { NamedScope } from '../scope-view.ts';

export interface ComposeDeps {
  readonly listDrafts: ListDrafts;
  readonly readDraft: ReadDraft;
  readonly createDraft: CreateDraft;
  readonly changeDraft: ChangeDraft;
  readonly dropDraft: DropDraft;
  readonly tryDraft: TryDraft;
  readonly applyRevision: ApplyRevision;
  readonly scopeNames: (work: Work, scopes: readonly Scope[]) => Promise<readonly NamedScope[]>;
  /** What is still to come of a scope's unions, the soonest first; no more than fit on a screen. */
  readonly comingIn: (
    work: Work,
    scope: Scope,
  ) => Promise<readonly { readonly id: ActivityId; readonly title: Words; readonly startsAt: Date }[]>;
  /** What else there is to settle: to whom, when, and its release. In the order in which it is shown. */
  readonly parts: readonly ReadDraftPart[];
  readonly translations: Translations;
  readonly timeZone: string;
}
