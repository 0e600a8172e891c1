import { phoneIndex, phoneIndexes } from '../../db/phone-index.ts';
import { note } from '../../db/queries/audit.ts';
import { giveConsent } from '../../db/queries/consents.ts';
import { standingOf } from '../../db/queries/memberships.ts';
import { lockTwo, takeOver } from '../../db/queries/merging.ts';
import { onRollWith, setPhone } from '../../db/queries/on-roll.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import { noteAlike } from '../../db/queries/pairs.ts';
import { staffOf, unionPlace } from '../../db/queries/staff.ts';
import type { Vault } from '../../db/vault.ts';
import { readOf, txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { purposes } from '../../domain/consent.ts';
import type { Named } from '../../domain/language.ts';
import { maskName } from '../../domain/membership.ts';
import { dateIn } from '../../domain/schedule.ts';
import type { Work } from '../../domain/work.ts';

/** What a roll holds on somebody who shared this number. Her name masked: numbers are given to others after some years. */
export interface RollEntry {
  readonly union: Named;
  readonly maskedName: string;
  readonly unit: string | null;
  readonly since: string;
  readonly card: boolean;
}

export type FoundOnRoll =
  | { readonly type: 'found'; readonly entry: RollEntry }
  /** She is a member already, or nobody has this number. */
  | { readonly type: 'member'; readonly union: Named }
  | { readonly type: 'none' }
  /** Several have it: staff looks. */
  | { readonly type: 'several' };

/**
 * Looks for a member of a roll with this number.
 *
 * @param phone as Telegram says that it is hers: whoever calls this has checked that she shared her own contact, and not
 * typed it. Of typed numbers nothing is said.
 */
export type FindOnRoll = (work: Work, actor: Actor, phone: string) => Promise<FoundOnRoll>;

export function createFindOnRoll({ vault }: { readonly vault: Vault }): FindOnRoll {
  return async (work, actor, phone) => {
    const tx = readOf(work);
    const standing = await standingOf(tx, actor.person);
    if (standing.kind === 'member') return { type: 'member', union: standing.union };
    const [entry, another] = await onRollWith(tx, phoneIndexes(vault, phone));
    if (!entry) return { type: 'none' };
    if (another) return { type: 'several' };
    const { named: union, name, unit, since, card } = entry;
    const maskedName = maskName(name ? vault.open(name, 'people.name') : '');
    return { type: 'found', entry: { union, maskedName, unit, since, card } };
  };
}

export type Linked =
  | { readonly type: 'linked'; readonly union: Named }
  /** It is otherwise by now: linked, erased, one more with this number. */
  | { readonly type: 'gone' }
  /** The words have changed since the button was shown. */
  | { readonly type: 'outdated' };

/** Makes a roll's record hers, by the number she shared; from here on she has agreed to what she read. */
export type LinkRoll = (
  work: Work,
  actor: Actor,
  input: { readonly phone: string; readonly version: number; readonly news: boolean },
) => Promise<Linked>;

export function createLinkRoll({
  vault,
  timeZone,
}: {
  readonly vault: Vault;
  readonly timeZone: string;
}): LinkRoll {
  return async (work, { person }, { phone, version, news }) => {
    if (version !== purposes.membership) return { type: 'outdated' };
    const tx = await txOf(work);
    const [before] = await onRollWith(tx, phoneIndexes(vault, phone));
    if (!before) return { type: 'gone' };
    await lockTwo(tx, person, before.person);
    const [entry, another] = await onRollWith(tx, phoneIndexes(vault, phone));
    const standing = await standingOf(tx, person);
    if (entry?.person !== before.person || another || standing.kind === 'member') return { type: 'gone' };
    const merge = await takeOver(tx, vault, {
      survivor: person,
      merged: entry.person,
      how: 'contact',
      by: person,
      at: work.now,
      day: dateIn(work.now, timeZone),
    });
    await setPhone(tx, person, {
      phone: vault.seal(phone, 'people.phone'),
      phoneIndex: phoneIndex(vault, phone),
      verifiedAt: work.now,
    });
    await giveConsent(tx, person, 'membership', work.now);
    if (news) await giveConsent(tx, person, 'announcements', work.now);
    await note(tx, {
      at: work.now,
      actor: person,
      action: 'person.linked',
      subject: 'person',
      subjectId: person,
      details: { merge, merged: entry.person },
    });
    return { type: 'linked', union: entry.named };
  };
}

/** Several stand on a roll with the number she shared: those who answer for them are asked to look. */
export type AskAboutRoll = (work: Work, actor: Actor, phone: string) => Promise<void>;

export function createAskAboutRoll({ vault }: { readonly vault: Vault }): AskAboutRoll {
  return async (work, _actor, phone) => {
    const tx = await txOf(work);
    const [first, ...others] = await onRollWith(tx, phoneIndexes(vault, phone));
    if (!first || others.length === 0) return;
    await noteAlike(
      tx,
      first.person,
      others.map(({ person }) => ({ person, why: 'phone' })),
      work.now,
    );
    const place = await unionPlace(tx, first.union);
    if (!place) return;
    await tellPeople(tx, {
      key: `alike:${first.person}:${work.now.toISOString().slice(0, 10)}`,
      body: { kind: 'membersAlike', union: first.union },
      to: await staffOf(tx, place),
      now: work.now,
    });
  };
}
