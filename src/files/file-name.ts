/** Longer than a phone shows; far below what any disk refuses. */
const mostLetters = 60;

/**
 * A file's name as disks and chats take it: what a building is called may hold signs that they don't.
 *
 * @param ending without the dot
 */
export function fileName(title: string, ending: string): string {
  const plain = title
    .replace(/[\\/:*?"<>|\p{C}]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.]+|[\s.]+$/gu, '');
  return `${[...plain].slice(0, mostLetters).join('').trim() || 'file'}.${ending}`;
}
