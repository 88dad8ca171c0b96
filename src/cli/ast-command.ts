import { basename, resolve } from 'node:path';
import type { VmxNode } from '../../grammars/vmx/index.js';
import { readFile } from '../files/read.js';
import {
  detectLanguage,
  isCandidateName,
  LANGUAGES,
  type VmxDocument,
} from '../languages/index.js';
import { fieldsOf, positionsOf } from '../languages/vmx/lines.js';
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
  const detected = isCandidateName(name)
    ? { language: LANGUAGES[0]! }
    : detectLanguage(name, source);
  if ('whyNot' in detected) {
    toStderr(`error: ${escapeControls(path)}: not a VM configuration: ${detected.whyNot}\n`);
    return 2;
  }
  const document = detected.language.parse(source);
  leaveSignalsToTheSystem();
  const mark = document.root.bomLength > 0 ? '"byteOrderMark":true,' : '';
  toStdout(`{"language":"${document.language}","tree":{"type":"root",${mark}"children":[`);
  const secrets = document.secrets();
  let lines = '';
  for (const [index, node] of document.nodes.entries()) {
    lines += `${index === 0 ? '' : ','}\n${escapeJson(JSON.stringify(describe(document, secrets, node)))}`;
    if (lines.length < CHUNK) continue;
    toStdout(lines);
    lines = '';
  }
  toStdout(`${lines}\n]}}\n`);
  return 0;
}

function describe(document: VmxDocument, secrets: Secrets, node: VmxNode): object {
  const { source } = document;
  const fields = fieldsOf(document, node, (start, end) =>
    source.encoding.decode(mask(source.view.slice(start, end), start, secrets)),
  );
  const masked = 'secret' in fields ? { ...fields, value: '********' } : fields;
  return { ...masked, ...positionsOf(document, node) };
}
