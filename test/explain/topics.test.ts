import { describe, expect, test } from '@jest/globals';
import { RULES } from '../../rules/index.js';
import { explanationOf, type Known } from '../../src/explain/explanation.js';
import { TOPICS } from '../../src/explain/topics.js';
import { wordsOf } from '../../src/text/words.js';

const knownOf = (what: string): Known[] => [...explanationOf(what, RULES).known];

const titleOf = (what: string): string | undefined => {
  const [known] = knownOf(what);
  return known?.kind === 'topic' ? known.topic.title : undefined;
};

describe('the topics', () => {
  test.each(TOPICS.map((topic) => [topic.title, topic] as const))(
    '%s is found by its names, and leads to what exists',
    (title, { names, text, more }) => {
      for (const name of names) {
        expect(wordsOf(name).words.join(' ')).toBe(name);
        expect([name, titleOf(name)]).toEqual([name, title]);
      }
      expect(text).toMatch(/^\S.*\.$/);
      expect(more.length).toBeGreaterThan(0);
      for (const line of more) {
        const [, what] = /^vmlint explain "?(.+?)"?$/.exec(line) ?? [];
        if (what !== undefined) expect([what, knownOf(what).length > 0]).toEqual([what, true]);
      }
    },
  );

  test('a name is of one topic', () => {
    const names = TOPICS.flatMap((topic) => topic.names);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  test.each([
    ['Hyper-V', 'Hyper-V on a Windows host'],
    ['  "WSL 2" ', 'Hyper-V on a Windows host'],
    ['/etc/vmware/config', 'The configuration of the host'],
    ['.vmtx', '.vmtx, .vmsd and .vmxf'],
    ['1.ecx', 'CPUID masks'],
    ['SLAT', 'SLAT: EPT and RVI'],
    ['Running Nested VMs', 'Nested virtualization'],
    ['WINHYPERV', 'guestOS = "winHyperV"'],
    ['vmkernel7', 'guestOS = "vmkernel7"'],
  ])('%s', (what, title) => {
    expect(titleOf(what)).toBe(title);
  });

  test('rules, settings and messages come first, and nonsense finds nothing', () => {
    expect(knownOf('vhv.enable')[0]!.kind).toBe('setting');
    expect(knownOf('no-bom')[0]!.kind).toBe('rule');
    expect(knownOf('Monitor Mode: ULM')[0]!.kind).toBe('message');
    for (const what of ['', '...', 'hello', 'x'.repeat(1e6)]) expect(knownOf(what)).toEqual([]);
  });
});

test.each([
  ['winHyperV', 'hypervisor.cpuid.v0 = "FALSE"'],
  ['vmkernel8', 'under --nested auto'],
  ['windows8srv-64', 'Server 2012 and 2012 R2. Its Hyper-V starts in a VM only'],
  ['windows2019srvNext-64', 'Windows Server 2022. A system of 64 bits'],
  ['arm-ubuntu-64', 'where nothing nests'],
  ['ubuntu', 'A system of 32 bits'],
  ['darwin25-64', 'A system of 64 bits'],
])('what the guest system %s means for nesting', (id, part) => {
  const [known] = knownOf(id);
  expect(known).toMatchObject({ kind: 'topic', topic: { text: expect.stringContaining(part) } });
});
