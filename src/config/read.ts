import { basename, extname } from 'node:path';
import { readFile } from '../files/read.js';
import { mistakesIn, type Shape } from './shape.js';
import { parseJsonc } from './jsonc.js';
import { problemsIn, type ConfigProblem } from './problem.js';
import { ConfigSource } from './source.js';
import { entryOf, type ConfigNode, type Mistake } from './tree.js';

/** Bytes. What is larger was written by no person, and takes parsers long. */
const LARGEST = 512 * 1024;

/** A configuration file that could be read. */
export interface ReadConfig {
  readonly source: ConfigSource;
  /** Its configuration: the whole, or what stands under `"vmlint"` in a package.json. */
  readonly node: ConfigNode;
  /** What is not as the shape has it. */
  readonly mistakes: readonly Mistake[];
}

/**
 * Reads a configuration file and checks it against a shape. A `package.json` may name the file of its configuration
 * instead: then that is a text. Nothing is thrown, and nothing of it is run.
 */
export async function readConfig(
  path: string,
  shape: Shape,
): Promise<ReadConfig | { readonly problems: readonly ConfigProblem[] }> {
  const fail = (message: string): { problems: ConfigProblem[] } => ({
    problems: [{ path, message, notes: [] }],
  });
  if (/\.[cm]?[jt]sx?$/i.test(path)) {
    return fail('a configuration is data, and never code: write it as .jsonc, .json or .yaml');
  }
  const read = readFile(path, LARGEST);
  if (read.kind === 'failed') return fail(read.message);
  if (read.kind === 'too-large') {
    return fail(`it has ${read.size} bytes; no configuration has more than ${LARGEST}`);
  }
  const text = decode(read.bytes);
  if (typeof text !== 'string') return fail(text.whyNot);
  const source = new ConfigSource(path, text, read.bytes);
  const isYaml = /^\.ya?ml$/i.test(extname(path));
  const parsed = isYaml ? (await import('./yaml.js')).parseYaml(text) : parseJsonc(text);
  if ('mistakes' in parsed) return { problems: problemsIn(source, parsed.mistakes) };
  const isPackage = basename(path) === 'package.json';
  const node = isPackage ? entryOf(parsed.root, 'vmlint')?.value : parsed.root;
  if (node === undefined) return fail('it has no field "vmlint" with a configuration');
  if (isPackage && node.type === 'string') return { source, node, mistakes: [] };
  const mistakes = mistakesIn(node, shape, isPackage ? 'vmlint' : basename(path));
  return { source, node, mistakes };
}

/** As UTF-8, or as UTF-16 with a byte order mark. */
function decode(bytes: Buffer): string | { whyNot: string } {
  const utf16 = { fffe: 'utf-16le', feff: 'utf-16be' }[bytes.toString('hex', 0, 2)];
  let text: string;
  try {
    text = new TextDecoder(utf16 ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { whyNot: `it is no valid ${utf16 ?? 'UTF-8'} text; save it as UTF-8` };
  }
  return text.includes('\0') ? { whyNot: 'it is no text: there is a NUL character in it' } : text;
}
