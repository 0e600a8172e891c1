import type { z } from 'zod';

/** A kind of dialogue: its name in the database, and what its state may be. States are unions of named steps. */
export interface DialogueKind<State> {
  readonly kind: string;
  readonly State: z.ZodType<State>;
}

export type Place<State> =
  | { readonly status: 'open' | 'paused'; readonly state: State }
  | { readonly status: 'none' }
  /** Saved by an older version in a form this one no longer reads. */
  | { readonly status: 'outdated' };

/** As the store keeps one: the state is JSON, whatever it means. */
export interface StoredDialogue {
  readonly kind: string;
  readonly open: boolean;
  readonly state: string;
}

export type DialogueChange =
  | { readonly kind: string; readonly change: 'save'; readonly state: string; readonly open: boolean }
  | { readonly kind: string; readonly change: 'close' };

/**
 * One person's dialogues within one turn. At most one is open; opening another pauses it. Changes are committed with the
 * turn.
 */
export class Dialogues {
  readonly #stored = new Map<string, StoredDialogue>();
  readonly #changed = new Map<string, DialogueChange>();

  constructor(stored: readonly StoredDialogue[]) {
    for (const dialogue of stored) this.#stored.set(dialogue.kind, dialogue);
  }

  load<State>(dialogue: DialogueKind<State>): Place<State> {
    const stored = this.#stored.get(dialogue.kind);
    if (!stored) return { status: 'none' };
    const parsed = dialogue.State.safeParse(JSON.parse(stored.state));
    if (!parsed.success) return { status: 'outdated' };
    return { status: stored.open ? 'open' : 'paused', state: parsed.data };
  }

  /** Keeps the state and makes this the open dialogue. */
  save<State>(dialogue: DialogueKind<State>, state: State): void {
    const open = this.openKind;
    if (open !== undefined && open !== dialogue.kind) this.pause(open);
    this.#put({ kind: dialogue.kind, open: true, state: JSON.stringify(state) });
  }

  /** Sets a dialogue aside with its state: what she types next is not meant for it. */
  pause(kind = this.openKind): void {
    const stored = kind === undefined ? undefined : this.#stored.get(kind);
    if (stored?.open) this.#put({ ...stored, open: false });
  }

  close(dialogue: { readonly kind: string }): void {
    if (!this.#stored.delete(dialogue.kind)) return;
    this.#changed.set(dialogue.kind, { kind: dialogue.kind, change: 'close' });
  }

  #put(stored: StoredDialogue): void {
    this.#stored.set(stored.kind, stored);
    this.#changed.set(stored.kind, { ...stored, change: 'save' });
  }

  get openKind(): string | undefined {
    for (const stored of this.#stored.values()) if (stored.open) return stored.kind;
    return undefined;
  }

  /** Kinds set aside, for the cards that offer to carry on. */
  get pausedKinds(): readonly string[] {
    return [...this.#stored.values()].filter((stored) => !stored.open).map((stored) => stored.kind);
  }

  get changes(): readonly DialogueChange[] {
    return [...this.#changed.values()];
  }
}
