import type { BaseFrame } from './tree.js';

/** The byte order mark, as it was unless the tree says otherwise. */
export function markOf(
  root: { readonly byteOrderMark?: boolean | undefined },
  frame: BaseFrame,
): string {
  if (!(root.byteOrderMark ?? frame.byteOrderMark)) return '';
  return frame.form === 'bytes' ? '\xEF\xBB\xBF' : '\uFEFF';
}

/** What was read, from its parts without any loss. */
export function outputOf(exact: string, { form, tail }: BaseFrame): string | Uint8Array {
  if (form === 'text') return exact;
  if (form === 'bytes') return Buffer.from(exact, 'latin1');
  const bytes = Buffer.from(exact, 'utf16le');
  const text = form === 'utf-16le' ? bytes : bytes.swap16();
  return tail === '' ? text : Buffer.concat([text, Buffer.from(tail, 'latin1')]);
}

export function isSame(output: string | Uint8Array, content: string | Uint8Array): boolean {
  if (typeof output === 'string' || typeof content === 'string') return output === content;
  return Buffer.compare(output, content) === 0;
}
