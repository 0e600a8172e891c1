import type { Person } from './people.ts';
import type { BotCommand, MenuButton, User } from './telegram.ts';

export type CommandScope =
  | { type: 'default' }
  | { type: 'all_private_chats' }
  | { type: 'all_group_chats' }
  | { type: 'all_chat_administrators' }
  | { type: 'chat'; chat_id: number }
  | { type: 'chat_administrators'; chat_id: number }
  | { type: 'chat_member'; chat_id: number; user_id: number };

export interface CommandList {
  scope: CommandScope;
  language_code: string;
  commands: BotCommand[];
}

const profileTexts = ['name', 'description', 'short_description'] as const;
export type ProfileText = (typeof profileTexts)[number];

export interface BotText {
  kind: ProfileText;
  /** Empty: for everybody. */
  language_code: string;
  /** Empty takes that language away again; a name for everybody stays. */
  text: string;
}

/** All that was set. */
export interface ProfileCard {
  texts: BotText[];
  commands: CommandList[];
  menu_button: MenuButton;
}

/** What the bot says of itself, in several languages, and the commands it offers. */
export class BotProfile {
  readonly id: number;
  readonly token: string;
  readonly username: string;
  menuButton: MenuButton = { type: 'commands' };
  readonly #texts: Record<ProfileText, Map<string, string>>;
  readonly #commands = new Map<string, CommandList>();

  constructor(bot: { token: string; username: string; name: string }) {
    this.id = Number(bot.token.split(':')[0]);
    this.token = bot.token;
    this.username = bot.username;
    this.#texts = { name: new Map([['', bot.name]]), description: new Map(), short_description: new Map() };
  }

  get user(): User {
    return { id: this.id, is_bot: true, first_name: this.text('name', ''), username: this.username };
  }

  /** Falls back to what is said to everybody. */
  text(kind: ProfileText, languageCode: string): string {
    return this.#texts[kind].get(languageCode) ?? this.#texts[kind].get('') ?? '';
  }

  setText({ kind, language_code: languageCode, text }: BotText): void {
    if (text) this.#texts[kind].set(languageCode, text);
    else if (kind !== 'name' || languageCode !== '') this.#texts[kind].delete(languageCode);
  }

  get commandLists(): CommandList[] {
    return [...this.#commands.values()];
  }

  commands(scope: CommandScope, languageCode: string): BotCommand[] {
    return this.#commands.get(key(scope, languageCode))?.commands ?? [];
  }

  setCommands(list: CommandList): void {
    if (list.commands.length === 0) this.#commands.delete(key(list.scope, list.language_code));
    else this.#commands.set(key(list.scope, list.language_code), list);
  }

  get card(): ProfileCard {
    const texts = profileTexts.flatMap((kind) =>
      [...this.#texts[kind]].map(([language_code, text]) => ({ kind, language_code, text })),
    );
    return { texts, commands: this.commandLists, menu_button: this.menuButton };
  }

  restore({ texts, commands, menu_button }: ProfileCard): void {
    for (const text of texts) this.setText(text);
    for (const list of commands) this.setCommands(list);
    this.menuButton = menu_button;
  }

  /** What a person finds in her menu: the narrowest scope wins, within it her language. */
  commandsFor(person: Person): BotCommand[] {
    const language = person.language_code?.split('-')[0]?.toLowerCase() ?? '';
    const scopes: CommandScope[] = [
      { type: 'chat', chat_id: person.id },
      { type: 'all_private_chats' },
      { type: 'default' },
    ];
    for (const scope of scopes) {
      for (const code of language ? [language, ''] : ['']) {
        const commands = this.commands(scope, code);
        if (commands.length > 0) return commands;
      }
    }
    return [];
  }
}

function key(scope: CommandScope, languageCode: string): string {
  const chat = 'chat_id' in scope ? scope.chat_id : '';
  const user = 'user_id' in scope ? scope.user_id : '';
  return `${scope.type}/${chat}/${user}/${languageCode}`;
}
