import type { XmlProblem } from '../../../grammars/xml/index.js';
import type { XmlDocument } from '../../languages/xml/document.js';
import type { Source } from '../../source/source.js';
import { givenAttributes, nameOf } from './print-node.js';
import { problemsOf } from './read.js';
import type { XastElement, XastNode, XastRoot, XmlFrame } from './tree.js';

interface Difference {
  readonly message: string;
  readonly node: XastNode | undefined;
}

/** Why the text that was printed does not say what the tree says; undefined: it does. */
export function whyDifferent(
  root: XastRoot,
  printed: XastRoot,
  source: Source,
  frame: XmlFrame,
): Difference | undefined {
  const expected = partsOf(root);
  const found = partsOf(printed);
  for (;;) {
    const one = expected.next().value;
    const other = found.next().value;
    if (one === undefined && other === undefined) return undefined;
    if (one !== undefined && other !== undefined && saysSame(one, other)) continue;
    const node = one?.node;
    const what = node === undefined ? 'what stands behind the last node' : `the ${nameOf(node)}`;
    return { message: `${what} would be read otherwise${because(source, frame)}`, node };
  }
}

/** Whether there is anything in the text that XML does not allow, and was not there before. */
export function whyWorse({ root, source }: XmlDocument, frame: XmlFrame): Difference | undefined {
  const now = problemsOf(root);
  const isNew = ({ code }: XmlProblem): boolean => (now[code] ?? 0) > (frame.problems[code] ?? 0);
  const problem = root.problems.find(isNew);
  if (problem === undefined) return undefined;
  const { line, column } = source.pointAt(problem.start);
  const what = problem.code.replaceAll('-', ' ');
  return {
    message: `it would be no well-formed XML: ${what} at ${line}:${column} of what would be printed`,
    node: undefined,
  };
}

function because(source: Source, { form }: XmlFrame): string {
  if (source.form !== form) return ': the whole file would be taken for another encoding';
  return source.isAscii ? '' : ` in ${source.encoding.name}`;
}

/** A tag, a leaf, or all texts between two of these. */
type Part =
  | { readonly kind: 'start' | 'leaf'; readonly node: XastNode }
  | { readonly kind: 'end'; readonly node: XastElement }
  | { readonly kind: 'text'; readonly node: XastNode; readonly value: string };

function* partsOf(root: XastRoot): Generator<Part, undefined> {
  const open: { nodes: readonly XastNode[]; next: number; element?: XastElement }[] = [
    { nodes: root.children, next: 0 },
  ];
  let texts: string[] = [];
  let text: XastNode | undefined;
  for (let level = open.at(-1); level !== undefined; level = open.at(-1)) {
    const node = level.nodes[level.next++];
    if (node?.type === 'text') {
      if (node.value === '') continue;
      text ??= node;
      texts.push(node.value);
      continue;
    }
    if (text !== undefined) yield { kind: 'text', node: text, value: texts.join('') };
    text = undefined;
    texts = [];
    if (node === undefined) {
      open.pop();
      if (level.element !== undefined) yield { kind: 'end', node: level.element };
    } else if (node.type === 'element') {
      yield { kind: 'start', node };
      open.push({ nodes: node.children, next: 0, element: node });
    } else {
      yield { kind: 'leaf', node };
    }
  }
  return undefined;
}

function saysSame(one: Part, other: Part): boolean {
  if (one.kind !== other.kind) return false;
  if (one.kind === 'end') return true;
  if (one.kind === 'text') return other.kind === 'text' && one.value === other.value;
  const [a, b] = [one.node, other.node];
  switch (a.type) {
    case 'element':
      return b.type === 'element' && a.name === b.name && haveSameAttributes(a, b);
    case 'instruction':
      return b.type === 'instruction' && a.name === b.name && said(a) === said(b);
    case 'doctype':
      return (
        b.type === 'doctype' &&
        a.name === b.name &&
        (a.public ?? undefined) === (b.public ?? undefined) &&
        (a.system ?? undefined) === (b.system ?? undefined)
      );
    default:
      return b.type === a.type && a.value === b.value;
  }
}

/** Blanks around an XML declaration's content say nothing. */
function said({ name, value }: { readonly name: string; readonly value: string }): string {
  return name === 'xml' ? value.trim() : value;
}

function haveSameAttributes(one: XastElement, other: XastElement): boolean {
  const expected = givenAttributes(one);
  const found = new Map(Object.entries(other.attributes));
  return (
    expected.length === found.size && expected.every(([name, value]) => found.get(name) === value)
  );
}
