import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const INTRODUCTION = `vmlint is under the MIT licence. The files that it ships have parts of the packages below in them, each under
the licence that follows its name.
`;
const RULE = `\n${'-'.repeat(80)}\n\n`;

/** What names, in a package, the conditions under which it may be passed on. */
const LICENCE = /^(?:licen[cs]e|copying|notice|thirdpartynotices)(?:[-.]|$)/i;

/**
 * The licences of the packages that bundles have parts of, as their authors ask for.
 * @param {string} root the folder that the metafiles' paths are relative to
 * @param {import('esbuild').Metafile[]} metafiles
 * @param {string} others notices of this kind, to be in it too
 * @throws {Error} a package says nothing of its licence
 */
export function noticesOf(root, metafiles, others = '') {
  const folders = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => {
        const [, folder] = /^(.*\bnode_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path) ?? [];
        return folder === undefined || bytesInOutput === 0 ? [] : [folder];
      }),
    ),
  );
  const notices = [...new Set(folders)].map((folder) => noticeOf(join(root, folder)));
  const all = new Set([...others.split(RULE).slice(1), ...notices]);
  return [INTRODUCTION, ...[...all].sort()].join(RULE);
}

function noticeOf(folder) {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter((file) => LICENCE.test(file));
  if (files.length === 0) throw new Error(`${name} has no licence beside its code`);
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return `${name} ${version}\n\n${texts.join('\n\n')}\n`.replaceAll('\r\n', '\n');
}
