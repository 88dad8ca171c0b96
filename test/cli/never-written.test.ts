import { mkdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { UNQUOTED, useFolder } from './vmlint.js';

const folder = useFolder();

test('a report does not go where a VM configuration is', () => {
  folder.plant({ 'a.vmx': UNQUOTED, 'b.template': UNQUOTED });
  const named = folder.vmlint('a.vmx', '--format', 'json=a.vmx');
  expect(named.status).toBe(2);
  expect(named.stderr).toContain('a report does not go into a VM configuration');
  const linted = folder.vmlint('b.template', '--format', 'json=./b.template');
  expect(linted.status).toBe(2);
  expect(linted.stderr).toContain('was linted');
  expect([folder.read('a.vmx'), folder.read('b.template')]).toEqual([UNQUOTED, UNQUOTED]);
});

test('a VM that is suspended in one of two lines is not written', () => {
  const text = `checkpoint.vmState = ""\ncheckpoint.vmState = "a.vmss"\n${UNQUOTED}`;
  folder.plant({ 'a.vmx': text });
  folder.vmlint('--fix', '--unsafe', 'a.vmx');
  expect(folder.read('a.vmx')).toBe(text);
});

test.each([['--quiet'], ['--format=compact']])(
  'that nothing was written is said also with %s',
  (option) => {
    folder.plant({ 'a.vmx': UNQUOTED });
    mkdirSync(folder.at('a.vmx.lck'));
    const { stderr } = folder.vmlint('--fix', option, 'a.vmx');
    expect(stderr).toContain('a.vmx was not written: the VM is in use');
    expect(folder.read('a.vmx')).toBe(UNQUOTED);
  },
);

test('a second backup leaves the first', () => {
  folder.plant({ 'a.vmx': UNQUOTED });
  folder.vmlint('--fix', '--backup', 'a.vmx');
  folder.plant({ 'a.vmx': `# second\n${UNQUOTED}` });
  folder.vmlint('--fix', '--backup', 'a.vmx');
  expect(folder.read('a.vmx.bak')).toBe(UNQUOTED);
  expect(folder.read('a.vmx.bak.1')).toBe(`# second\n${UNQUOTED}`);
});
