import type { ByteSource } from './import-source.ts';
import { attribute, XmlReader } from './import-xml.ts';
import { unpack, type ZipPart } from './import-zip.ts';

/** What the number in a cell means: its style says whether it is a day. */
export interface Numbers {
  /** As somebody would type it: `12`, `39.9167`, `2026-12-05`. */
  read(written: string, style: number): string;
}

const mostUnpacked = 32 * 1024 ** 2;

/** Formats that every workbook knows by number; those from 27 and from 50 are East Asia's. */
const isBuiltInDay = (format: number) =>
  (format >= 14 && format <= 17) ||
  format === 22 ||
  (format >= 27 && format <= 36) ||
  (format >= 50 && format <= 58);

export async function readNumbers(
  source: ByteSource,
  styles: ZipPart | undefined,
  from1904: boolean,
): Promise<Numbers> {
  const days = styles ? await dayStyles(source, styles) : new Set<number>();
  return {
    read(written, style) {
      const value = Number(written);
      if (written === '' || !Number.isFinite(value)) return written;
      if (days.has(style) && value >= 1 && value < 2_958_466) return dayOf(value, from1904);
      return String(value);
    },
  };
}

async function dayStyles(source: ByteSource, part: ZipPart): Promise<ReadonlySet<number>> {
  const own = new Set<number>();
  const days = new Set<number>();
  let inCells = false;
  let index = 0;
  const reader = new XmlReader({
    open(name, attributes) {
      const format = Number(attribute(attributes, 'numFmtId') ?? 0);
      if (name === 'numFmt' && showsDay(attribute(attributes, 'formatCode') ?? '')) own.add(format);
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        if (own.has(format) || isBuiltInDay(format)) days.add(index);
        index += 1;
      }
    },
    text: () => undefined,
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  for await (const chunk of unpack(source, part, mostUnpacked)) reader.write(chunk);
  reader.end();
  return days;
}

/** `yyyy"年"m"月"d"日"` does, `#,##0` and `mm:ss` don't. */
function showsDay(code: string): boolean {
  const bare = code.replace(/"[^"]*"|\[[^\]]*\]|\\./gu, '').toLowerCase();
  return /[yd年日]/u.test(bare);
}

const msPerDay = 86_400_000;

function dayOf(serial: number, from1904: boolean): string {
  const whole = Math.floor(serial);
  // Excel believes that 1900 had a 29 February.
  const first = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, whole < 60 ? 31 : 30);
  return new Date(first + whole * msPerDay).toISOString().slice(0, 10);
}
