import { describe, expect, test } from '@jest/globals';
import { expectQuiet, useFolder, type Content } from './vmlint.js';

const folder = useFolder();

const machine = (inside: string, attributes = ''): string =>
  `<?xml version="1.0"?>\n<VirtualBox xmlns="http://www.virtualbox.org/" version="1.19-linux">\n<Machine uuid="{0ca5f1a5-5d4e-4bd0-8a0f-7bb9f2b1f6a1}" name="Lab"${attributes}>\n${inside}\n<Hardware><Memory RAMSize="4096"/></Hardware></Machine></VirtualBox>\n`;

const BOMB = `<!DOCTYPE x [\n<!ENTITY a0 "ha">\n${Array.from({ length: 30 }, (_, at) => `<!ENTITY a${at + 1} "&a${at};&a${at};&a${at};">\n`).join('')}]>\n`;

interface Attack {
  readonly content: Content;
  readonly status: number;
  /** A rule that speaks of it, with where it stands. */
  readonly finding: string;
}

const utf16 = Buffer.from(`\ufeff${machine('')}`, 'utf16le');

const ATTACKS: Readonly<Record<string, Attack>> = {
  'an entity bomb': {
    content: machine('<Description>&a30;</Description>').replace('?>\n', `?>\n${BOMB}`),
    status: 0,
    finding: '2:1 warning vbox/well-formed-xml',
  },
  'an external entity': {
    content: machine('<Description>&x;</Description>').replace(
      '?>\n',
      '?>\n<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n',
    ),
    status: 0,
    finding: '2:1 warning vbox/well-formed-xml',
  },
  'an attribute of 20 MB': {
    content: machine(
      `<ExtraData><ExtraDataItem name="a" valve="${'x'.repeat(20 << 20)}"/></ExtraData>`,
    ),
    status: 1,
    finding: '4:36 warning vbox/known-attribute',
  },
  '200,000 attributes': {
    content: machine('', Array.from({ length: 200_000 }, (_, at) => ` a${at}="1"`).join('')),
    status: 0,
    finding: '3:67 warning vbox/known-attribute',
  },
  '200,000 attributes of one name': {
    content: machine('', ' name="x"'.repeat(200_000)),
    status: 1,
    finding: '3:67 error vbox/well-formed-xml',
  },
  '200,000 attributes of one name that means nothing': {
    content: machine('', ' a="1"'.repeat(200_000)),
    status: 1,
    finding: '3:67 warning vbox/known-attribute',
  },
  '100,000 comments that suppress nothing': {
    content: machine('<!-- vmlint-ignore-next-line vbox/apic: x -->\n'.repeat(100_000)),
    status: 0,
    finding: '4:30 warning vmlint/effective-suppression',
  },
  '200,000 attributes, nearly called as they should be': {
    content: machine(
      '',
      Array.from({ length: 200_000 }, (_, at) => ` OSTyp${at % 10}${at}="1"`).join(''),
    ),
    status: 0,
    finding: '3:67 warning vbox/known-attribute',
  },
  '100,000 elements in each other': {
    content: machine(`${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`),
    status: 1,
    finding: '4:1 warning vbox/known-element',
  },
  '100,000 snapshots in each other': {
    content: machine(
      `${'<Snapshot><Snapshots>'.repeat(50_000)}${'</Snapshots></Snapshot>'.repeat(50_000)}`,
    ),
    status: 1,
    finding: '4:21484 error vbox/well-formed-xml',
  },
  '100,000 disks in each other': {
    content: machine(
      `<MediaRegistry><HardDisks>${'<HardDisk>'.repeat(100_000)}${'</HardDisk>'.repeat(100_000)}</HardDisks></MediaRegistry>`,
    ),
    status: 1,
    finding: '4:20467 error vbox/well-formed-xml',
  },
  '200,000 elements that are there once': {
    content: machine('<Description/>'.repeat(200_000)),
    status: 0,
    finding: '4:15 warning vbox/no-duplicate-element',
  },
  '100,000 unknown elements side by side': {
    content: machine('<Hardwear/>\n'.repeat(100_000)),
    status: 0,
    finding: '4:1 warning vbox/known-element',
  },
  '100,000 elements that nothing closes': {
    content: machine('<a>'.repeat(100_000)),
    status: 1,
    finding: '4:6139 error vbox/well-formed-xml',
  },
  '1,000,000 times <': {
    content: machine('<'.repeat(1_000_000)),
    status: 1,
    finding: '4:1 error vbox/well-formed-xml',
  },
  NULs: {
    content: Buffer.alloc(1 << 20),
    status: 1,
    finding: '1:1 error vbox/well-formed-xml',
  },
  'NULs in the middle': {
    content: machine('\0'.repeat(4096)),
    status: 1,
    finding: '4:1 error vbox/well-formed-xml',
  },
  'an empty file': { content: '', status: 1, finding: '1:1 error vbox/well-formed-xml' },
  'UTF-16 that was cut off in a character': {
    content: utf16.subarray(0, utf16.length - 1),
    status: 1,
    finding: '5:69 error vbox/readable-encoding',
  },
  'UTF-16 that was cut off in a tag': {
    content: utf16.subarray(0, 200),
    status: 1,
    finding: '2:1 error vbox/well-formed-xml',
  },
};

describe('settings of VirtualBox that somebody made up to do harm', () => {
  test.each(Object.entries(ATTACKS))('%s', (_name, { content, status, finding }) => {
    folder.plant({ 'vm.vbox': content });
    const before = folder.read('vm.vbox');
    const args = ['--nested', 'auto', '--rule', 'nested/*=off', '--max-size', '100000000'];
    const result = folder.json(...args, 'vm.vbox');
    expectQuiet(result);
    const { findings } = result.report.files[0]!;
    const told = findings.map(
      ({ start, severity, rule }) => `${start.line}:${start.column} ${severity} ${rule}`,
    );
    expect(told).toContain(finding);
    expect(findings.length).toBeLessThan(60_000);
    for (const { message } of findings) expect(message.length).toBeLessThan(400);
    expect(result.status).toBe(status);
    folder.vmlint(...args, '--fix', 'vm.vbox');
    if (findings.every(({ fix }) => fix?.safety !== 'safe')) {
      expect(folder.read('vm.vbox') === before).toBe(true);
    }
  });
});
