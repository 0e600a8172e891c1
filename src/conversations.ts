import type { BotContext } from './bot/context.ts';
import type { Conversation, DialogueConversation } from './bot/conversation.ts';
import { dialoguesByKind } from './bot/create-bot.ts';
import type { AnswerInline } from './bot/inline.ts';
import { show } from './bot/reply.ts';
import type { Screen } from './bot/screen.ts';
import { createBroadcastConversations } from './broadcast-conversations.ts';
import { activityCard, comingActivities, homeUnion } from './db/queries/activities.ts';
import { unionNamed, unionsAnsweredFor } from './db/queries/answered-for.ts';
import { streetNamed, streetPage, streetsPage } from './db/queries/browse.ts';
import { exportedUnitCount } from './db/queries/directory-export.ts';
import { undoableImports } from './db/queries/imports.ts';
import { standingOf } from './db/queries/memberships.ts';
import { buildingOfTask } from './db/queries/outreach.ts';
import { pairsToSee } from './db/queries/pairs.ts';
import { chooseLanguage, isKnown } from './db/queries/people.ts';
import { buildingByCode, unionByCode } from './db/queries/places.ts';
import { posterCard } from './db/queries/posters.ts';
import { allStreetNames } from './db/queries/proposals.ts';
import { waitingCount } from './db/queries/review-queue.ts';
import { announcementOf, audienceSize, scheduleOf } from './db/queries/schedules.ts';
import { scopeNames, scopesWithin } from './db/queries/scopes.ts';
import { needsOfPerson } from './db/queries/surveys.ts';
import { unitsPage } from './db/queries/units.ts';
import { buildingNamed, proposalByCode } from './db/queries/wishes.ts';
import type { Vault } from './db/vault.ts';
import { readOf, txOf } from './db/work.ts';
import { createDirectoryConversations } from './directory-conversations.ts';
import { undoableSince } from './domain/import/report.ts';
import type { Language } from './domain/language.ts';
import type { Work } from './domain/work.ts';
import { activitiesConversation } from './handlers/activities/index.ts';
import { coverageConversation } from './handlers/coverage/index.ts';
import { demandConversations } from './handlers/demand/index.ts';
import { findConversation } from './handlers/find/index.ts';
import { answersInline } from './handlers/find/inline.ts';
import { importsConversation } from './handlers/imports/index.ts';
import { meConversation } from './handlers/me/index.ts';
import { noticesConversation } from './handlers/notices/index.ts';
import { programmeConversations } from './handlers/programme/index.ts';
import { resultsConversation } from './handlers/results/index.ts';
import { staffConversation } from './handlers/staff/index.ts';
import { notStaffScreen } from './handlers/staff/menu-view.ts';
import { otherwise, startConversation } from './handlers/start/index.ts';
import { resumeCardScreen } from './handlers/start/view.ts';
import { wishConversations } from './handlers/wish/index.ts';
import type { Translations } from './i18n/index.ts';
import { createJoiningConversations } from './joining-conversations.ts';
import { createMembershipConversations } from './membership-conversations.ts';
import { createAcceptInvitation } from './services/accept-invitation.ts';
import { createAnnounceActivity } from './services/announce-activity.ts';
import { createAnswerReviewer } from './services/applications/answer-reviewer.ts';
import { createAppeal } from './services/applications/appeal.ts';
import { createAskApplicant } from './services/applications/ask-applicant.ts';
import { claimApplication } from './services/applications/claim-application.ts';
import { tellApart } from './services/applications/duplicates.ts';
import { createEditApplication } from './services/applications/edit-application.ts';
import { createListColleagues, handOver } from './services/applications/hand-over.ts';
import { createBatchServices } from './services/applications/order-batch.ts';
import { createReadMyApplication } from './services/applications/read-my-application.ts';
import { setConfidants } from './services/applications/set-confidants.ts';
import { createShowPhone } from './services/applications/show-phone.ts';
import { createApproveApplication } from './services/approve-application.ts';
import { cancelActivity } from './services/cancel-activity.ts';
import { createActivity } from './services/create-activity.ts';
import { createDecideHeldSlot } from './services/decide-held-slot.ts';
import { createErasePerson, lookBeforeErasing } from './services/erase-person.ts';
import { findNearest } from './services/find-nearest.ts';
import { findPlaces } from './services/find-places.ts';
import { decideImport } from './services/import/decide-import.ts';
import { readImport } from './services/import/read-import.ts';
import { createReceiveImport } from './services/import/receive-import.ts';
import { inviteStaff } from './services/invite-staff.ts';
import { createListApplications } from './services/list-applications.ts';
import { createListStaff } from './services/list-staff.ts';
import { createNextApplication, createOpenApplication } from './services/open-application.ts';
import { orderOwnData } from './services/order-own-data.ts';
import { orderPoster } from './services/order-poster.ts';
import { createReadAboutMe } from './services/read-about-me.ts';
import { createReadOwnData } from './services/read-own-data.ts';
import { createReadPlaces } from './services/read-place.ts';
import { createRejectApplication } from './services/reject-application.ts';
import { readResults } from './services/results/read-results.ts';
import { createSuggestProgramme } from './services/results/suggest-programme.ts';
import { revokeRole } from './services/revoke-role.ts';
import { createSetAnnouncementSchedule } from './services/set-announcement-schedule.ts';
import { setAnnouncements } from './services/set-announcements.ts';
import { readConsents, setConsent } from './services/set-consent.ts';
import { createShowCoverage } from './services/show-coverage.ts';
import { signUp } from './services/sign-up.ts';
import { takeBackSignUp } from './services/take-back-sign-up.ts';
import { createAcceptProposal } from './services/wishes/accept-proposal.ts';
import { createDeclineProposal } from './services/wishes/decline-proposal.ts';
import { createFindProposed } from './services/wishes/find-proposed.ts';
import { leaveWish } from './services/wishes/leave-wish.ts';
import { createListDemand } from './services/wishes/list-demand.ts';
import { createListMyWishes } from './services/wishes/list-my-wishes.ts';
import { locate } from './services/wishes/locate.ts';
import { createMergeProposal } from './services/wishes/merge-proposal.ts';
import { createNoteOutreach } from './services/wishes/note-outreach.ts';
import { createOpenDemand } from './services/wishes/open-demand.ts';
import { createProposeBuilding } from './services/wishes/propose-building.ts';
import { createReadWish } from './services/wishes/read-wish.ts';
import { createSayUnit } from './services/wishes/say-unit.ts';
import { takeBackWish } from './services/wishes/take-back-wish.ts';
import { takeOnDemand } from './services/wishes/take-on-demand.ts';
import { createSurveyConversations } from './survey-conversations.ts';

