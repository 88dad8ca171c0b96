import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { RULES } from '../../rules/index.js';
import { detectLanguage, sourceOf } from '../../src/languages/index.js';
import { lint } from '../../src/lint/linter.js';
import type { Intent, NestedIntent } from '../../src/lint/rule.js';
import { Source } from '../../src/source/source.js';
import type { Stack } from '../../src/stack/stack.js';
import { corpus } from '../support/shared.js';

/**
 * How often each rule speaks of the real files, in each of these situations. Every kind of finding was read by
 * hand; a count that changes is to be read again. `UPDATE_COUNTS=1 npm test` writes the file anew.
 */
const COUNTS = fileURLToPath(new URL('corpus-counts.json', import.meta.url));

const SITUATIONS: Readonly<Record<string, { nested: NestedIntent; stack?: Partial<Stack> }>> = {
  '--nested auto': { nested: 'auto' },
  '--nested require': { nested: 'require' },
  '--nested forbid': { nested: 'forbid' },
  '--host workstation --host-os windows --hyperv on': {
    nested: 'require',
    stack: { host: { product: 'workstation' }, hostOs: 'windows', hyperv: 'on' },
  },
  '--host esxi@5.0 --guest hyper-v': {
    nested: 'require',
    stack: { host: { product: 'esxi', version: '5.0' }, guest: 'hyper-v' },
  },
  '--host esxi@8.0 --guest esxi': {
    nested: 'require',
    stack: { host: { product: 'esxi', version: '8.0' }, guest: 'esxi' },
  },
  '--host workstation@17 --guest kvm --under hyper-v': {
    nested: 'require',
    stack: { host: { product: 'workstation', version: '17' }, guest: 'kvm', under: 'hyper-v' },
  },
};

const files = corpus('vmx').flatMap(({ name, bytes }) => {
  const source = Source.fromBytes(bytes);
  const detected = detectLanguage(name.endsWith('.preferences') ? 'preferences' : name, source);
  return 'whyNot' in detected ? [] : [{ name, document: detected.language.parse(source) }];
});

const settings = [...corpus('vbox'), ...corpus('vbox/global')].flatMap(({ name, bytes }) => {
  const source = Source.fromBytes(bytes);
  const detected = detectLanguage(name.replace(/^\d+-\w+-/, ''), source);
  return 'whyNot' in detected ? [] : [{ name, document: detected.language.parse(source) }];
});

const hyperv = [...corpus('hyperv/xml'), ...corpus('hyperv/vmcx')].flatMap(({ name, bytes }) => {
  const source = sourceOf(name, bytes);
  const detected = detectLanguage(name, source);
  return 'whyNot' in detected ? [] : [{ name, document: detected.language.parse(source) }];
});

/** Of files of VirtualBox. */
const VBOX_SITUATIONS: typeof SITUATIONS = {
  'VirtualBox --nested auto': { nested: 'auto' },
  'VirtualBox --nested require': { nested: 'require' },
  'VirtualBox --nested forbid': { nested: 'forbid' },
};

/** Of files of Hyper-V. */
const HYPERV_SITUATIONS: typeof SITUATIONS = {
  'Hyper-V --nested auto': { nested: 'auto' },
  'Hyper-V --nested require': { nested: 'require' },
  'Hyper-V --nested forbid': { nested: 'forbid' },
  'Hyper-V --host hyper-v@2022': {
    nested: 'auto',
    stack: { host: { product: 'hyper-v', version: '2022' } },
  },
};

function countsIn(
  { nested, stack = {} }: (typeof SITUATIONS)[string],
  inFiles: typeof files,
): Record<string, number> {
  const intent: Intent = { nested, stated: true, given: stack };
  const counts = new Map<string, number>();
  for (const { document } of inFiles) {
    for (const { rule, severity } of lint(document, RULES, intent).findings) {
      const what = `${rule} ${severity}`;
      counts.set(what, (counts.get(what) ?? 0) + 1);
    }
  }
  return Object.fromEntries([...counts].sort(([one], [other]) => (one < other ? -1 : 1)));
}

(files.length === 0 ? test.skip : test)('the rules say of real files what they said', () => {
  const counts = Object.fromEntries([
    ...Object.entries(SITUATIONS).map(([title, one]) => [title, countsIn(one, files)] as const),
    ...Object.entries(VBOX_SITUATIONS).map(
      ([title, one]) => [title, countsIn(one, settings)] as const,
    ),
    ...Object.entries(HYPERV_SITUATIONS).map(
      ([title, one]) => [title, countsIn(one, hyperv)] as const,
    ),
  ]);
  if (process.env['UPDATE_COUNTS'] !== undefined) {
    writeFileSync(COUNTS, `${JSON.stringify(counts, null, 2)}\n`);
  }
  expect(counts).toEqual(JSON.parse(readFileSync(COUNTS, 'utf8')));
});

/** What is broken in them, VMware would say too. */
const BROKEN = ['017-utf8-declared-but-invalid.vmx', '106-packer-go-template.vmx'];

(files.length === 0 ? test.skip : test)(
  'healthy files have no errors unless they ask for it',
  () => {
    const intent: Intent = { nested: 'auto', stated: true };
    const withErrors = files.filter(({ document }) =>
      lint(document, RULES, intent).findings.some(({ severity }) => severity === 'error'),
    );
    expect(withErrors.map(({ name }) => name)).toEqual(BROKEN);
  },
);

/** Written by somebody for a program to complete: without version, name and UUID. */
const INCOMPLETE = [
  '005-alexec-VirtualBox.xml',
  '007-alexec-VirtualBox.xml',
  '008-alexec-VirtualBox.xml',
];

(settings.length === 0 ? test.skip : test)('healthy files of VirtualBox have no errors', () => {
  const intent: Intent = { nested: 'auto', stated: true };
  const withErrors = settings.filter(({ document }) =>
    lint(document, RULES, intent).findings.some(({ severity }) => severity === 'error'),
  );
  expect(withErrors.map(({ name }) => name)).toEqual(INCOMPLETE);
});

(hyperv.length === 0 ? test.skip : test)('healthy files of Hyper-V have no errors', () => {
  const intent: Intent = { nested: 'auto', stated: true };
  const withErrors = hyperv.filter(({ document }) =>
    lint(document, RULES, intent).findings.some(({ severity }) => severity === 'error'),
  );
  expect(withErrors.map(({ name }) => name)).toEqual([]);
});
