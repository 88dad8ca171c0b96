import { basename, resolve } from 'node:path';
import type { VmxNode } from '../../grammars/vmx/index.js';
import { toXast } from '../../grammars/xml/index.js';
import { readFile } from '../files/read.js';
import {
  detectLanguage,
  LANGUAGES,
  sourceOf,
  type VmDocument,
  type VmxDocument,
} from '../languages/index.js';
import { isSecret } from '../languages/hyperv/secrets.js';
import type { Setting } from '../languages/hyperv/settings.js';
import { fieldsOf, positionsOf } from '../languages/vmx/lines.js';
import { escapeControls, escapeJson } from '../report/escape.js';
import { leaveSignalsToTheSystem } from './signals.js';
import { mask } from '../source/mask.js';
import { pointsInOrder } from '../source/points.js';
import { toStderr, toStdout } from './output.js';

type Secrets = ReturnType<VmxDocument['secrets']>;

/** Characters: the tree of a large file is longer than a string can be. */
const CHUNK = 1024 * 1024;

/** Prints the tree of a file: `{"language":"vmx","tree":{"type":"root","children":[…]}}`, a child a line. */
export function runAst(path: string, maxSize: number): number {
  const read = readFile(resolve(path), maxSize);
  if (read.kind !== 'read') {
    const why =
      read.kind === 'failed'
        ? read.message
        : `it has ${read.size} bytes, more than --max-size ${maxSize}`;
    toStderr(`error: ${escapeControls(path)}: ${why}\n`);
    return 2;
  }
  const source = sourceOf(path, read.bytes);
  const name = basename(path);
  // Someone who names a `.vmx` wants to see how it is read, whatever it holds.
  const named = LANGUAGES.find((language) => language.hasName(name));
  const told = detectLanguage(name, source);
  const detected = 'whyNot' in told && named !== undefined ? { language: named } : told;
  if ('whyNot' in detected) {
    toStderr(`error: ${escapeControls(path)}: not a VM configuration: ${detected.whyNot}\n`);
    return 2;
  }
  const document = detected.language.parse(source);
  leaveSignalsToTheSystem();
  let waiting = '';
  const print = (text: string): void => {
    waiting += text;
    if (waiting.length < CHUNK) return;
    toStdout(waiting);
    waiting = '';
  };
  print(`{"language":"${document.language}","tree":`);
  PRINTERS[document.language](document as never, print);
  toStdout(`${waiting}}\n`);
  return 0;
}

type Print = (text: string) => void;
type DocumentIn<L extends VmDocument['language']> = Extract<VmDocument, { language: L }>;

const PRINTERS: {
  readonly [L in VmDocument['language']]: (document: DocumentIn<L>, print: Print) => void;
} = {
  vmx: printLines,
  vbox: printElements,
  hyperv: printSettings,
  // Only plugins bring others, and there are none here.
  other: (_document, print) => {
    print('null');
  },
};

function rootStart(bomLength: number): string {
  return `{"type":"root",${bomLength > 0 ? '"byteOrderMark":true,' : ''}"children":[`;
}

function printLines(document: VmxDocument, print: Print): void {
  const secrets = document.secrets();
  print(rootStart(document.root.bomLength));
  for (const [index, node] of document.nodes.entries()) {
    print(`${index === 0 ? '' : ','}\n${json(describe(document, secrets, node))}`);
  }
  print('\n]}');
}

/** A node a line. Elements may be nested deeper than what recurses can go. */
function printElements(document: DocumentIn<'vbox'>, print: Print): void {
  const { source, root } = document;
  const secrets = document.secrets();
  const tree = toXast(root, {
    pointAt: pointsInOrder(source),
    textOf: (start, end) =>
      source.encoding.decode(mask(source.view.slice(start, end), start, secrets)),
  });
  print(rootStart(root.bomLength));
  printNested(tree.children, print, (node) => {
    if (node.type !== 'element') return { own: node };
    const { children, ...own } = node;
    return { own, children };
  });
  print('\n]}');
}

/** The tree of settings, with types; secrets masked. */
function printSettings({ tree, source }: DocumentIn<'hyperv'>, print: Print): void {
  print(rootStart(source.bomLength));
  printNested(tree === undefined ? [] : [tree], print, (setting: Setting) => {
    const { name, type, value, text, at, children } = setting;
    const position = { start: source.pointAt(at.start), end: source.pointAt(at.end) };
    const shown =
      type === 'node'
        ? {}
        : isSecret(setting)
          ? { value: '********' }
          : { value: typeof value === 'boolean' ? value : text };
    return { own: { type, name, ...shown, position }, ...(type === 'node' && { children }) };
  });
  print('\n]}');
}

/** A node a line. Nodes may be nested deeper than what recurses can go. */
function printNested<Node>(
  nodes: readonly Node[],
  print: Print,
  parts: (node: Node) => { own: object; children?: readonly Node[] },
): void {
  const open = [{ nodes, next: 0 }];
  for (let level = open.at(-1); level !== undefined; level = open.at(-1)) {
    const node = level.nodes[level.next++];
    if (node === undefined) {
      open.pop();
      if (open.length > 0) print(']}');
      continue;
    }
    const separator = level.next === 1 ? '\n' : ',\n';
    const { own, children } = parts(node);
    if (children === undefined) {
      print(separator + json(own));
      continue;
    }
    print(`${separator}${json(own).slice(0, -1)},"children":[`);
    open.push({ nodes: children, next: 0 });
  }
}

function json(value: object): string {
  return escapeJson(JSON.stringify(value));
}

function describe(document: VmxDocument, secrets: Secrets, node: VmxNode): object {
  const { source } = document;
  const fields = fieldsOf(document, node, (start, end) =>
    source.encoding.decode(mask(source.view.slice(start, end), start, secrets)),
  );
  const masked = 'secret' in fields ? { ...fields, value: '********' } : fields;
  return { ...masked, ...positionsOf(document, node) };
}
