/*
 * What can become of an application, a membership and a card. These tables are the only list of moves: services ask
 * `mayMove`, the database refuses what they don't name (a trigger; test/db/lifecycle.test.ts holds the two together).
 */

export const applicationStatuses = [
  'submitted',
  'needs_info',
  'approved',
  'rejected',
  'appealed',
  'withdrawn',
] as const;
export type ApplicationStatus = (typeof applicationStatuses)[number];

export const membershipStatuses = ['active', 'retained', 'transferred', 'left', 'merged'] as const;
export type MembershipStatus = (typeof membershipStatuses)[number];

/** Why a member is retained, or no member of this union any more. */
export const membershipReasons = [
  'outOfWork',
  'retired',
  'backAtWork',
  'changedWork',
  'movedBuilding',
  'herWish',
  'erased',
  'merged',
  'unmerged',
] as const;

export const cardStatuses = ['requested', 'ready', 'issued', 'lost', 'cancelled'] as const;
export type CardStatus = (typeof cardStatuses)[number];

/** From each state to the ones that may follow; `begin` are those a row may begin with. */
interface Lifecycle<State extends string> {
  readonly begin: readonly State[];
  readonly next: Readonly<Record<State, readonly State[]>>;
}

/**
 * A draft is her dialogue, not a row: nobody at the union sees what she hasn't sent. Turned down, she may appeal once, and
 * then the street decides.
 */
export const applicationLifecycle: Lifecycle<ApplicationStatus> = {
  begin: ['submitted'],
  next: {
    submitted: ['needs_info', 'approved', 'rejected', 'withdrawn'],
    needs_info: ['submitted', 'approved', 'rejected', 'withdrawn'],
    rejected: ['appealed'],
    appealed: ['approved', 'rejected', 'withdrawn'],
    approved: [],
    withdrawn: [],
  },
};

/**
 * Retained: out of work or retired, a member all the same. Who comes back gets a new row; two states end one. Merged: the
 * second membership of somebody who was here twice; of all ends only this can be taken back, with the merging.
 */
export const membershipLifecycle: Lifecycle<MembershipStatus> = {
  begin: ['active'],
  next: {
    active: ['retained', 'transferred', 'left', 'merged'],
    retained: ['active', 'transferred', 'left', 'merged'],
    transferred: [],
    left: [],
    merged: ['active', 'retained'],
  },
};

/** The mutual-aid service card, which a bank makes and the union hands over in person. */
export const cardLifecycle: Lifecycle<CardStatus> = {
  // Issued: a member roll says so, of a card given out before we kept count.
  begin: ['requested', 'issued'],
  next: {
    requested: ['ready', 'cancelled'],
    ready: ['issued', 'cancelled'],
    issued: ['lost', 'cancelled'],
    lost: ['requested', 'cancelled'],
    cancelled: ['requested'],
  },
};

export function mayMove<State extends string>(lifecycle: Lifecycle<State>, from: State, to: State): boolean {
  return lifecycle.next[from].includes(to);
}

/** Somebody at the union has it on the desk: it counts as waiting, and the promised day runs. */
export function isWaiting(status: ApplicationStatus): boolean {
  return status === 'submitted' || status === 'appealed';
}

/** Not decided yet: while it is so, she has no second one. */
export function isOpen(status: ApplicationStatus): boolean {
  return isWaiting(status) || status === 'needs_info';
}

/** Every allowed move as `from>to`, a beginning as `>to`: what the database is given. */
export function allowedMoves<State extends string>({ begin, next }: Lifecycle<State>): readonly string[] {
  return [
    ...begin.map((to) => `>${to}`),
    ...(Object.keys(next) as State[]).flatMap((from) => next[from].map((to) => `${from}>${to}`)),
  ];
}
