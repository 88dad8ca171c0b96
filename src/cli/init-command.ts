import { writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ConfigFinder } from '../config/find.js';
import { discover } from '../files/discover.js';
import { codeOf, inPlainWords } from '../files/errors.js';
import { readFile } from '../files/read.js';
import { isThere } from '../files/there.js';
import { detectLanguage, isCandidateName, isOfVm, sourceOf } from '../languages/index.js';
import type { NestedIntent } from '../lint/rule.js';
import { escapeControls } from '../report/escape.js';
import type { Stack } from '../stack/stack.js';
import { toStderr, toStdout } from './output.js';

const NAME = 'vmlint.config.jsonc';

/** So many files are looked at; a VM of more bytes is none that says anything of the others. */
const MOST_FILES = 200;
const LARGEST_FILE = 1 << 20;

export interface InitArguments {
  readonly nested: NestedIntent | undefined;
  readonly stack: Partial<Stack>;
}

/**
 * Writes a configuration that states the intent into the working folder, with comments, and says what to do next.
 * Asks nothing; never writes over anything.
 * @returns the exit code
 */
export async function runInit(given: InitArguments): Promise<number> {
  const cwd = process.cwd();
  const [there] = new ConfigFinder().own(cwd);
  if (there !== undefined) {
    return refuse(`${basename(there)} is the configuration here already, and stays as it is`);
  }
  const vms = await look(cwd);
  try {
    writeFileSync(join(cwd, NAME), configurationText(given, vms, cwd), { flag: 'wx' });
  } catch (error) {
    const why = codeOf(error) === 'EEXIST' ? 'it is here already' : inPlainWords(error);
    return refuse(`${NAME} was not written: ${why}`);
  }
  toStdout(nextSteps(vms, schemaPath(cwd) === undefined ? 'vmlint' : 'npx --no-install vmlint'));
  return 0;
}

function refuse(message: string): number {
  toStderr(`error: ${escapeControls(message)}\n`);
  return 2;
}

/** What VMs lie in a folder. */
interface Vms {
  readonly count: number;
  /** There are files that were not looked at. */
  readonly more: boolean;
  readonly esxi: number;
  readonly hyperV: number;
  /** Of the first of them that hosts a hypervisor by its `guestOS`. */
  readonly example: string | undefined;
}

async function look(cwd: string): Promise<Vms> {
  const { files } = await discover(['.'], {
    cwd,
    isCandidate: isCandidateName,
    warn: () => undefined,
  });
  const found = { count: 0, esxi: 0, hyperV: 0 };
  let example: string | undefined;
  for (const { path, absolute } of files.slice(0, MOST_FILES)) {
    const read = readFile(absolute, LARGEST_FILE);
    if (read.kind !== 'read') continue;
    const source = sourceOf(absolute, read.bytes);
    const detected = detectLanguage(absolute, source);
    if ('whyNot' in detected) continue;
    const document = detected.language.parse(source);
    if (!isOfVm(document.dialect)) continue;
    found.count++;
    const hypervisor = document.traits.ownHypervisor?.name;
    if (hypervisor !== 'ESXi' && hypervisor !== 'Hyper-V') continue;
    if (hypervisor === 'ESXi') found.esxi++;
    else found.hyperV++;
    example ??= path;
  }
  return { ...found, more: files.length > MOST_FILES, example };
}

function configurationText({ nested, stack }: InitArguments, vms: Vms, cwd: string): string {
  const schema = schemaPath(cwd);
  const lines = [
    '// What vmlint checks here. `vmlint config FILE` shows what comes of it for a file.',
    '{',
    ...(schema === undefined ? [] : [`  "$schema": ${JSON.stringify(schema)},`, '']),
    '  // Which rules there are: vmlint:recommended, strict, syntax, nested, security, portable or all;',
    '  // also files ("./team.jsonc") and packages with a configuration.',
    '  "extends": "vmlint:recommended",',
    '',
    '  // What the VMs are for. "require": each is to run a hypervisor; "forbid": none is;',
    '  // "auto": judge what each file itself asks for.',
    ...foundLines(vms),
    `  "nested": ${JSON.stringify(nested ?? 'require')},`,
    '',
    '  // What runs the VMs. `vmlint stack` lists the products, and says what runs in which.',
    ...hostLines(stack),
    '',
    '  // What is to run inside: "esxi", "hyper-v", "kvm", "wsl2", "docker-desktop", "any", …',
    '  // Without it, what the guestOS of each file says.',
    ...guestLines(stack, vms),
    ...(stack.under === undefined ? [] : [`  "under": ${JSON.stringify(stack.under)},`]),
    '',
    '  // How severe findings are: "off", "info", "warning" or "error". `vmlint rules` lists the rules.',
    '  "rules": {',
    '    // "nested/esxi-guest-resources": ["warning", { "minimumMiB": 8192 }]',
    '  },',
    '',
    '  // What is different for some files.',
    '  "overrides": [',
    '    // { "files": ["desktops/**"], "nested": "forbid" }',
    '  ],',
    '',
    '  // What else settings have to be.',
    '  "require": [',
    '    // { "setting": "ethernet*.virtualDev", "is": "vmxnet3", "message": "our switch drops others" }',
    '  ],',
    '',
    '  // Findings to leave out where no comment can say so, since products write files anew without them.',
    '  "ignoreFindings": [',
    '    // { "files": ["lab/**"], "rule": "vmx/no-secrets", "reason": "all may know it", "until": "2030-12-31" }',
    '  ],',
    '',
    '  // Files and folders to leave out, besides those of .gitignore and .vmlintignore.',
    '  "ignore": [',
    '    // "archive/**"',
    '  ]',
    '}',
    '',
  ];
  return lines.join('\n');
}