export interface ConversationOptions {
  readonly vault: Vault;
  readonly translations: Translations;
  readonly timeZone: string;
  readonly languageDefault: Language;
  /** So many messages a second go out unprompted. */
  readonly perSecond: number;
  /** A sheet of the directory is to be looked at, applied or undone, once the turn under way is committed. */
  readonly onImportDue: () => void;
  /** A batch of approvals is to be worked off, once the turn under way is committed. */
  readonly onBatchDue: () => void;
  /** A survey was sent as a file, and is to be read once the turn under way is committed. */
  readonly onSurveyFile: () => void;
}

export interface Conversations {
  /** In order of precedence. */
  readonly conversations: readonly Conversation[];
  readonly inline: AnswerInline;
  readonly otherwise: (ctx: BotContext) => Promise<void>;
  readonly resumeCard: (ctx: BotContext, dialogue: DialogueConversation) => Screen;
}

/**
 * Everything the bot can talk about, each part given the services it commits with and the queries it reads by. Reading
 * begins no transaction; services begin one when they write.
 */
export function createConversations(options: ConversationOptions): Conversations {
  const { vault, translations, timeZone, languageDefault } = options;

  const places = createReadPlaces({ timeZone });
  const find = findConversation({
    findPlaces,
    placeCard: places.place,
    unionCard: places.union,
    buildingByCode: (work, code) => buildingByCode(readOf(work), code),
    streetNamed: (work, street) => streetNamed(readOf(work), street),
    streetsPage: (work, page) => streetsPage(readOf(work), page),
    streetPage: (work, street, page) => streetPage(readOf(work), street, page),
    findNearest,
    orderPoster,
    unionByCode: (work, code) => unionByCode(readOf(work), code),
    mayJoin: async (work, person) => (await standingOf(readOf(work), person)).kind === 'none',
  });

  const joining = createJoiningConversations({
    vault,
    timeZone,
    notStaff: (ctx) => show(ctx, notStaffScreen(ctx.t)),
  });

  const surveys = createSurveyConversations({
    vault,
    timeZone,
    languageDefault,
    onSurveyFile: options.onSurveyFile,
  });

  const activities = activitiesConversation({
    homeUnion: (work, person) => homeUnion(readOf(work), person),
    unionNamed: (work, union) => unionNamed(readOf(work), union),
    comingActivities: (work, union, person) => comingActivities(readOf(work), union, person, work.now),
    activityCard: (work, which, person) => activityCard(readOf(work), which, person),
    needsOf: (work, person) => needsOfPerson(readOf(work), person),
    signUp,
    takeBackSignUp,
    timeZone,
  });

  const me = meConversation({
    readAboutMe: createReadAboutMe({ vault }),
    readOwnData: createReadOwnData({ vault }),
    orderOwnData,
    readConsents,
    setConsent,
    lookBeforeErasing,
    erasePerson: createErasePerson({ vault, timeZone }),
    readMyApplication: createReadMyApplication({ vault }),
    setConfidants,
    editApplication: createEditApplication({ vault }),
    answerReviewer: createAnswerReviewer({ vault, timeZone }),
    appeal: createAppeal({ vault, timeZone }),
    timeZone,
  });

  const staff = staffConversation({
    waitingCount: (work, actor) => waitingCount(readOf(work), actor),
    alikeCount: (work, actor) => pairsToSee(readOf(work), actor, work.now),
    scopeNames: (work, scopes) => scopeNames(readOf(work), scopes),
    scopesWithin: (work, scopes, kind, page) => scopesWithin(readOf(work), scopes, kind, page),
    listApplications: createListApplications({ vault, timeZone }),
    openApplication: createOpenApplication({ vault }),
    nextApplication: createNextApplication({ timeZone }),
    approveApplication: createApproveApplication({ vault, timeZone }),
    rejectApplication: createRejectApplication({ vault }),
    askApplicant: createAskApplicant({ vault }),
    claimApplication,
    listColleagues: createListColleagues({ vault }),
    handOver,
    showPhone: createShowPhone({ vault }),
    tellApart,
    ...createBatchServices({ vault, timeZone }),
    onBatchDue: options.onBatchDue,
    inviteStaff,
    acceptInvitation: createAcceptInvitation({ vault }),
    listStaff: createListStaff({ vault }),
    revokeRole,
    timeZone,
  });

  const findSimilar = async (work: Work, name: string) => {
    const { matches, names } = await findPlaces(work, name);
    return matches.flatMap(({ building }) => {
      const named = names.get(building);
      return named ? [{ id: building, name: named.name, nameEn: named.nameEn }] : [];
    });
  };
  const readWish = createReadWish({ vault });
  const wishes = wishConversations({
    readWish,
    leaveWish,
    takeBackWish,
    listMyWishes: createListMyWishes({ vault }),
    proposalByCode: (work, code) => proposalByCode(readOf(work), code),
    findSimilar,
    findProposed: createFindProposed({ vault }),
    locate,
    allStreets: (work) => allStreetNames(readOf(work)),
    proposeBuilding: createProposeBuilding({ vault }),
    findUnits: (work, building, typed, page) => unitsPage(readOf(work), building, typed, page),
    sayUnit: createSayUnit({ vault }),
  });

  const demand = demandConversations({
    listDemand: createListDemand({ vault }),
    openDemand: createOpenDemand({ vault }),
    takeOnDemand,
    findSimilar,
    buildingNamed: (work, building) => buildingNamed(readOf(work), building),
    allStreets: (work) => allStreetNames(readOf(work)),
    locate,
    acceptProposal: createAcceptProposal({ timeZone }),
    mergeProposal: createMergeProposal({ vault, timeZone }),
    declineProposal: createDeclineProposal({ vault }),
    buildingOfTask: (work, task) => buildingOfTask(readOf(work), task),
    noteOutreach: createNoteOutreach({ vault, timeZone }),
    timeZone,
  });

  const results = resultsConversation({
    scopeNames: (work, scopes) => scopeNames(readOf(work), scopes),
    readResults,
  });

  const coverage = coverageConversation({
    scopeNames: (work, scopes) => scopeNames(readOf(work), scopes),
    showCoverage: createShowCoverage({ timeZone }),
    timeZone,
  });

  const programme = programmeConversations({
    unionsAnsweredFor: (work, scopes) => unionsAnsweredFor(readOf(work), scopes),
    comingActivities: (work, union, person) => comingActivities(readOf(work), union, person, work.now),
    activityCard: (work, which, person) => activityCard(readOf(work), which, person),
    announcementOf: (work, activity) => announcementOf(readOf(work), activity, work.now, timeZone),
    audienceSize: (work, union, of) => audienceSize(readOf(work), union, { ...of, timeZone }),
    scheduleOf: (work, union) => scheduleOf(readOf(work), union, work.now, timeZone),
    createActivity,
    announceActivity: createAnnounceActivity({ timeZone }),
    cancelActivity,
    setAnnouncementSchedule: createSetAnnouncementSchedule({ timeZone }),
    suggestProgramme: createSuggestProgramme({ timeZone }),
    timeZone,
  });

  const imports = importsConversation({
    receiveImport: createReceiveImport({ timeZone }),
    decideImport,
    onDue: options.onImportDue,
    readImport: async (work, id, actor) => {
      const state = await readImport(readOf(work), vault, id, { faults: 1, changes: 1, kept: 1 });
      return state?.by === actor.person ? state : null;
    },
    undoable: (work, actor) => undoableImports(readOf(work), actor.person, undoableSince(work.now)),
    scopeNames: (work, scopes) => scopeNames(readOf(work), scopes),
    unitCount: (work, scope) => exportedUnitCount(readOf(work), scope),
  });

  const notices = noticesConversation({
    setAnnouncements,
    decideHeldSlot: createDecideHeldSlot({ timeZone }),
  });

  const parts = [
    // A file or photo that is asked for while writing is nobody else's.
    ...createBroadcastConversations({
      vault,
      translations,
      timeZone,
      languageDefault,
      perSecond: options.perSecond,
    }),
    find,
    ...joining,
    ...createMembershipConversations({ vault, timeZone }),
    ...surveys,
    activities,
    me,
    staff,
    imports,
    results,
    coverage,
    ...programme,
    ...createDirectoryConversations({ vault, timeZone }),
    notices,
    ...wishes,
    ...demand,
  ];
  const start = startConversation({
    translations,
    languageDefault,
    dialogues: dialoguesByKind(parts),
    isKnown: (work, person) => isKnown(readOf(work), person),
    chooseLanguage: async (work, person, language) => chooseLanguage(await txOf(work), person, language),
  });
  return {
    conversations: [start, ...parts],
    inline: answersInline({
      findPlaces,
      sharedPlace: (work, building) => posterCard(readOf(work), building),
    }),
    otherwise: otherwise(find.search),
    resumeCard: (ctx, dialogue) => resumeCardScreen(dialogue.kind, dialogue.title(ctx), ctx.t),
  };
}
