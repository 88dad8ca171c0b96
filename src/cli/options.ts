import type { Options } from 'yargs';
import { PRESET_NAMES } from '../config/presets.js';
import { DEFAULT_MAX_SIZE } from '../files/max-size.js';
import { NESTED_INTENTS } from '../lint/rule.js';
import { HYPERV_STATES } from '../stack/stack.js';

const COLORS = ['auto', 'always', 'never'] as const;

const MAX_SIZE = {
  type: 'string',
  requiresArg: true,
  default: String(DEFAULT_MAX_SIZE),
  defaultDescription: '32 MiB',
  describe: 'Skip files of more bytes than this',
} as const;

const COLOR = {
  choices: COLORS,
  requiresArg: true,
  default: 'auto',
  describe: 'Colours (NO_COLOR and FORCE_COLOR are honoured)',
} as const;

const flag = <const Describe extends string>(describe: Describe) =>
  ({ type: 'boolean', default: false, describe }) as const;

export const LINT_OPTIONS = {
  fix: flag('Apply safe fixes, list each change, and report what remains'),
  unsafe: flag('With --fix or --diff: also fixes that are not safe'),
  diff: flag('Write nothing; print what --fix would change, and what would remain'),
  backup: flag('With --fix: keep what a file was as NAME.bak'),
  'no-assume': flag('Leave fixes that are right only for an intent that nobody stated'),
  'fix-script': {
    type: 'string',
    requiresArg: true,
    describe: 'Write a PowerShell script that makes the fixes that Hyper-V has commands for',
  },
  'vmcx-in-place': flag('With --fix --unsafe: also change bytes of .vmcx files, and keep NAME.bak'),
  nested: {
    choices: NESTED_INTENTS,
    requiresArg: true,
    describe: 'Whether the VMs are to run hypervisors (default: require)',
  },
  host: {
    type: 'string',
    requiresArg: true,
    describe: 'The product that runs the VM, as esxi@8.0 or workstation@17',
  },
  'host-os': { type: 'string', requiresArg: true, describe: 'The system that the host runs' },
  hyperv: {
    choices: HYPERV_STATES,
    requiresArg: true,
    describe: 'Whether the Windows host runs Hyper-V, WSL2, VBS or Device Guard',
  },
  cpu: { type: 'string', requiresArg: true, describe: 'The CPU of the host: intel or amd' },
  guest: {
    type: 'string',
    requiresArg: true,
    describe: 'The hypervisor that is to run inside, as hyper-v, kvm or esxi',
  },
  under: {
    type: 'string',
    requiresArg: true,
    describe: 'The foreign hypervisor that the host product itself runs in',
  },
  rule: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'How severe a rule is: ID=off|info|warning|error, also GROUP/*; repeatable',
  },
  preset: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: `Only these rules: ${PRESET_NAMES.join(', ')}; repeatable`,
  },
  config: {
    type: 'string',
    requiresArg: true,
    describe: 'Read this configuration and no other',
  },
  'no-config': flag('Read no configuration'),
  plugin: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'Run the rules of this module, which is code; repeatable',
  },
  stdin: flag('Read one file from standard input'),
  'stdin-filename': {
    type: 'string',
    requiresArg: true,
    describe: 'The path that the text from standard input has',
  },
  format: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'Report as pretty, compact or json, =FILE to write it there; repeatable',
  },
  quiet: flag('Show errors only'),
  'max-warnings': {
    type: 'string',
    requiresArg: true,
    describe: 'Fail if there are more warnings than this',
  },
  'exit-zero': flag('Exit with 0 also where findings remain'),
  color: COLOR,
  'max-size': MAX_SIZE,
  cache: flag('Keep what was said of each file, and say it again while nothing changes'),
  'cache-location': {
    type: 'string',
    requiresArg: true,
    default: '.vmlintcache',
    describe: 'The file that --cache keeps it in',
  },
  jobs: {
    type: 'string',
    requiresArg: true,
    describe: 'How many threads to use (default: as many as are worth their start)',
  },
  force: flag('Fix also where a lock says that the VM is in use'),
  timing: flag('Say on standard error where the time went, by phase and by rule'),
} as const satisfies Record<string, Options>;

export const AST_OPTIONS = { 'max-size': MAX_SIZE } as const satisfies Record<string, Options>;

/** Also rules of others are known. */
const OTHERS_TOO = {
  ...LINT_OPTIONS.plugin,
  describe: 'Also know the rules of this module, which is code; repeatable',
} as const;

export const EXPLAIN_OPTIONS = { plugin: OTHERS_TOO, color: COLOR } as const satisfies Record<
  string,
  Options
>;

