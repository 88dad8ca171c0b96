import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isCandidateName } from '../../src/languages/index.js';
import { unlessImpossible } from '../cli/vmlint.js';
import { PROJECT, succeed, whyWithout } from './repository.js';

const manifest = readFileSync(join(PROJECT, '.pre-commit-hooks.yaml'), 'utf8');
const withoutPreCommit = whyWithout('pre-commit');

/** What the manifest says of a key, once for each hook. */
function values(key: string): string[] {
  return [...manifest.matchAll(new RegExp(`^(?:- |  )${key}: (.*)$`, 'gm'))].map(
    ([, value]) => value!,
  );
}

test('there are hooks that lint, fix, format and look whether all is formatted', () => {
  expect(values('id')).toEqual(['vmlint', 'vmlint-fix', 'vmlint-format', 'vmlint-format-check']);
  expect(values('entry')).toEqual([
    'vmlint',
    'vmlint --fix --no-assume',
    'vmlint format',
    'vmlint format --check',
  ]);
});

test('names of files are never options, and nothing runs side by side', () => {
  expect(values('args')).toEqual(Array(4).fill("['--']"));
  expect(values('require_serial')).toEqual(Array(4).fill('true'));
});

test('no file is left out for how its content looks', () => {
  expect(manifest).not.toMatch(/^\s*(?:types|types_or|exclude_types|exclude):/m);
});

test('the hooks look at the names that vmlint looks for in a folder', () => {
  const patterns = values('files').map((value) => /^'\(\?i\)(.*)'$/.exec(value)?.[1]);
  const formatted = patterns[0]!.replace('|vmcx', '');
  expect(patterns).toEqual([expect.any(String), patterns[0], formatted, formatted]);
  const pattern = new RegExp(patterns[0]!, 'i');
  const part = fc.oneof(
    fc.constantFrom(
      '.',
      'vmx',
      'vmtx',
      'VMX',
      'VmTx',
      'vmxf',
      'vmsd',
      'vbox',
      'xml',
      'vmcx',
      'exp',
      '282874fc-59d6-4f30-bc04-5fdd909c82e0',
      'config',
      'erb',
      '\n',
      '~',
    ),
    fc.string({ maxLength: 3 }),
  );
  const name = fc.array(part, { maxLength: 5 }).map((parts) => parts.join('').replaceAll('/', ''));
  fc.assert(
    fc.property(name, fc.constantFrom('', 'a', 'a.vmx', 'a/Virtual Machines'), (base, folder) => {
      const path = folder === '' ? base : `${folder}/${base}`;
      expect(pattern.test(path)).toBe(isCandidateName(base, folder));
    }),
    {
      examples: [
        ['vm.vmx', ''],
        ['vm.VMTX', 'a'],
        ['.vmx', ''],
        ['vm.vmx.erb', 'a.vmx'],
        ['box.xml', 'a/Virtual Machines'],
        ['box.xml', 'a'],
        ['avmx', ''],
      ],
      numRuns: 2000,
    },
  );
});

unlessImpossible(
  withoutPreCommit === undefined,
  `the manifest by pre-commit: ${withoutPreCommit}`,
  () => {
    test('pre-commit accepts the manifest', () => {
      succeed(PROJECT, 'pre-commit', ['validate-manifest', '.pre-commit-hooks.yaml']);
    });
  },
);
