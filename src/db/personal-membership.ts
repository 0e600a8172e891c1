import { type AnyColumn, sql } from 'drizzle-orm';
import type { PersonId } from '../domain/ids.ts';
import { everOfPerson, ofPerson, type PersonalTable, personal } from './personal-table.ts';
import {
  applicationMoves,
  applications,
  audit,
  cardMoves,
  cards,
  duplicateFlags,
  duplicateVerdicts,
  membershipMoves,
  memberships,
  stallVisits,
  workplaceChecks,
} from './schema.ts';

/* The part of db/personal-data.ts about joining: what is moved by rules, and counted after she is gone. */

const hersEver = everOfPerson(memberships.person, memberships.until);
const ofHerMemberships = (column: AnyColumn) => (person: PersonId) =>
  sql`${column} in (select ${memberships.id} from memberships where ${hersEver(person)})`;
const ofHerApplications = (column: AnyColumn) => (person: PersonId) =>
  sql`${column} in (select id from applications where person_id = ${person})`;

export const membershipTables: readonly PersonalTable[] = [
  // Whether she still works there, as often as she was asked.
  personal(
    'workplaceChecks',
    workplaceChecks,
    {
      id: 'technical',
      person: 'technical',
      membership: 'technical',
      half: 'technical',
      askedAt: 'said',
      answeredAt: 'said',
      answer: 'said',
    },
    ofPerson(workplaceChecks.person),
    'deleted',
  ),
  personal(
    'stallVisits',
    stallVisits,
    {
      stall: 'technical',
      person: 'technical',
      scannedAt: 'said',
      beganAt: 'said',
      application: 'technical',
    },
    ofPerson(stallVisits.person),
    // How many came by, until the figures of the stall are written down and its visits deleted.
    { blanked: [] },
  ),
  personal(
    'cardMoves',
    cardMoves,
    { id: 'technical', card: 'technical', from: 'said', to: 'said', by: 'others', at: 'said' },
    (person) => sql`${cardMoves.card} in (select ${cards.id} from cards
      where ${ofHerMemberships(cards.membership)(person)})`,
    // How many cards were given out.
    { blanked: [] },
  ),
  personal(
    'cards',
    cards,
    {
      id: 'technical',
      membership: 'technical',
      status: 'said',
      requestedAt: 'said',
      handOver: 'said',
      tail: 'opened',
    },
    ofHerMemberships(cards.membership),
    { blanked: ['tail', 'handOver'] },
  ),
  personal(
    'membershipMoves',
    membershipMoves,
    {
      id: 'technical',
      membership: 'technical',
      from: 'said',
      to: 'said',
      reason: 'said',
      by: 'others',
      at: 'said',
    },
    ofHerMemberships(membershipMoves.membership),
    { blanked: [] },
  ),
  personal(
    'memberships',
    memberships,
    {
      id: 'technical',
      person: 'technical',
      union: 'named',
      unit: 'named',
      since: 'said',
      until: 'said',
      status: 'said',
      visibleTo: 'said',
    },
    hersEver,
    // That somebody was a member, where and from when to when: the figures of past days are counted from it.
    { blanked: [] },
  ),
  personal(
    'applicationMoves',
    applicationMoves,
    {
      id: 'technical',
      application: 'technical',
      from: 'said',
      to: 'said',
      by: 'others',
      at: 'said',
      words: 'opened',
    },
    ofHerApplications(applicationMoves.application),
    { blanked: ['words'] },
  ),
  // Who has looked at her application or her card, and when: each opening is noted.
  personal(
    'audit',
    audit,
    {
      id: 'technical',
      at: 'said',
      actor: 'others',
      action: 'said',
      subject: 'technical',
      subjectId: 'technical',
      details: 'technical',
    },
    (person) => sql`(${audit.subject} = 'application' and ${ofHerApplications(audit.subjectId)(person)}
      or ${audit.subject} = 'card' and ${audit.subjectId} in (select ${cards.id} from cards
        where ${ofHerMemberships(cards.membership)(person)})
      or ${audit.subject} = 'person' and ${audit.subjectId} = ${person})`,
    // The log says who did what, by ids that lead to nobody any more.
    { blanked: [] },
  ),
  // That she was taken for somebody else, or somebody else for her: who that is, is not hers to read.
  personal(
    'duplicateFlags',
    duplicateFlags,
    { application: 'technical', person: 'others', why: 'said' },
    (person) =>
      sql`(${duplicateFlags.person} = ${person} or ${ofHerApplications(duplicateFlags.application)(person)})`,
    'deleted',
  ),
  personal(
    'duplicateVerdicts',
    duplicateVerdicts,
    { first: 'others', second: 'others', by: 'others', at: 'said' },
    (person) => sql`${person} in (${duplicateVerdicts.first}, ${duplicateVerdicts.second})`,
    'deleted',
  ),
  personal(
    'applications',
    applications,
    {
      id: 'technical',
      person: 'technical',
      union: 'named',
      building: 'named',
      unit: 'named',
      transferFrom: 'technical',
      unitWritten: 'opened',
      name: 'opened',
      phone: 'opened',
      phoneIndex: 'technical',
      status: 'said',
      submittedAt: 'said',
      dueOn: 'said',
      decidedAt: 'said',
      decidedBy: 'others',
      rejection: 'parsed',
      reviewStartedAt: 'said',
      claimedBy: 'others',
      claimedAt: 'said',
      visibleTo: 'said',
    },
    ofPerson(applications.person),
    // How many applied to which union, and how soon they were answered.
    { blanked: ['unit', 'unitWritten', 'name', 'phone', 'phoneIndex', 'rejection'] },
  ),
];
