/**
 * vmlint in a pipeline of unified: a parser, transformers that lint, fix and format, and a compiler. Findings and bytes
 * are those of the command.
 */
import type { Plugin, Processor, Transformer } from 'unified';
import { checkContent } from '../api/check.js';
import { FORMAT_OPTIONS, formatContent, formatOptions } from '../api/format.js';
import type { FixOptions, JudgeOptions, TextOptions } from '../api/model.js';
import { checkOptions, FIX_OPTIONS, languageOf, refuseUnknown } from '../api/options.js';
import type { FormatOptions } from '../format/options.js';
import type { LanguageId } from '../languages/index.js';
import type { FileReport, Finding } from '../report/json-model.js';
import type { CheckOptions } from '../run/check-file.js';
import { addMessages } from './messages.js';
import { knownFrame } from './frames.js';
import { languageOfNodes, languageOfTree, print, readFileIn, readIn } from './languages.js';
import type { Fail, File, Root } from './tree.js';

export type {
  Blank,
  Comment,
  Entry,
  File,
  Line,
  Malformed,
  MalformedReason,
  Position,
  Root,
  VmxRoot,
} from './tree.js';
export type {
  XastAttribute,
  XastCdata,
  XastComment,
  XastDoctype,
  XastElement,
  XastInstruction,
  XastMalformed,
  XastNode,
  XastRoot,
  XastText,
} from './xml/tree.js';
export type { LanguageId } from '../languages/index.js';
export type { FileConfig, FixOptions, JudgeOptions } from '../api/model.js';
export type { FileReport, Finding } from '../report/json-model.js';
export { OptionError } from '../api/option-error.js';
export { RuleError } from '../lint/rule-error.js';

export interface VmlintParseOptions {
  /** What the file is, whatever its path and content look like. */
  readonly language?: LanguageId | undefined;
}

export interface VmlintLintOptions extends JudgeOptions {
  /** What the file is, whatever its path and content look like; by default what the parser was told. */
  readonly language?: TextOptions['language'];
  /** What configurations say of the file: see `configFor` of `vmlint`. Without it, none is looked for. */
  readonly config?: TextOptions['config'];
}

export interface VmlintFixOptions extends VmlintLintOptions, FixOptions {}

/** How a file is to be written; what is not said here its configuration says. */
export interface VmlintFormatOptions {
  /** What every line ends with; `keep`, the default: what it ends with now. */
  readonly endOfLine?: FormatOptions['endOfLine'] | undefined;
  /** In a `.vmx`: a blank line sets two or more settings of a namespace apart from others. */
  readonly groupNamespaces?: boolean | undefined;
  readonly language?: VmlintLintOptions['language'];
  readonly config?: VmlintLintOptions['config'];
}

export interface VmlintOptions extends VmlintFixOptions {
  /** Whether fixes are applied, before it is linted. */
  readonly fix?: boolean | undefined;
  /** Whether, and how, it is formatted, once it is fixed and before it is linted. */
  readonly format?:
    boolean | Pick<VmlintFormatOptions, 'endOfLine' | 'groupNamespaces'> | undefined;
}

/** What the plugins leave in `file.data.vmlint`. */
export interface VmlintData {
  /** What was reported last: also why a file was skipped, or must not be written. */
  report?: FileReport;
  /** The findings whose fixes `vmlintFix` applied. */
  fixed?: readonly Finding[];
}

/**
 * Parses what the file holds, bytes in whatever encoding or a string: a `.vmx` into a child a line, a `.vbox` into
 * xast (`Root<'vbox'>`). Path and content tell which it is; what is neither is read as a `.vmx`.
 */
export const vmlintParse: Plugin<[VmlintParseOptions?], string, Root> = function (options = {}) {
  refuseUnknown(options, ['language']);
  setParser(this, options.language);
};

/**
 * Prints the tree: bytes where bytes were parsed, else a string. Lines, tags and texts that no transformer touched
 * are what they were, byte for byte. Throws a `VFileMessage` where something cannot be written in the encoding of
 * the file, or would be read otherwise.
 */
export const vmlintStringify: Plugin<[], Root, string | Uint8Array> = function () {
  setCompiler(this);
};

/** A plugin for trees of both languages. Where `use` is not told, it takes the tree for that of a `.vmx`. */
type PluginOfBoth<Parameters extends unknown[]> = Plugin<Parameters, Root<'vbox'>> &
  Plugin<Parameters, Root>;

/** Lints what the tree says now; each finding becomes a message. */
export const vmlintLint = function (options = {}) {
  const check = checkOptions(options, 'lint', ['language']);
  return (tree, file) => lintTree(tree, file, options, check);
} as Plugin<[VmlintLintOptions?], Root> as PluginOfBoth<[VmlintLintOptions?]>;

