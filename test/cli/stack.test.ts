import { expect, test } from '@jest/globals';
import { expectQuiet, useFolder } from './vmlint.js';

const folder = useFolder();

test('stack says the verdict, the lines to paste, and the sources', () => {
  const result = folder.vmlint('stack', '--host', 'workstation', '--guest', 'hyper-v');
  expect(result.status).toBe(0);
  expectQuiet(result);
  expect(result.stdout).toContain('works with the settings below');
  expect(result.stdout).toContain('vhv.enable = "TRUE"');
  expect(result.stdout).toMatch(/^Sources$/m);
});

test('stack without options prints the whole matrix', () => {
  const { status, stdout } = folder.vmlint('stack');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^ESXi 5\.0 /m);
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
});

test('stack --format json is JSON', () => {
  const { status, stdout } = folder.vmlint(
    'stack',
    '--host=esxi@5.0',
    '--guest=kvm',
    '--format=json',
  );
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    stack: { host: { product: 'esxi', version: '5.0' } },
  });
});

test.each([
  ['stack', '--host', 'workstatoin'],
  ['lint', '--host', 'workstatoin'],
])('%s %s %s is bad usage with a suggestion', (...args) => {
  const { status, stdout, stderr } = folder.vmlint(...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('did you mean workstation');
});

test('settings lists what is known, as text and as JSON', () => {
  const text = folder.vmlint('settings');
  expect(text.status).toBe(0);
  expectQuiet(text);
  expect(text.stdout).toMatch(/^vhv\.enable .*boolean/m);
  const { stdout } = folder.vmlint('settings', '--format', 'json', '--language', 'vmx');
  const listed = JSON.stringify(JSON.parse(stdout));
  expect(listed).toContain('"pattern":"vhv.enable"');
});

test('settings lists those of VirtualBox, with where they stand', () => {
  const text = folder.vmlint('settings', '--language', 'vbox').stdout;
  expect(text).toMatch(
    /^Hardware\/CPU\/NestedHWVirt\/@enabled +boolean +false +1\.17 +Shows VT-x/m,
  );
  expect(text).not.toContain('vhv.enable');
  const { stdout } = folder.vmlint('settings', '--format', 'json', '--language', 'vbox');
  const { settings } = JSON.parse(stdout);
  expect(settings).toContainEqual(
    expect.objectContaining({
      language: 'vbox',
      pattern: 'Hardware/Paravirt/@provider',
      values: ['None', 'Default', 'Legacy', 'Minimal', 'HyperV', 'KVM'],
      places: ['Hardware'],
    }),
  );
});

test.each([
  [
    'NestedHWVirt',
    ['NestedHWVirt (setting of VirtualBox)', 'Platform/x86/CPU', '--nested-hw-virt'],
  ],
  ['<Paravirt provider="hyperv"/>', ['Paravirt (setting of VirtualBox)', 'vbox/enum-value']],
  ['Hardware/CPU/@count', ['CPU (setting of VirtualBox)', '--cpus']],
  ['promiscuousModePolicy', ['Adapter (setting of VirtualBox)', 'AllowNetwork']],
  ['NestedHWVrit', ['NestedHWVrit is not known; NestedHWVirt is', 'nested/nested-paging']],
  ['vhu.enable', ['no setting', 'vhv.enable']],
  ['memsze', ['memsize is', 'vmx/valid-memsize']],
  ['guestOS', ['guestOS (setting)']],
  ['ethernet0.virtualDev', ['ethernet*.virtualDev (setting)']],
])('explain %s leads to what is behind it', (what, parts) => {
  const { status, stdout, stderr } = folder.vmlint('explain', what);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  for (const part of parts) expect(stdout).toContain(part);
});

test('of VirtualBox it says what the .vbox needs', () => {
  const args = ['stack', '--host', 'virtualbox', '--guest', 'kvm', '--format', 'json'];
  const elements = (...more: string[]): unknown =>
    JSON.parse(folder.vmlint(...args, ...more).stdout).elements;
  const nested = { parent: 'Hardware/CPU', element: '<NestedHWVirt enabled="true"/>' };
  expect(elements()).toMatchObject([nested]);
  expect(elements('--language', 'vbox')).toMatchObject([nested]);
  expect(elements('--language', 'vmx')).toEqual([]);
  expect(elements('--hyperv', 'on', '--host-os', 'windows')).toEqual([]);
  expect(folder.vmlint(...args.slice(0, 5)).stdout).toContain(
    '<NestedHWVirt enabled="true"/> in Hardware/CPU',
  );
});
