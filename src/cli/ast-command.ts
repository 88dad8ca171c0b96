import { basename, resolve } from 'node:path';
import type { VmxNode } from '../../grammars/vmx/index.js';
import { walk, type XmlAttribute } from '../../grammars/xml/index.js';
import { readFile } from '../files/read.js';
import {
  detectLanguage,
  LANGUAGES,
  type VboxDocument,
  type VmxDocument,
} from '../languages/index.js';
import { fieldsOf, positionsOf } from '../languages/vmx/lines.js';
import { fieldsOf as fieldsOfXml } from '../languages/xml/tree.js';
import { escapeControls, escapeJson } from '../report/escape.js';
import { leaveSignalsToTheSystem } from './signals.js';
import { mask } from '../source/mask.js';
import { Source } from '../source/source.js';
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
  const source = Source.fromBytes(read.bytes);
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
  const secrets = new Set(document.secrets().map(({ start }) => start));
  const isSecret = ({ valueStart }: XmlAttribute): boolean => secrets.has(valueStart);
  let isFirst = true;
  walk(document.root, {
    enter(node) {
      const fields = json(fieldsOfXml(document, node, isSecret));
      const isElement = node.type === 'element';
      const open = isElement ? `${fields.slice(0, -1)},"children":[` : fields;
      print(`${isFirst ? '' : ','}\n${open}`);
      isFirst = isElement;
    },
    leave() {
      print(']}');
      isFirst = false;
    },
  });
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
