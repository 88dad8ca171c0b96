import { basename, resolve } from 'node:path';
import type { VmxNode } from '../../grammars/vmx/index.js';
import { toXast } from '../../grammars/xml/index.js';
import { readFile } from '../files/read.js';
import {
  detectLanguage,
  LANGUAGES,
  sourceOf,
  type VboxDocument,
  type VmxDocument,
} from '../languages/index.js';
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
  const detected = named === undefined ? detectLanguage(name, source) : { language: named };
  if ('whyNot' in detected) {
    toStderr(`error: ${escapeControls(path)}: not a VM configuration: ${detected.whyNot}\n`);
    return 2;
  }
  const document = detected.language.parse(source);
  leaveSignalsToTheSystem();
  // Only plugins bring others, and there are none here.
  if (document.language === 'other') return 2;
  const mark = document.root.bomLength > 0 ? '"byteOrderMark":true,' : '';
  toStdout(`{"language":"${document.language}","tree":{"type":"root",${mark}"children":[`);
  let waiting = '';
  const print = (text: string): void => {
    waiting += text;
    if (waiting.length < CHUNK) return;
    toStdout(waiting);
    waiting = '';
  };
  if (document.language === 'vmx') printLines(document, print);
  else printElements(document, print);
  toStdout(`${waiting}\n]}}\n`);
  return 0;
}

type Print = (text: string) => void;

function printLines(document: VmxDocument, print: Print): void {
  const secrets = document.secrets();
  for (const [index, node] of document.nodes.entries()) {
    print(`${index === 0 ? '' : ','}\n${json(describe(document, secrets, node))}`);
  }
}

/** A node a line. Elements may be nested deeper than what recurses can go. */
function printElements(document: VboxDocument, print: Print): void {
  const { source, root } = document;
  const secrets = document.secrets();
  const tree = toXast(root, {
    pointAt: pointsInOrder(source),
    textOf: (start, end) =>
      source.encoding.decode(mask(source.view.slice(start, end), start, secrets)),
  });
  const open = [{ nodes: tree.children, next: 0 }];
  for (let level = open.at(-1); level !== undefined; level = open.at(-1)) {
    const node = level.nodes[level.next++];
    if (node === undefined) {
      open.pop();
      if (open.length > 0) print(']}');
      continue;
    }
    const separator = level.next === 1 ? '\n' : ',\n';
    if (node.type !== 'element') {
      print(separator + json(node));
      continue;
    }
    const { children, ...own } = node;
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