/** Applies fixes to what the tree says now: those that are safe, unless it is told otherwise. */
export const vmlintFix = function (options = {}) {
  const check = checkOptions(options, 'fix', ['language']);
  return (tree, file) => fixTree(tree, file, options, check);
} as Plugin<[VmlintFixOptions?], Root> as PluginOfBoth<[VmlintFixOptions?]>;

/** Writes what the tree says now as `vmlint format` does; a message says why where it must stay as it is. */
export const vmlintFormat = function (options = {}) {
  refuseUnknown(options, [...FORMAT_OPTIONS, 'language', 'config']);
  const format = formatOptions(options, options.config);
  return (tree, file) => formatTree(tree, file, options, format);
} as Plugin<[VmlintFormatOptions?], Root> as PluginOfBoth<[VmlintFormatOptions?]>;

/** All of it: parses, fixes and formats if it is told to, lints, prints. */
export const vmlint = function (this: Processor, options: VmlintOptions = {}) {
  const { fix = false, format = false, ...others } = options;
  const linting = checkOptions(others, 'lint', ['language', ...FIX_OPTIONS]);
  const fixing = checkOptions(others, 'fix', ['language']);
  const how = typeof format === 'boolean' ? {} : format;
  refuseUnknown(how, FORMAT_OPTIONS);
  const formatting = formatOptions(how, options.config);
  setParser(this, options.language);
  setCompiler(this);
  const transform: Transformer<Root, Root> = (tree, file) => {
    const fixed = fix ? fixTree(tree, file, options, fixing) : tree;
    const done = format === false ? fixed : formatTree(fixed, file, options, formatting);
    lintTree(done, file, options, linting);
    return done;
  };
  return transform;
} as Plugin<[VmlintOptions?], Root> as PluginOfBoth<[VmlintOptions?]>;

export default vmlint;

/** Whether a tree is that of a `.vbox`: also one that somebody made, by its nodes. */
export function isVbox(tree: Root<LanguageId>): tree is Root<'vbox'> {
  const frame = knownFrame(tree);
  return (frame === undefined ? languageOfNodes(tree) : frame.language) === 'vbox';
}

function setParser(processor: Processor, language: LanguageId | undefined): void {
  const told = languageOf(language)?.id;
  processor.parser = (_text, file) => readFileIn(file, told);
}

function setCompiler(processor: Processor): void {
  processor.compiler = (tree, file) => print(tree as Root<LanguageId>, file, failIn(file));
}

function lintTree(
  tree: Root<LanguageId>,
  file: File,
  options: VmlintLintOptions,
  check: CheckOptions,
): undefined {
  const content = print(tree, file, failIn(file));
  const where = whereIs(tree, file, options);
  const { report } = checkContent(content, where, check);
  addMessages(file, content, report, where.language);
  dataOf(file).report = report;
}

function fixTree(tree: Root, file: File, options: VmlintFixOptions, check: CheckOptions): Root {
  const content = print(tree, file, failIn(file));
  const { report, fixed } = checkContent(content, whereIs(tree, file, options), check);
  const { status, explanation, error } = report;
  const isRefused = status === 'read-only' || status === 'failed';
  if (isRefused && report.findings.some((finding) => finding.fix !== undefined)) {
    file.message(`not fixed: ${error ?? explanation ?? status}`, { source: 'vmlint' });
  }
  Object.assign(dataOf(file), { report, fixed: report.fixed } satisfies VmlintData);
  if (fixed === undefined) return tree;
  return readAgain(tree, file, typeof content === 'string' ? fixed.text : fixed.bytes);
}

function formatTree(
  tree: Root,
  file: File,
  options: Pick<VmlintLintOptions, 'language' | 'config'>,
  format: FormatOptions,
): Root {
  const content = print(tree, file, failIn(file));
  const { formatted, whyNot } = formatContent(content, whereIs(tree, file, options), format);
  if (whyNot !== undefined) file.message(`not formatted: ${whyNot}`, { source: 'vmlint' });
  if (formatted === undefined) return tree;
  return readAgain(tree, file, typeof content === 'string' ? formatted.text : formatted.bytes);
}

/** Whoever has a tree of one language gets one of the same. */
function readAgain(tree: Root, file: File, content: string | Uint8Array): Root {
  return readIn(languageOfTree(tree, file), content, knownFrame(tree)?.told) as Root;
}

/** A file is what its parser was told; one without a path is what its parser takes it for. */
function whereIs(
  tree: Root<LanguageId>,
  file: File,
  { language, config }: VmlintLintOptions,
): TextOptions {
  const { path, cwd } = file;
  const told = language ?? knownFrame(tree)?.told;
  // `vfile` says that every file has a path; one that was made of a text has none.
  if ((path as string | undefined) === undefined) {
    return { language: told ?? languageOfTree(tree, file), config };
  }
  return { path, cwd, language: told, config };
}

function dataOf(file: File): VmlintData {
  return (file.data['vmlint'] ??= {});
}

function failIn(file: File): Fail {
  return (message, node) =>
    file.fail(message, { place: node?.position, source: 'vmlint', ruleId: 'print' });
}
