import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { RULES } from '../../rules/index.js';
import { configSchema } from '../../src/config/json-schema.js';
import { parseJsonc } from '../../src/config/jsonc.js';
import { PRESET_NAMES } from '../../src/config/presets.js';
import { mistakesIn } from '../../src/config/shape.js';
import { configurationShape } from '../../src/config/shapes/configuration.js';
import { useFolder } from '../cli/vmlint.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(`${root}/schema/config.json`, 'utf8');
const schema = JSON.parse(text);
const validate = new Ajv({
  strict: true,
  strictRequired: false,
  strictTuples: false,
  allowUnionTypes: true,
  allErrors: true,
}).compile(schema);
const shape = configurationShape(RULES);

/** What the program itself thinks of a configuration. */
function mistakes(configuration: unknown): string[] {
  const parsed = parseJsonc(JSON.stringify(configuration));
  if ('mistakes' in parsed) return parsed.mistakes.map(({ message }) => message);
  return mistakesIn(parsed.root, shape, 'it').map(({ message }) => message);
}

/** The value of a text of JSON with comments; strings hold none here. */
function fromJsonc(jsonc: string): unknown {
  return JSON.parse(jsonc.replace(/^\s*\/\/.*$/gm, '').replace(/,(\s*[\]}])/g, '$1'));
}

test('the file is what the program checks: `npm run schema` writes it', () => {
  expect(schema).toEqual(JSON.parse(JSON.stringify(configSchema(RULES))));
});

test('every rule, every option of one and every preset is in it, described', () => {
  const { rules, extended } = schema.definitions;
  for (const { id, summary, options = {} } of RULES) {
    expect(rules.properties[id].description).toBe(summary);
    for (const [name, option] of Object.entries(options)) {
      const told = rules.properties[id].anyOf[1].items[1].properties[name];
      expect(told.description).toContain(option.description);
    }
  }
  for (const name of PRESET_NAMES) expect(extended.anyOf[0].enum).toContain(`vmlint:${name}`);
});

test('every key is described', () => {
  const undescribed: string[] = [];
  const visit = (part: unknown, path: string): void => {
    if (typeof part !== 'object' || part === null) return;
    for (const [name, property] of Object.entries(
      (part as { properties?: object }).properties ?? {},
    )) {
      if (!('description' in property) && !('$ref' in property))
        undescribed.push(`${path}/${name}`);
    }
    for (const [name, inner] of Object.entries(part)) {
      if (name !== 'not') visit(inner, `${path}/${name}`);
    }
  };
  visit({ properties: schema.properties, definitions: schema.definitions }, '');
  expect(undescribed).toEqual([]);
});

describe('accepts', () => {
  const files = readdirSync(`${root}/examples`, { recursive: true, encoding: 'utf8' })
    .filter((name) => /vmlint\.config\.jsonc?$/.test(name))
    .map((name) => join(root, 'examples', name));

  test('there are examples', () => expect(files.length).toBeGreaterThan(0));

  test.each(files)('%s', (path) => {
    const configuration = fromJsonc(readFileSync(path, 'utf8'));
    expect(validate(configuration) ? [] : validate.errors).toEqual([]);
    expect(mistakes(configuration)).toEqual([]);
    const { $schema } = configuration as { $schema?: string };
    expect($schema !== undefined && existsSync(join(path, '..', $schema))).toBe(true);
  });

  const blocks = ['README.md', 'CONTRIBUTING.md'].flatMap((name) =>
    [...readFileSync(`${root}/${name}`, 'utf8').matchAll(/```jsonc\n([^]*?)```/g)].map(
      ([, block]) => [name, block!] as const,
    ),
  );

  test.each(blocks)('what %s shows', (_name, block) => {
    const configuration = fromJsonc(block);
    expect(validate(configuration) ? [] : validate.errors).toEqual([]);
    expect(mistakes(configuration)).toEqual([]);
  });

  const folder = useFolder();

  test('what `vmlint init` writes', () => {
    folder.vmlint('init', '--host', 'esxi@8.0', '--cpu', 'intel', '--guest', 'kvm');
    const configuration = fromJsonc(folder.read('vmlint.config.jsonc'));
    expect(validate(configuration) ? [] : validate.errors).toEqual([]);
  });
});

