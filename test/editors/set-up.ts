import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { ENVIRONMENT, PROGRAM, type Folder } from '../cli/vmlint.js';
import { LISTED_VM, utf16, xmlOf } from '../support/hyperv.js';

/** The XML of a VM as Hyper-V writes it, but for one thing to fix and one to format. */
export const UNTIDY_XML = utf16(
  xmlOf(LISTED_VM)
    .replace('<notes type="string"></notes>', '<notes type="string">\r\n    </notes>')
    .replace('    <subtype', '        <subtype'),
);

/** Names that exports of Hyper-V have. */
export const HYPERV_NAMES = [
  'Virtual Machines/lab.xml',
  'Virtual Machines/lab.exp',
  '282874FC-59D6-4F30-BC04-5FDD909C82E0.XML',
  '282874fc-59d6-4f30-bc04-5fdd909c82e0.xml',
];

/** The set-up that people are told for an editor: the first block of code in its section. */
export function setUpOf(editor: string): string {
  return blocksOf(editor)[0]!;
}

/** All blocks of code in the section of an editor. */
export function blocksOf(editor: string): string[] {
  const readme = readFileSync(new URL('../../editors/README.md', import.meta.url), 'utf8');
  const section = readme.split(/^## /m).find((text) => text.startsWith(`${editor}\n`))!;
  return [...section.matchAll(/```\w+\n([^]*?)```/g)].map(([, code]) => code!);
}

export function isInstalled(command: string): boolean {
  return spawnSync(command, ['--version']).status === 0;
}

/** Runs an editor in a folder with `vmlint` on its PATH and nothing of the user's. */
export function runEditor(folder: Folder, command: string, args: readonly string[]): void {
  folder.plant({
    'bin/vmlint': `#!/bin/sh\nexec '${process.execPath}' '${PROGRAM}' "$@"\n`,
  });
  spawnSync('chmod', ['+x', folder.at('bin/vmlint')]);
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder.path,
    timeout: 30_000,
    env: {
      ...ENVIRONMENT,
      PATH: `${folder.at('bin')}:${process.env['PATH'] ?? ''}`,
      HOME: folder.path,
      XDG_CONFIG_HOME: folder.at('config'),
      XDG_DATA_HOME: folder.at('data'),
      XDG_STATE_HOME: folder.at('state'),
      XDG_CACHE_HOME: folder.at('cache'),
    },
  });
  const said = `${stdout.toString()}${stderr.toString()}`;
  expect({ status, said }).toMatchObject({ status: 0 });
}
