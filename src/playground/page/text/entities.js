/** Text and its entities, as a tree that can be rendered without ever making HTML of what somebody wrote. */

/** @import {MessageEntity} from '../types.d.ts' */
/** @typedef {string | {entity: MessageEntity, text: string, children: Node[]}} Node */

/**
 * Telegram sends entities properly nested; one that overlaps another all the same is cut at the outer one's end.
 * @param {string} text
 * @param {readonly MessageEntity[]} [entities] offsets count UTF-16 units, as JavaScript strings do
 * @returns {Node[]}
 */
export function entityTree(text, entities = []) {
  const sane = entities.filter(
    (entity) => entity.length > 0 && entity.offset >= 0 && entity.offset + entity.length <= text.length,
  );
  const outermostFirst = sane.toSorted(
    (a, b) => a.offset - b.offset || b.length - a.length || rank(a) - rank(b),
  );
  return nest(text, 0, text.length, outermostFirst);
}

/**
 * Of two entities over the same stretch, the block is the outer one.
 * @param {MessageEntity} entity
 */
const rank = (entity) => (entity.type.endsWith('blockquote') ? 0 : entity.type === 'pre' ? 1 : 2);

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {MessageEntity[]} entities within start…end, outermost first
 * @returns {Node[]}
 */
function nest(text, start, end, entities) {
  /** @type {Node[]} */
  const nodes = [];
  let at = start;
  let next = 0;
  while (next < entities.length) {
    const entity = entities[next];
    if (entity === undefined || entity.offset >= end) break;
    next += 1;
    if (entity.offset < at) continue;
    const stop = Math.min(entity.offset + entity.length, end);
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    const inner = [];
    while (next < entities.length) {
      const candidate = entities[next];
      if (candidate === undefined || candidate.offset >= stop) break;
      inner.push(candidate);
      next += 1;
    }
    nodes.push({
      entity,
      text: text.slice(entity.offset, stop),
      children: nest(text, entity.offset, stop, inner),
    });
    at = stop;
  }
  if (at < end) nodes.push(text.slice(at, end));
  return nodes;
}