export const SETTINGS_OPTIONS = {
  format: {
    choices: ['pretty', 'json'],
    requiresArg: true,
    default: 'pretty',
    describe: 'How to print the list',
  },
  language: { type: 'string', requiresArg: true, describe: 'Only those of this language' },
} as const satisfies Record<string, Options>;

export const RULES_OPTIONS = {
  ...SETTINGS_OPTIONS,
  plugin: OTHERS_TOO,
} as const satisfies Record<string, Options>;

export const STACK_OPTIONS = {
  host: LINT_OPTIONS.host,
  'host-os': LINT_OPTIONS['host-os'],
  hyperv: LINT_OPTIONS.hyperv,
  cpu: LINT_OPTIONS.cpu,
  guest: LINT_OPTIONS.guest,
  under: LINT_OPTIONS.under,
  format: SETTINGS_OPTIONS.format,
  language: { ...SETTINGS_OPTIONS.language, describe: 'Lines to paste for this language' },
} as const satisfies Record<string, Options>;

/** What decides what holds for a file. */
const EFFECTIVE = {
  nested: LINT_OPTIONS.nested,
  host: LINT_OPTIONS.host,
  'host-os': LINT_OPTIONS['host-os'],
  hyperv: LINT_OPTIONS.hyperv,
  cpu: LINT_OPTIONS.cpu,
  guest: LINT_OPTIONS.guest,
  under: LINT_OPTIONS.under,
} as const satisfies Record<string, Options>;

export const INSPECT_OPTIONS = {
  ...EFFECTIVE,
  config: LINT_OPTIONS.config,
  'no-config': LINT_OPTIONS['no-config'],
  format: {
    choices: ['table', 'json', 'csv'],
    requiresArg: true,
    default: 'table',
    describe: 'How to print the rows',
  },
  'max-size': MAX_SIZE,
  color: COLOR,
} as const satisfies Record<string, Options>;

export const CONFIG_OPTIONS = {
  ...EFFECTIVE,
  rule: LINT_OPTIONS.rule,
  preset: LINT_OPTIONS.preset,
  config: LINT_OPTIONS.config,
  'no-config': LINT_OPTIONS['no-config'],
  plugin: LINT_OPTIONS.plugin,
  format: { ...SETTINGS_OPTIONS.format, describe: 'How to print it' },
  color: COLOR,
} as const satisfies Record<string, Options>;

export const INIT_OPTIONS = { ...EFFECTIVE } as const satisfies Record<string, Options>;

/** Editors start the server with `--stdio`, whatever else there may be. */
export const LSP_OPTIONS = {
  ...EFFECTIVE,
  rule: LINT_OPTIONS.rule,
  preset: LINT_OPTIONS.preset,
  config: LINT_OPTIONS.config,
  'no-config': LINT_OPTIONS['no-config'],
  plugin: LINT_OPTIONS.plugin,
  stdio: flag('Serve on standard input and output, which is the only way'),
} as const satisfies Record<string, Options>;

/** Reports of `format` are for people or programs. */
export const FORMAT_OPTIONS = {
  check: flag('Write nothing; print what would change, and exit with 1 if anything would'),
  template: flag('Also list what is of the host that a VM ran on, as generated MAC addresses'),
  unsafe: flag('With --template: take away what is of the host'),
  stdin: flag('Read one file from standard input, and print it formatted'),
  'stdin-filename': LINT_OPTIONS['stdin-filename'],
  backup: { ...LINT_OPTIONS.backup, describe: 'Keep what a file was as NAME.bak' },
  force: { ...LINT_OPTIONS.force, describe: 'Write also where a lock says that the VM is in use' },
  config: LINT_OPTIONS.config,
  'no-config': LINT_OPTIONS['no-config'],
  format: { ...SETTINGS_OPTIONS.format, describe: 'How to say what was done' },
  'max-size': MAX_SIZE,
  color: COLOR,
} as const satisfies Record<string, Options>;

/** The options of each command. */
export const OPTIONS_OF: Readonly<Record<string, Readonly<Record<string, Options>>>> = {
  lint: LINT_OPTIONS,
  format: FORMAT_OPTIONS,
  inspect: INSPECT_OPTIONS,
  ast: AST_OPTIONS,
  explain: EXPLAIN_OPTIONS,
  rules: RULES_OPTIONS,
  settings: SETTINGS_OPTIONS,
  stack: STACK_OPTIONS,
  config: CONFIG_OPTIONS,
  init: INIT_OPTIONS,
  lsp: LSP_OPTIONS,
  completion: {},
};

export const COMMANDS: readonly string[] = Object.keys(OPTIONS_OF);
