import { Buffer } from 'node:buffer';
import { describe, expect, test } from '@jest/globals';
import { useFolder, type ReportedFinding } from '../cli/vmlint.js';
import { vmTree } from '../support/vmcx-vm.js';
import { sealed, writeVmcx, type Layout } from '../support/vmcx-writer.js';

const folder = useFolder();
const { bytes: SOUND, entries, keyTables, objectTables, log, slots } = writeVmcx([vmTree()]);

/** What the command says of a container, as `offset severity rule message`. */
function told(bytes: Uint8Array): string[] {
  folder.plant({ 'lab.vmcx': Buffer.from(bytes) });
  const { report, stderr } = folder.json('--nested', 'auto', 'lab.vmcx');
  expect(stderr).toBe('');
  return report.files.flatMap(({ findings }) => findings.map(line));
}

function line({ start, severity, rule, message }: ReportedFinding): string {
  return `${start.offset} ${severity} ${rule} ${message}`;
}

function changedAt(offset: number, by = 0xff): Uint8Array {
  const bytes = Uint8Array.from(SOUND);
  bytes[offset]! ^= by;
  return bytes;
}

function written(layout: Layout): Uint8Array {
  return writeVmcx([vmTree()], layout).bytes;
}

test('a sound container has no finding', () => {
  expect(told(SOUND)).toEqual([]);
});

test.each(['pretty', 'compact', 'json'])('an empty one is told of as %s', (format) => {
  folder.plant({ 'lab.vmcx': '' });
  const { status, stdout } = folder.vmlint('--format', format, 'lab.vmcx');
  expect(stdout).toContain('Unexpected empty file');
  expect(status).toBe(1);
});

describe('hyperv/sound-container', () => {
  test.each([
    ['an object table', slots[0]! + 6, slots[0]!],
    ['a key table', keyTables[0]! + 4, keyTables[0]!],
    ['an entry', entries[3]! + 22, entries[3]!],
    ["the replay log's header", log + 20, log],
  ])('tells where the checksum of %s does not fit', (_what, offset, start) => {
    const found = told(changedAt(offset));
    expect(found[0]).toMatch(
      new RegExp(`^${start} error hyperv/sound-container Unexpected bytes: the checksum of .*`),
    );
  });

  test('one of two headers is a warning, since the other one is read', () => {
    expect(told(changedAt(0x1000 + 8))).toEqual([
      expect.stringMatching(/^4096 warning hyperv\/sound-container .*one of the two headers/),
    ]);
  });

  test('both are an error', () => {
    const bytes = changedAt(0x1000 + 8);
    bytes[8]! ^= 0xff;
    expect(told(bytes).filter((found) => found.includes(' error '))).toHaveLength(2);
  });

  test('a file that was cut off is told once of its end', () => {
    for (const length of [100, 0x1800, objectTables[0]! + 20, SOUND.length - 0x4000]) {
      const cut = told(SOUND.subarray(0, length)).filter((found) => found.includes('end: '));
      expect(cut).toHaveLength(1);
      expect(cut[0]).toMatch(new RegExp(`^${length} error hyperv/sound-container `));
    }
  });

  test('a key that hangs from nothing is one', () => {
    const bytes = Uint8Array.from(SOUND);
    const start = entries[5]!;
    const size = 21 + bytes[start + 20]! + valueSize(bytes, start);
    const entry = bytes.slice(start, start + size);
    entry.set([0xe7, 0x03], 6);
    bytes.set(sealed(entry, 12), start);
    expect(told(bytes)).toEqual([
      expect.stringMatching(new RegExp(`^${start} error hyperv/sound-container .*structure: `)),
    ]);
  });

  test('a file of other bytes says so', () => {
    expect(told(Buffer.from('PK\x03\x04 and no more'))).toEqual([
      expect.stringMatching(/^0 error hyperv\/sound-container Unexpected start of the file/),
    ]);
    expect(told(Buffer.alloc(0))).toEqual([
      expect.stringMatching(/^0 error hyperv\/sound-container Unexpected empty file/),
    ]);
  });

  test('what Git makes of it as a text is found, whatever is lost by it', () => {
    const text = Buffer.from(SOUND).toString('latin1');
    expect(text).toContain('\n');
    const found = told(Buffer.from(text.replaceAll('\n', '\r\n'), 'latin1'));
    expect(found.some((one) => one.includes(' error hyperv/sound-container '))).toBe(true);
  });

  test('a container of damage is told in an instant, and not of each byte', () => {
    const bytes = Uint8Array.from(SOUND);
    for (let at = 0x2100; at < bytes.length; at += 7) bytes[at]! ^= 0x55;
    expect(told(bytes).length).toBeLessThan(300);
  });
});

describe('hyperv/clean-replay-log', () => {
  const data = Uint8Array.of(1, 2, 3, 4);

  test('changes that wait are a warning, and the settings are judged all the same', () => {
    const pending = [
      { offset: 0x100, data },
      { offset: 0x200, data },
    ];
    const tree = [vmTree({ version: 3333 })];
    const found = told(writeVmcx(tree, { pending }).bytes);
    expect(found).toEqual([
      expect.stringMatching(/hyperv\/known-configuration-version .* 13\.5/),
      expect.stringMatching(/^\d+ warning hyperv\/clean-replay-log .* with 2 changes that/),
    ]);
  });

  test('one change is one', () => {
    const found = told(written({ pending: [{ offset: 0x100, data }] }));
    expect(found).toEqual([expect.stringMatching(/with a change that is not in the file yet/)]);
  });
});

test('hyperv/known-container-format names the format, and nothing else is said', () => {
  expect(told(written({ formatVersion: 0x301 }))).toEqual([
    '10 error hyperv/known-container-format Unexpected format 0x301 of the container, expected 0x400; nothing of it is judged',
  ]);
});

test('hyperv/vm-configuration tells of a container without a key', () => {
  expect(told(writeVmcx([]).bytes)).toEqual([
    expect.stringMatching(/^0 error hyperv\/vm-configuration .* without `configuration`/),
  ]);
});

test('a second configuration in one container is told of', () => {
  const { bytes, entries: starts } = writeVmcx([vmTree(), vmTree()]);
  const second = starts[starts.length / 2]!;
  expect(told(bytes)).toEqual([
    `${second + 21} warning hyperv/no-duplicate-key Unexpected second \`configuration\`, expected one`,
  ]);
});

test('elements of arrays are no duplicates, other keys are', () => {
  const twice = (flags: number): Uint8Array => {
    const tree = vmTree();
    if (tree.type !== 'node') throw new Error('no node');
    const device = (): (typeof tree.children)[number] => ({
      name: 'thing',
      type: 'node',
      flags,
      children: [],
    });
    tree.children.push(device(), device());
    return writeVmcx([tree]).bytes;
  };
  expect(told(twice(2))).toEqual([]);
  expect(told(twice(0))).toEqual([expect.stringMatching(/no-duplicate-key .* second `thing`/)]);
});

test('a damaged container is never written', () => {
  const bytes = changedAt(entries[3]! + 22);
  folder.plant({ 'lab.vmcx': Buffer.from(bytes) });
  folder.vmlint('--fix', '--unsafe', 'lab.vmcx');
  expect(folder.read('lab.vmcx')).toBe(Buffer.from(bytes).toString('latin1'));
});

/** Of a key whose value is in its entry. */
function valueSize(bytes: Uint8Array, start: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const type = bytes[start]!;
  const at = start + 21 + bytes[start + 20]!;
  if (type === 6 || type === 7) return 4 + view.getUint32(at, true);
  return type === 8 ? 4 : type === 9 ? 12 : 8;
}
