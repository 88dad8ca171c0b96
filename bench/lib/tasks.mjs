// What a child does with each text again and again; each returns a number that depends on the result.
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

export function taskOf(name, library) {
  const check = (text, mode, excerpts) => {
    const options = { ...OPTIONS, mode, excerpts, rules: library.RULES };
    const bytes = Buffer.from(text, 'latin1');
    const folders = new library.FolderStates();
    const file = library.checkBytes('one.vmx', undefined, bytes, options, folders, () => {});
    if (file.status !== 'linted' && file.status !== 'fixed') throw new Error(JSON.stringify(file));
    return { files: [file], durationMs: 0, diffOnly: false };
  };
  const tasks = {
    parse: (text) => library.parseVmx(text).children.length,
    regexp: (text) => parseWithRegExp(text).children.length,
    lint: (text) => library.formatJson(check(text, 'lint', false), REPORT_OPTIONS).length,
    'lint, pretty': (text) => library.formatPretty(check(text, 'lint', true), REPORT_OPTIONS).length,
    fix: (text) => library.formatJson(check(text, 'fix', false), REPORT_OPTIONS).length,
  };
  return tasks[name];
}
