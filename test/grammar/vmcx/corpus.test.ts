import { expect, test } from '@jest/globals';
import { parseVmcx, type VmcxKey } from '../../../grammars/vmcx/index.js';
import { corpus } from '../../support/shared.js';
import { verifyVmcx } from '../../support/vmcx-verifier.js';

const NUMBERS = {
  unknown: 0,
  integer: 3,
  unsigned: 4,
  double: 5,
  string: 6,
  bytes: 7,
  bool: 8,
  node: 9,
};
const FILES = corpus('hyperv/vmcx');

test('real files are sound, and say what they say to the verifier', () => {
  for (const { name, bytes } of FILES) {
    const file = parseVmcx(bytes);
    expect({ name, problems: file.problems }).toEqual({ name, problems: [] });
    expect(file).toMatchObject({ isSound: true, pendingLogEntries: 0 });
    expect(file.active).toBe(file.headers[0]);
    const { complaints, keys } = verifyVmcx(bytes);
    expect(complaints).toEqual([]);
    const lines = file.root.children.flatMap((key, position) => linesOf(key, position, '', bytes));
    expect(lines.sort()).toEqual(keys);
    expect(file.keys).toHaveLength(keys.length);
  }
});

test('real files have a VM, or what is left of one, in them', () => {
  for (const { name, bytes } of FILES) {
    const { root, keys } = parseVmcx(bytes);
    expect(root.children.map((key) => key.name)).toEqual(['configuration']);
    const properties = root.children[0]!.children.find((key) => key.name === 'properties')!;
    expect(properties.children.find((key) => key.name === 'version')!.value).toBe(0x900n);
    expect(keys).toHaveLength(name.endsWith('.VMRS') ? 113 : 409);
  }
});

test('real files that end early, at any multiple of 512 bytes: the same tree, or a problem', () => {
  for (const { bytes } of FILES) {
    const whole = parseVmcx(bytes).keys.map(({ name, value }) => [name, value]);
    for (let length = 0; length < bytes.length; length += 512) {
      const file = parseVmcx(bytes.subarray(0, length));
      if (file.isSound) expect(file.keys.map(({ name, value }) => [name, value])).toEqual(whole);
      else expect(file.problems.length).toBeGreaterThan(0);
    }
  }
});

test('repeated names of the real runtime state are all there', () => {
  const state = FILES.find(({ name }) => name.endsWith('.VMRS'));
  if (state === undefined) return;
  const { keys } = parseVmcx(state.bytes);
  expect(keys.filter(({ name }) => name === 'devicetype')).toHaveLength(3);
});

function linesOf(key: VmcxKey, position: number, path: string, bytes: Uint8Array): string[] {
  const own = `${path}/${position}:${key.name}`;
  const value =
    key.type === 'node'
      ? ''
      : Buffer.from(bytes.subarray(key.valueStart, key.valueEnd)).toString('hex');
  const children = key.children.flatMap((child, index) => linesOf(child, index, own, bytes));
  return [`${own} ${NUMBERS[key.type]} ${value}`, ...children];
}