function foundLines({ count, more, esxi, hyperV, example }: Vms): string[] {
  if (count === 0) return [];
  const kinds = [
    ...(esxi > 0 ? [`${esxi} ESXi`] : []),
    ...(hyperV > 0 ? [`${hyperV} Hyper-V`] : []),
  ].join(', ');
  const first = example === undefined ? 'none' : `${kinds} (${escapeControls(example)})`;
  const vms = `${count}${more ? ' or more' : ''} ${count === 1 ? 'VM' : 'VMs'}`;
  return [`  // Found here: ${vms}; hypervisors by guestOS: ${first}.`];
}

function hostLines({ host, hostOs, hyperv, cpu }: Partial<Stack>): string[] {
  const said = {
    ...(host !== undefined && { product: host.product }),
    ...(host?.version !== undefined && { version: host.version }),
    ...(hostOs !== undefined && { os: hostOs }),
    ...(hyperv !== undefined && { hyperv }),
    ...(cpu !== undefined && { cpu }),
  };
  if (Object.keys(said).length === 0) {
    return [
      '  // "host": { "product": "workstation", "version": "17", "os": "windows", "hyperv": "off", "cpu": "intel" },',
    ];
  }
  const parts = Object.entries(said).map(([key, value]) => `"${key}": ${JSON.stringify(value)}`);
  return [`  "host": { ${parts.join(', ')} },`];
}

/** Where every VM is meant for the same hypervisor, that is what is said. */
function guestLines({ guest }: Partial<Stack>, { count, esxi, hyperV }: Vms): string[] {
  if (guest !== undefined) return [`  "guest": ${JSON.stringify(guest)},`];
  if (count > 0 && esxi === count) return ['  "guest": "esxi",'];
  if (count > 0 && hyperV === count) return ['  "guest": "hyper-v",'];
  return ['  // "guest": "hyper-v",'];
}

/** Where the package is installed; editors then know what may be written. */
function schemaPath(cwd: string): string | undefined {
  const path = 'node_modules/vmlint/schema/config.json';
  let up = './';
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (isThere(join(folder, path))) return up + path;
    if (dirname(folder) === folder) return undefined;
    up = up === './' ? '../' : `../${up}`;
  }
}

/** Those that have a name of a VM configuration, as the hooks of the repository have it. */
const FILES = String.raw`'(?i)(\.(vmx|vmtx|vbox|vbox-prev|vmcx)|(^|/)virtual machines/[^/\\]+\.(xml|exp)|(^|/)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.xml)$'`;

/** `command`: how hooks start vmlint. What a file is called must not look like an option to it. */
function nextSteps({ count }: Vms, command: string): string {
  const lint =
    count === 0
      ? '  vmlint               lints the files, once there are some'
      : '  vmlint --diff        shows what is wrong, and what --fix would do';
  return `Wrote ${NAME}: read it, it says what the VMs here are for, and what else can be said.

Next
${lint}
  vmlint config FILE   shows what holds for a file, and where it comes from

To lint before each commit, with pre-commit (https://pre-commit.com) in .pre-commit-config.yaml:

  repos:
    - repo: local
      hooks:
        - id: vmlint
          name: vmlint
          entry: ${command} --
          language: system
          files: ${FILES}
          require_serial: true

or with Git alone in .git/hooks/pre-commit (chmod +x):

  #!/bin/sh
  git --icase-pathspecs diff --cached --name-only -z --diff-filter=d -- '*.vmx' '*.vmtx' \\
    '*.vbox' '*.vbox-prev' '*.vmcx' '*Virtual Machines/*.xml' '*Virtual Machines/*.exp' |
    xargs -0 -r ${command} --
`;
}
