import type { VmxDocument } from '../languages/index.js';
import { fieldsOf } from '../languages/vmx/lines.js';
import type { Frame, Line, Root } from './tree.js';

/**
 * Why the text that was printed does not say what the tree says; undefined: it does. Blank lines are left out:
 * one between a lone CR and an LF is one with them when what stood between is removed.
 */
export function whyDifferent(
  root: Root,
  document: VmxDocument,
  frame: Frame,
): { message: string; line: Line | undefined } | undefined {
  const expected = root.children.filter((line) => !isBlank(line));
  const printed = document.nodes.filter(({ type }) => type !== 'blank');
  const { source } = document;
  for (let index = 0; index < Math.max(expected.length, printed.length); index++) {
    const line = expected[index];
    const node = printed[index];
    if (line !== undefined && node !== undefined) {
      const fields = fieldsOf(document, node);
      const text = source.decode(node.start, node.end);
      if (line.type === 'malformed' ? line.text === text : saysSame(line, fields)) continue;
    }
    return { message: `${nameOf(line)} would be read otherwise${because(document, frame)}`, line };
  }
  return undefined;
}

function because({ source }: VmxDocument, { form, encoding }: Frame): string {
  if (source.form !== form) return ': the whole file would be taken for another encoding';
  const { name } = source.encoding;
  if (name === encoding) return ` in ${name}`;
  return `: the file would be read as ${name}, and was read as ${encoding}`;
}

function nameOf(line: Line | undefined): string {
  if (line === undefined) return 'what stands behind the last line';
  return line.type === 'entry' ? `the entry of \`${line.key}\`` : `the ${line.type} line`;
}

function saysSame(line: Line, fields: ReturnType<typeof fieldsOf>): boolean {
  switch (line.type) {
    case 'entry':
      return (
        fields.type === 'entry' &&
        fields.key === line.key &&
        fields.value === line.value &&
        (fields.comment ?? '') === (line.comment ?? '')
      );
    case 'comment':
      return fields.type === 'comment' && fields.text === line.text;
    default:
      return fields.type === line.type;
  }
}

/** Of NUL and what follows it VMware sees nothing. */
function isBlank(line: Line): boolean {
  return line.type === 'blank' || (line.type === 'malformed' && /^[ \t]*(?:\0|$)/.test(line.text));
}
