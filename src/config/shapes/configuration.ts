import type { Rule } from '../../lint/rule.js';
import type { Described, ObjectShape, Shape } from '../shape.js';
import { globs } from './common.js';
import { extendsShape } from './extends.js';
import { FORMAT } from './format.js';
import { ignoreFindingsShape, REQUIRE } from './findings.js';
import { INTENT } from './intent.js';
import { rulesShape } from './rules.js';

/** What a configuration may say, given the rules that there are. */
export function configurationShape(rules: readonly Rule[]): ObjectShape & Described {
  const rulesOf = rulesShape(rules);
  const shared = { ...INTENT, rules: rulesOf, require: REQUIRE, format: FORMAT };
  const overrides: Shape = {
    type: 'list',
    description:
      'What is different for some files. It wins over the rest of this file, a later entry over an earlier one.',
    of: {
      type: 'object',
      what: 'key',
      keys: { files: globs(1, 'The files that it is about.'), ...shared },
      required: ['files'],
      advice: {
        ...ADVICE,
        extends: '"extends" at the top of the file: it cannot depend on files',
        ignore: '"ignore" at the top of the file',
        file: '"files"',
      },
    },
  };
  return {
    type: 'object',
    what: 'key',
    description:
      'The configuration of vmlint. `vmlint config FILE` shows what comes of it for a file.',
    advice: ADVICE,
    keys: {
      $schema: { type: 'string', description: 'Where editors find this schema.' },
      root: {
        type: 'boolean',
        default: false,
        description:
          'true: configurations in folders above this one do not count. In a file that another extends it means nothing.',
      },
      extends: extendsShape(),
      ...shared,
      overrides,
      ignore: globs(
        0,
        'Files and folders to leave out, as "archive/**"; "!archive/keep.vmx" takes one back in.',
      ),
      ignoreFindings: ignoreFindingsShape(rules),
    },
  };
}

const ADVICE = {
  plugins:
    'none: plugins are code, and a configuration never runs code; name them with --plugin on the command line',
  plugin:
    'none: plugins are code, and a configuration never runs code; name them with --plugin on the command line',
  preset: '"extends", as in "extends": "vmlint:strict"',
  presets: '"extends", as in "extends": ["vmlint:strict"]',
  ignores: '"ignore"',
  ignorePatterns: '"ignore"',
  exclude: '"ignore"',
  policies: '"require"',
  cpu: '"host": { "cpu": … }',
  endOfLine: '"format": { "endOfLine": … }',
  hyperv: '"host": { "hyperv": … }',
  'host-os': '"host": { "os": … }',
  hostOs: '"host": { "os": … }',
} as const;
