import type { BooleanSupportOption, Doc, Parser, Plugin, Printer, SupportLanguage } from 'prettier';
import type { FormatOptions } from '../format/options.js';
import { formattedText, type FormattedText } from './formatted-text.js';

export { ForeignTextError } from './foreign-text.js';

/** What Prettier hands to parsers and printers besides its own options. */
interface OwnOptions {
  readonly filepath?: string;
  readonly vmxGroupNamespaces?: boolean;
}

const AST_FORMAT = 'vmlint';

export const languages: SupportLanguage[] = [
  {
    name: 'VMware configuration',
    parsers: ['vmx'],
    extensions: ['.vmx', '.vmtx', '.vmsd'],
    filenames: ['inventory.vmls'],
    vscodeLanguageIds: ['vmx'],
  },
  {
    name: 'VirtualBox settings',
    parsers: ['vbox'],
    extensions: ['.vbox', '.vbox-prev'],
    filenames: ['VirtualBox.xml', 'VirtualBox.xml-prev'],
    vscodeLanguageIds: ['vbox'],
  },
];

/** Prettier has made every end of line LF, and makes them what `endOfLine` says again. */
function parserOf(language: 'vmx' | 'vbox'): Parser<FormattedText> {
  return {
    astFormat: AST_FORMAT,
    parse: (text, options) => {
      const { filepath, vmxGroupNamespaces = false } = options as OwnOptions;
      const format: FormatOptions = { endOfLine: 'keep', groupNamespaces: vmxGroupNamespaces };
      return formattedText(text, language, filepath, format);
    },
    locStart: () => 0,
    locEnd: ({ length }) => length,
  };
}

export const parsers = { vmx: parserOf('vmx'), vbox: parserOf('vbox') };

/** As `literalline` of Prettier: unlike others it leaves blanks at the end of the line. */
const LINE: Doc = { type: 'line', hard: true, literal: true };

const printer: Printer<FormattedText> = {
  print: ({ node }) =>
    node.output.split('\n').flatMap((line, index) => (index === 0 ? [line] : [LINE, line])),
  getVisitorKeys: () => [],
  // What `--debug-check` compares is what the text says.
  massageAstNode(_node: unknown, copy: { output?: string; length?: number }): void {
    delete copy.output;
    delete copy.length;
  },
};

export const printers = { [AST_FORMAT]: printer };

export const options: Record<'vmxGroupNamespaces', BooleanSupportOption> = {
  vmxGroupNamespaces: {
    type: 'boolean',
    category: 'vmx',
    default: false,
    description:
      'Set two or more settings of a namespace apart from others with blank lines. Nothing is moved.',
  },
};

/** Files of Windows keep their CR LF, unless somebody says otherwise. */
export const defaultOptions: Plugin['defaultOptions'] = { endOfLine: 'auto' };
