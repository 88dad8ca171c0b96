import { createRequire } from 'node:module';
import { expect } from '@jest/globals';
import { Language, Parser, type Node } from 'web-tree-sitter';

const WASM = createRequire(import.meta.url).resolve(
  'tree-sitter-powershell/tree-sitter-powershell.wasm',
);

let parser: Parser | undefined;

async function powerShell(): Promise<Parser> {
  if (parser === undefined) {
    await Parser.init();
    parser = new Parser().setLanguage(await Language.load(WASM));
  }
  return parser;
}

/** What a script is, by a grammar of PowerShell. */
export interface ParsedScript {
  /** Every node in order with its depth; of those that are code, neither strings nor comments, also the text. */
  readonly shape: readonly string[];
  /** The value of every string in single quotes, in order. */
  readonly strings: readonly string[];
  readonly comments: readonly string[];
}

/** Expects that nothing in the script is an error or missing. */
export async function parsePowerShell(text: string): Promise<ParsedScript> {
  const tree = (await powerShell()).parse(text)!;
  const shape: string[] = [];
  const strings: string[] = [];
  const comments: string[] = [];
  const open: [node: Node, depth: number][] = [[tree.rootNode, 0]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, depth] = next;
    const { type, children } = node;
    expect(node.isError || node.isMissing ? `${type}: ${node.text}` : '').toBe('');
    const isData = type === 'verbatim_string_characters' || type === 'comment';
    const isLeaf = children.length === 0;
    shape.push(`${depth} ${type}${isLeaf && !isData ? ` ${node.text}` : ''}`);
    if (type === 'verbatim_string_characters') strings.push(valueOf(node.text));
    if (type === 'comment') comments.push(node.text);
    for (const child of [...children].reverse()) open.push([child, depth + 1]);
  }
  tree.delete();
  return { shape, strings, comments };
}

const QUOTE = /['\u2018-\u201b]/;

/** As the language specification says (2.3.5.2): typographic quotes are quotes, too. The grammar does not know that. */
function valueOf(literal: string): string {
  let value = '';
  for (let at = 1; at < literal.length - 1; at++) {
    const character = literal[at]!;
    value += character;
    if (!QUOTE.test(character)) continue;
    // A quote that is not doubled ends the string.
    expect(literal[at + 1]).toMatch(QUOTE);
    expect(at + 1).toBeLessThan(literal.length - 1);
    at++;
  }
  return value;
}
