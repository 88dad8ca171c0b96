import type { Edit } from '../source/edits.js';

/** The edit without what it leaves as it is at its ends; none where it changes nothing. A CR LF stays in one piece. */
export function smallest(view: string, { start, end, text }: Edit): Edit[] {
  let before = 0;
  const shorter = Math.min(end - start, text.length);
  while (before < shorter && view[start + before] === text[before]) before++;
  if (before === text.length && before === end - start) return [];
  if (before > 0 && view[start + before - 1] === '\r') before--;
  let behind = 0;
  while (behind < shorter - before && view[end - behind - 1] === text[text.length - behind - 1]) {
    behind++;
  }
  const isTorn = view[end - behind] === '\n' && view[end - behind - 1] === '\r';
  if (behind > 0 && (isTorn || text[text.length - behind - 1] === '\r')) behind--;
  return [
    { start: start + before, end: end - behind, text: text.slice(before, text.length - behind) },
  ];
}