test('it is in the package, under the name that editors are told', () => {
  const { files } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
  expect(files).toContain('schema');
  const script = "process.stdout.write(require.resolve('vmlint/schema/config.json'))";
  const { stdout } = spawnSync(process.execPath, ['-e', script], { cwd: root, encoding: 'utf8' });
  expect(stdout).toBe(join(root, 'schema/config.json'));
});

const SEVERITY = fc.constantFrom('off', 'info', 'warning', 'error', 'warn', 1, null);
const OPTIONS = fc.constantFrom(
  {},
  { minimumMiB: 8192 },
  { minimumMiB: 3 },
  { allow: ['a'] },
  { allow: [1] },
  { x: 1 },
);
const RULE_SETTING = fc.oneof(
  SEVERITY,
  fc.tuple(SEVERITY),
  fc.tuple(SEVERITY, OPTIONS),
  fc.constantFrom([], {}, ['off', {}, 1]),
);
const RULES_OBJECT = fc.dictionary(
  fc.constantFrom(
    'vmx/no-bom',
    'vmx/known-key',
    'nested/esxi-guest-resources',
    'nested/*',
    '*',
    'vmx/nope',
    'vmx',
  ),
  RULE_SETTING,
  { maxKeys: 3 },
);
const GLOBS = fc.constantFrom('a/**', ['a', '!b'], [], '', [''], 1, ['x', 2]);
const HOST = fc.constantFrom(
  'esxi@8.0',
  'esxi',
  'nope',
  {},
  { product: 'kvm' },
  { product: 'workstation', version: 17, os: 'windows', hyperv: 'on' },
  { version: '8' },
  { product: 'esxi', version: true },
  { cpu: 'z80' },
  { x: 1 },
);
const POLICY = fc.record(
  {
    setting: fc.constantFrom('memsize', 'ethernet*.x', 'a b', '', 1),
    is: fc.constantFrom('a', 1, true, ['a', 2], [], null),
    present: fc.constantFrom(true, false, 'optional', 'yes'),
    message: fc.constantFrom('m', 1),
    severity: fc.constantFrom('error', 'off'),
  },
  { requiredKeys: [] },
);
const IGNORED = fc.record(
  {
    files: GLOBS,
    rule: fc.constantFrom('vmx/no-bom', 'nested/*', '*', 'vmx/nope'),
    setting: fc.constantFrom('a', ''),
    reason: fc.constantFrom('because', ' '),
    until: fc.constantFrom('2027-01-01', 'soon'),
  },
  { requiredKeys: [] },
);
const SHARED = {
  nested: fc.constantFrom('require', 'forbid', 'auto', 'no', true),
  host: HOST,
  guest: fc.constantFrom('kvm', 'docker', 'nope', 1),
  under: fc.constantFrom('kvm', 'hyperv', 'nope'),
  rules: RULES_OBJECT,
  require: fc.oneof(fc.array(POLICY, { maxLength: 2 }), fc.constant({})),
};
const CONFIGURATION = fc.record(
  {
    ...SHARED,
    $schema: fc.constantFrom('./x.json', 1),
    root: fc.constantFrom(true, false, 'yes'),
    extends: fc.constantFrom(
      'vmlint:strict',
      './a.json',
      'pkg',
      ['vmlint:all'],
      [],
      'vmlint:nope',
      1,
      '',
    ),
    ignore: GLOBS,
    overrides: fc.array(fc.record({ ...SHARED, files: GLOBS }, { requiredKeys: [] }), {
      maxLength: 2,
    }),
    ignoreFindings: fc.array(IGNORED, { maxLength: 2 }),
    unknown: fc.constant(1),
  },
  { requiredKeys: [] },
);

test('it accepts just what the program accepts', () => {
  fc.assert(
    fc.property(CONFIGURATION, (configuration) => {
      expect({ configuration, isValid: validate(configuration) }).toEqual({
        configuration,
        isValid: mistakes(configuration).length === 0,
      });
    }),
    { numRuns: 1500 },
  );
});
