// What a child does with a text.
import { Editor, formatTidy } from './editor.mjs';
import { parseWithRegExp } from './regexp-parser.mjs';

const OPTIONS = {
  intent: { nested: 'require', stated: true },
  unsafe: true,
  assume: true,
  backup: false,
  force: false,
  maxSize: Infinity,
};
const REPORT_OPTIONS = { color: false, quiet: false, unsafe: true, assume: true };

/** The tasks by name. Each gives to `keep` all that is in memory at its end. */
export function tasksOf(library, keep) {
  const keeper = {
    id: 'bench/keep',
    messages: {},
    check({ document }) {
      keep(document);
      return {};
    },
  };
  const rules = [...library.RULES, keeper];
  let editor;

  /** From the bytes of a file to what is reported of it, as the command does it, without the disk. */
  const check = (text, mode, excerpts) => {
    const options = { ...OPTIONS, mode, excerpts, rules };
    const bytes = Buffer.from(text, 'latin1');
    const folders = new library.FolderStates();
    const file = library.checkBytes({ path: 'one.vmx' }, bytes, options, folders, () => {});
    if (file.status !== 'linted' && file.status !== 'fixed') {
      throw new Error(file.error ?? file.explanation);
    }
    keep(file);
    return { files: [file], durationMs: 0, diffOnly: false };
  };
  return {
    'parse with the grammar': (text) => keep(library.parseVmx(text)),
    'parse with a regular expression': (text) => keep(parseWithRegExp(text)),
    'parse XML with the grammar': (text) => keep(library.parseXml(text)),
    'parse XML with saxes': (text) => keep(countWithSaxes(library, text)),
    'parse XML with @rgrove/parse-xml': (text) => keep(library.parseStrictly(text)),
    lint: (text) => keep(library.formatJson(check(text, 'lint', false), REPORT_OPTIONS)),
    'lint for a person': (text) =>
      keep(library.formatPretty(check(text, 'lint', true), REPORT_OPTIONS)),
    'tell of a change': async (text) => keep(await (editor ??= new Editor(library)).change(text)),
    'format what is tidy': (text) => keep(formatTidy(library, text)),
    fix: (text) => keep(library.formatJson(check(text, 'fix', false), REPORT_OPTIONS)),
  };
}

/** How many tags, texts and comments it finds. It makes no tree, so this is the least that it can do. */
function countWithSaxes({ SaxesParser }, text) {
  const parser = new SaxesParser();
  let count = 0;
  for (const event of ['opentag', 'closetag', 'text', 'comment']) parser.on(event, () => count++);
  parser.on('error', () => count++);
  parser.write(text).close();
  return count;
}
