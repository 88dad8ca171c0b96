import { applyEdits } from './edits.js';

/** A part of a view with each character of a secret as `*`. The places count in the view, and may lie outside of the part. */
export function mask(
  part: string,
  partStart: number,
  secrets: readonly { readonly start: number; readonly end: number }[],
): string {
  const partEnd = partStart + part.length;
  const inside = secrets
    .filter((secret) => secret.start < partEnd && secret.end > partStart)
    .map((secret) => {
      const start = Math.max(0, secret.start - partStart);
      const end = Math.min(part.length, secret.end - partStart);
      return { start, end, text: '*'.repeat(end - start) };
    });
  return inside.length === 0 ? part : applyEdits(part, inside);
}
