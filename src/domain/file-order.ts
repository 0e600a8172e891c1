import { z } from 'zod';
import { BuildingId, ImportId, NoticeId, PersonId, RoundId, StallId, StreetId, UnionId } from './ids.ts';
import { PlaceKey } from './results.ts';
import { SurveyKey } from './survey.ts';

/*
 * Files that the bot makes for people: what is wanted, never the bytes. An order is kept beside the update until Telegram
 * has taken the file, which is made when it is sent, so that a killed process owes no more than a line of JSON. Whoever
 * puts an order into a turn has checked that this person may have it.
 */

const day = z.iso.date();
const scope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('district') }),
  z.object({ kind: z.literal('street'), street: StreetId }),
  z.object({ kind: z.literal('union'), union: UnionId }),
]);

export const FileOrder = z.discriminatedUnion('kind', [
  /** For a lobby's wall: building, union, QR code. `photo` is the picture to look at in the chat, made smaller by Telegram. */
  z.object({ kind: z.literal('poster'), building: BuildingId, as: z.enum(['pdf', 'png', 'photo']) }),
  /** For a stall: what its code fills in, on paper or as a picture. */
  z.object({ kind: z.literal('stallCode'), stall: StallId, as: z.enum(['pdf', 'photo']) }),
  /** Those of all buildings that a union covers, a page each. */
  z.object({ kind: z.literal('posters'), union: UnionId }),
  /** The figures of a day as a spreadsheet, with what has changed since another; or as bars, street by street. */
  z.object({
    kind: z.literal('coverage'),
    day,
    of: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('district') }),
      z.object({ kind: z.literal('street'), street: StreetId }),
      z.object({ kind: z.literal('union'), union: UnionId }),
    ]),
    from: day.nullable(),
    as: z.enum(['xlsx', 'png']),
  }),
  /** What may be shown of a survey: one question as bars, or everything as a sheet. `place` as results.ts writes it. */
  z.object({
    kind: z.literal('results'),
    round: RoundId,
    place: PlaceKey,
    question: SurveyKey,
    as: z.enum(['png', 'xlsx', 'csv']),
  }),
  /** Everything that is kept of a person, made for nobody but herself: it goes to her own chat, or nowhere. */
  z.object({ kind: z.literal('myData'), person: PersonId }),
  /** Sheets of the directory, for whoever keeps this scope: empty, and as it is. */
  z.object({ kind: z.literal('importTemplate'), scope }),
  /** An empty member roll, to be filled in. */
  z.object({ kind: z.literal('rollTemplate'), scope }),
  z.object({ kind: z.literal('directory'), scope }),
  /** What was found in a sheet that was sent in: every row that changes, or that something is wrong with. */
  z.object({ kind: z.literal('importFound'), import: ImportId }),
  /** What became of a broadcast for each of its audience, as far as its reader may see. */
  z.object({ kind: z.literal('deliveries'), notice: NoticeId, reader: PersonId }),
  /** Who asks for a service card, for the bank's visit: for that officer, who goes there with it. */
  z.object({ kind: z.literal('bankList'), union: UnionId, reader: PersonId }),
]);
export type FileOrder = z.infer<typeof FileOrder>;

/** What came of an order. */
export interface MadeFile {
  /** As people see it in the chat and on their disk: says what it is, and names nobody. */
  readonly name: string;
  readonly data: Uint8Array;
  /** A picture is shown in the chat; a document is tapped first. */
  readonly as: 'photo' | 'document';
}
