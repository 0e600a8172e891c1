import { type Button, fitLabel, type Screen } from '../../../bot/screen.ts';
import type { Actor } from '../../../domain/actor.ts';
import { code, lines, type Translate } from '../../../i18n/index.ts';
import { shortNameIn } from '../../../i18n/named.ts';
import type { Accepted } from '../../../services/accept-invitation.ts';
import type { HeldRole, StaffPage } from '../../../services/list-staff.ts';
import {
  homeButton,
  inviteButton,
  inviteScopesButton,
  inviteToButton,
  revokeButton,
  roleButton,
  rolesButton,
  staffButton,
} from '../../buttons.ts';
import { type NamedScope, pageRow, toMenu, whereIn } from '../menu-view.ts';

export interface ScopePage {
  readonly scopes: readonly NamedScope[];
  readonly page: number;
  readonly pages: number;
}

/** What the new colleague is to look after: as much as the inviter may give. */
export function inviteScreen(actor: Actor, t: Translate): Screen {
  const list = (kind: 'street' | 'union', label: string): Button[] => [
    { label, press: inviteScopesButton.press({ kind, page: 0 }) },
  ];
  const district: Button = {
    label: t.plain('staff.district'),
    press: inviteToButton.press({ kind: 'district', id: 0 }),
  };
  return {
    text: t('staff.inviteWho'),
    rows: [
      list('union', t.plain('staff.inviteUnion')),
      list('street', t.plain('staff.inviteStreet')),
      ...(actor.scopes.some((scope) => scope.kind === 'district') ? [[district]] : []),
      [toMenu(t)],
    ],
  };
}

export function inviteScopesScreen(kind: 'street' | 'union', found: ScopePage, t: Translate): Screen {
  return {
    text: t(kind === 'street' ? 'staff.whichStreet' : 'staff.whichUnion'),
    rows: [
      ...found.scopes.flatMap(({ scope, named }): Button[][] => {
        if (!named) return [];
        return [[{ label: fitLabel(shortNameIn(named, t)), press: inviteToButton.press(inviteTo(scope)) }]];
      }),
      ...pageRow(found, (page) => inviteScopesButton.press({ kind, page }), t),
      [{ label: t.plain('common.back'), press: inviteButton.press({}) }],
    ],
  };
}

function inviteTo(scope: NamedScope['scope']): { kind: NamedScope['scope']['kind']; id: number } {
  if (scope.kind === 'district') return { kind: 'district', id: 0 };
  return { kind: scope.kind, id: scope.kind === 'street' ? scope.street : scope.union };
}

/** The link stands as text that isn't followed when tapped: whoever follows it takes the role herself. */
export function invitedScreen(role: NamedScope, link: string, until: Date, t: Translate): Screen {
  return {
    text: lines(t('staff.invited', { who: whereIn(role, t), until }), '', code(link)),
    rows: [[{ label: t.plain('staff.copyLink'), copy: link }], [toMenu(t)]],
  };
}

export function inviteNotAllowedScreen(t: Translate): Screen {
  return { text: t('staff.inviteNotAllowed'), rows: [[toMenu(t)]] };
}

export function acceptedScreen(outcome: Accepted, t: Translate): Screen {
  const open: Button = {
    label: t.plain('staff.open'),
    press: staffButton.press({}),
    style: 'primary',
  };
  switch (outcome.type) {
    case 'accepted':
      return {
        text: lines(
          t('staff.accepted', { who: whereIn(outcome.role, t) }),
          outcome.name === null ? null : t('staff.acceptedName', { name: outcome.name }),
        ),
        rows: [[open]],
      };
    case 'alreadyHeld':
      return { text: t('staff.alreadyHeld', { who: whereIn(outcome.role, t) }), rows: [[open]] };
    case 'notValid':
      return {
        text: t('staff.invitationNotValid'),
        rows: [[{ label: t.plain('common.home'), press: homeButton.press({}) }]],
      };
  }
}

export function staffListScreen(found: StaffPage, t: Translate): Screen {
  return {
    text: t(found.roles.length > 0 ? 'staff.peopleList' : 'staff.peopleNone'),
    rows: [
      ...found.roles.map((role): Button[] => {
        const line = { name: nameOf(role, t), where: whereIn(role, t) };
        return [
          {
            label: fitLabel(t.plain(role.own ? 'staff.roleLineOwn' : 'staff.roleLine', line), 30),
            press: roleButton.press({ role: role.id, page: found.page }),
          },
        ];
      }),
      ...pageRow(found, (page) => rolesButton.press({ page }), t),
      [toMenu(t)],
    ],
  };
}

export function roleScreen(role: HeldRole, page: number, t: Translate): Screen {
  return {
    text: t('staff.revokeAsk', { name: nameOf(role, t), where: whereIn(role, t), since: role.since }),
    rows: [
      [{ label: t.plain('staff.keepRole'), press: rolesButton.press({ page }) }],
      [{ label: t.plain('staff.revoke'), press: revokeButton.press({ role: role.id }), style: 'danger' }],
    ],
  };
}

function nameOf(role: HeldRole, t: Translate): string {
  return role.name ?? t.plain('staff.unnamed');
}
