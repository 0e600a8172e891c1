import type { ApiMethods, Opts } from '@grammyjs/types';
import type { InputFile } from './multipart.ts';

export type { BotCommand, LanguageCode, Update } from '@grammyjs/types';

/**
 * The Bot API as it is today. telegraf's own declarations stop at 7.1 (February 2024); calls that need something newer
 * go through `BotApi.call`, which is typed by these.
 */
type Methods = ApiMethods<InputFile>;

export type Method = keyof Methods;
export type Payload<M extends Method> = Opts<InputFile>[M];
export type Result<M extends Method> = ReturnType<Methods[M]>;
