import { type Han, type Spelled, spell } from './spelling.ts';

/*
 * What a firm or shop is called, without what every second one is called as well: 北京禾序信息技术有限公司 is 禾序信息技术,
 * 瑞幸咖啡（金融街店） is 瑞幸咖啡.
 */

const city =
  /^(?:北京|上海|天津|重庆|广州|深圳|杭州|南京|成都|武汉|西安|苏州|郑州|长沙|青岛|沈阳|宁波|厦门|福州|济南|合肥|大连|中国|(?:河北|河南|山东|山西|江苏|浙江|广东|福建|四川|湖北|湖南|安徽|江西)省?)市?(?=..)/u;
const form =
  /(?<=..)(?:(?:有限|股份|责任|集团)*公司|集团|分公司|(?:分|门|总|旗舰|专卖)店|营业部|办事处|[分支]行|\s*(?:co|ltd|inc|llc|corp|limited)\b\.?,?)+$/u;
const brackets = /[（(【[][^（()）【】[\]]*[)）】\]]/gu;

/** The name as tokens, without city, branch and legal form. */
export function spellBrand(name: string, han: Han, how: { apart?: boolean } = {}): Spelled {
  const whole = han.simplify(name.normalize('NFKC').toLowerCase()).trim();
  const bare = whole.replace(brackets, '').trim();
  return spell((bare === '' ? whole : bare).replace(city, '').replace(form, ''), han, how);
}
