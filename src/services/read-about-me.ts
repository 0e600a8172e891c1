import {
  answersInForce,
  comingSignUps,
  consentsInForce,
  currentMembership,
  type MyMembership,
  type MySignUp,
  newestApplication,
  type SealedApplication,
  sealedSelf,
} from '../db/queries/me.ts';
import type { Vault } from '../db/vault.ts';
import { readOf } from '../db/work.ts';
import type { Purpose } from '../domain/consent.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Answers } from '../domain/survey.ts';
import type { Work } from '../domain/work.ts';
import { createListMyWishes, type MyWish } from './wishes/list-my-wishes.ts';

interface MyApplication extends Omit<SealedApplication, 'name' | 'phone' | 'unitWritten'> {
  readonly name: string | null;
  readonly phone: string | null;
}

export interface AboutMe {
  readonly name: string | null;
  readonly phone: string | null;
  /** She typed it when she changed it: it may be anybody's. */
  readonly phoneTyped: boolean;
  readonly membership: MyMembership | null;
  /** The newest one, whatever became of it. */
  readonly application: MyApplication | null;
  readonly consents: ReadonlySet<Purpose>;
  readonly answers: Answers | null;
  readonly signUps: readonly MySignUp[];
  /** For a union where there is none yet. */
  readonly wishes: readonly MyWish[];
}

/** What /me shows a person of herself. */
export type ReadAboutMe = (work: Work, person: PersonId) => Promise<AboutMe>;

export function createReadAboutMe({ vault }: { vault: Vault }): ReadAboutMe {
  const listMyWishes = createListMyWishes({ vault });
  return async (work, person) => {
    const tx = readOf(work);
    const [self, membership, application, consents, answers, signUps, wishes] = await Promise.all([
      sealedSelf(tx, person),
      currentMembership(tx, person),
      newestApplication(tx, person),
      consentsInForce(tx, person),
      answersInForce(tx, person),
      comingSignUps(tx, person, work.now),
      listMyWishes(work, person),
    ]);
    return {
      name: self?.name ? vault.open(self.name, 'people.name') : null,
      phone: self?.phone ? vault.open(self.phone, 'people.phone') : null,
      phoneTyped: self?.phoneTyped ?? false,
      membership,
      application: application ? opened(application, vault) : null,
      consents,
      answers,
      signUps,
      wishes,
    };
  };
}

function opened({ unitWritten, ...application }: SealedApplication, vault: Vault): MyApplication {
  const written = unitWritten && vault.open(unitWritten, 'applications.unit_written');
  return {
    ...application,
    unit: application.unit ?? written,
    name: application.name && vault.open(application.name, 'applications.name'),
    phone: application.phone && vault.open(application.phone, 'applications.phone'),
  };
}
