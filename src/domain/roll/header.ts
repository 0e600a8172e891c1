import type { RawRow } from '../import/file.ts';
import { normaliseHeading } from '../import/header.ts';
import type { RollField } from './decision.ts';

/** Of a sheet that lists members: where its headings are, and which columns hold what. */
export interface RollHeader {
  readonly row: number;
  readonly columns: ReadonlyMap<RollField, number>;
  /** Headings that say nothing to us, as written: their columns aren't read. */
  readonly unknown: readonly string[];
}

/** As normalised: letters and digits only, in lower case. The headings of our own template are among them. */
export const rollHeadings: Readonly<Record<RollField, readonly string[]>> = {
  name: ['姓名', '会员姓名', '职工姓名', '名字', 'name', 'fullname', 'membername'],
  phone: [
    '手机号',
    '手机号码',
    '手机',
    '联系电话',
    '电话',
    '联系方式',
    '移动电话',
    'phone',
    'mobile',
    'mobilenumber',
    'phonenumber',
  ],
  union: ['工会', '工会名称', '所属工会', '楼宇工会', '所在工会', 'union', 'unionname'],
  building: ['楼宇', '楼宇名称', '所在楼宇', '大厦', '写字楼', 'building', 'buildingname'],
  unit: [
    '单位',
    '单位名称',
    '工作单位',
    '所在单位',
    '企业',
    '公司',
    'unit',
    'company',
    'employer',
    'workplace',
  ],
  since: ['入会日期', '入会时间', '入会年月', '加入日期', 'since', 'membersince', 'joined', 'joinedon'],
  tail: [
    '卡号后四位',
    '服务卡后四位',
    '卡尾号',
    '会员卡后四位',
    'lastfourdigits',
    'lastfourdigitsofcard',
    'cardtail',
    'card',
    'last4',
  ],
};

/** A roll says of each row who it is and how she is reached; no list of places does. */
export function findRollHeader(rows: readonly RawRow[]): RollHeader | undefined {
  for (const { row, cells } of rows) {
    const columns = new Map<RollField, number>();
    const unknown: string[] = [];
    cells.forEach((cell, index) => {
      const heading = normaliseHeading(cell);
      if (heading === '') return;
      const field = fieldOf(heading);
      if (field === undefined || columns.has(field)) unknown.push(cell);
      else columns.set(field, index);
    });
    const placed = columns.has('union') || columns.has('building');
    if (columns.has('name') && columns.has('phone') && placed && isPersonal(cells))
      return { row, columns, unknown };
  }
  return undefined;
}

/** `name` alone may be a building's: somebody's name is called so in Chinese, or there is a day she joined. */
function isPersonal(cells: readonly string[]): boolean {
  const headings = cells.map(normaliseHeading);
  return headings.some(
    (heading) =>
      /姓名|名字|fullname|membername/u.test(heading) ||
      rollHeadings.since.includes(heading) ||
      rollHeadings.tail.includes(heading),
  );
}

function fieldOf(heading: string): RollField | undefined {
  const known = Object.entries(rollHeadings) as [RollField, readonly string[]][];
  return known.find(([, words]) => words.includes(heading))?.[0];
}
