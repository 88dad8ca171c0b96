import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findMessages } from '../../src/messages/find.js';
import { PRODUCT_MESSAGES } from '../../src/messages/table.js';

const idsOf = (pasted: string): string[] => findMessages(pasted).found.map(({ entry }) => entry.id);

test('a number is one of an error only with its sign', () => {
  for (const text of ['1767', 'pid 1767', '2026-11-20 1767-1767', 'a-1767', '-17670', '-17']) {
    expect([text, idsOf(text)]).toEqual([text, []]);
  }
});

describe('a message as people paste it', () => {
  test.each([
    ...[
      "Module 'HV' power on failed",
      'Module ‘HV’ power on failed.',
      'Module „HV“ power on failed.',
      'Modul: Module »HV« power on failed',
      'Module "HV" power on failed',
      'Module HV power on failed',
      'module hv POWER ON FAILED',
      'Module &#39;HV&#39; power on failed',
      'Module &amp;quot;HV&amp;quot; power on failed',
      'Module &lsquo;HV&rsquo; power on failed',
      'Module â€˜HVâ€™ power on failed',
      'Module \\u2018HV\\u2019 power on failed.\\nFailed to start the virtual machine.',
      '<b>Module</b> <i>HV</i> power on failed',
      '**Module** `HV` power on\n> failed',
      'Module\u00a0\u200bHV\u00a0power on failed',
      "2018-03-01T10:00:00.123+01:00| vmx| I125: Module 'HV' power\n2018-03-01T10:00:00.123+01:00| vmx| I125+ on failed.",
      "2024-05-01T10:00:00.123Z In(05) vmx Module 'HV'\r\n2024-05-01T10:00:00.123Z In(05)+ vmx power on failed.",
      'VMware Workstation does not support nested virtualization on this host.',
      'VMware® Workstation™ 17 Pro does not support nested virtualization on this ho',
      'does not support nested virtualization on this host',
    ].map((pasted) => [pasted, 'no-nesting-on-host'] as const),
    ['Module "VPMC" power on failed', 'performance-counters-on-host'],
    ['Module MonitorMode power on failed', 'monitor-mode'],
    [
      'Hyper-V cannot be installed: The processor does not have the required virtualization capabilities',
      'no-virtualization-for-hyper-v',
    ],
    [
      'Error: 0x80370102 The virtual machine could not be started because a required feature is not installed.',
      'wsl-required-feature',
    ],
    ['WslRegisterDistribution failed with error: 0x80370102', 'wsl-required-feature'],
    [
      'Cannot enable nested VT-x/AMD-V without nested-paging and unrestricted guest execution! (VERR_CPUM_INVALID_HWVIRT_CONFIG). Result Code: E_FAIL (0x80004005)',
      'virtualbox-nesting-without-paging',
    ],
    ['-1767', 'virtualbox-nesting-without-paging'],
    ['VM start failed, rc=-1767.', 'virtualbox-nesting-without-paging'],
    ['VERR_SVM_DISABLED (-4053)', 'virtualbox-virtualization-disabled'],
    ['Inaccessible', 'virtualbox-inaccessible'],
    ['The VM "lab" is shown as (inaccessible)', 'virtualbox-inaccessible'],
    ['the processor does not support second level address translation (SLAT).', 'no-slat'],
    ['vmx  Monitor Mode: ULM', 'windows-hypervisor'],
    ['IOPL_Init: Hyper-V detected by CPUID', 'windows-hypervisor'],
    ['[msg.cpuid.noVHVQuestion]', 'continue-without-nesting'],
    ['msg.hvuser.NoSVM', 'cpu-without-virtualization'],
    ['msg.cpuid.guestRequiresAVX2noAVX', 'avx2-without-avx'],
    ['msg.cpuid.guestCpuidLoLevelsZero', 'no-cpuid-leaves'],
    [
      "Feature 'cpuid.ds' was absent, but must be present. Module 'FeatureCompatLate' power on failed.",
      'feature-absent',
    ],
    ["Feature 'hv.capable' was absent, but must be present", 'feature-absent'],
    [
      'Virtualized performance counters are not supported on the host CPU type',
      'performance-counters-of-cpu',
    ],
    ['binary string: not allowed for HWversion < 9', 'hardware-too-old-for-features'],
    ['VMX reported invalid', 'vmx-invalid'],
    [
      'Unable to change virtual machine power state: The virtual machine configuration may not be modified.\nThe operation failed because the virtual machine is encrypted',
      'encrypted',
    ],
    ['0x80004005', 'unspecified-error'],
    ['Failed to create partition: Unspecified error (0x80004005)', 'hypervisor-seen'],
    ['"C:\\Users\\me\\My VMs\\lab (2)\\lab.vmx" is corrupt', 'file-corrupt'],
    ['Unable to open: File "C:\\My VMs\\a b.vmx" line 12: Syntax error.', 'line-with-syntax-error'],
    ['line 12: Syntax error', 'line-with-syntax-error'],
    [
      'Value "“TRUE”" for variable "vhv.enable" is not a valid boolean value. Using value "FALSE".',
      'no-boolean',
    ],
    ["Guest operating system `dos 397' is not supported.", 'unknown-guest-os'],
    ['Memory size 255 not a multiple of 4', 'memory-size'],
    ['Cannot open VM: /vmfs/volumes/x/a.vmx: dictionary error', 'dictionary-error'],
    [
      'VMware Workstation and Hyper-V are not compatible. Remove the Hyper-V role from the system before running VMware Workstation.',
      'workstation-and-hyper-v',
    ],
    ['VMware ESX and Hyper-V are not compatible', 'esx-and-hyper-v'],
  ])('%s', (pasted, id) => {
    expect(idsOf(pasted)).toEqual([id]);
  });

  test.each([
    'The file specified is not a virtual machine configuration file',
    'Nested virtualization is not supported',
    "Module 'Foo' power on failed",
    'power on failed',
    'is not supported on this host',
    'Failed to start the virtual machine.',
    'the virtual machine configuration file',
    'The virtual disk "a.vmdk" is corrupt',
    'Monitor Mode: CPL0',
    'VMware Fusion and Hyper-V are friends',
    'Hyper-V cannot be installed',
    'wibble',
    '',
  ])('is none that is known: %s', (pasted) => {
    expect(idsOf(pasted)).toEqual([]);
  });

  test('too little of a message names those that it may be', () => {
    expect(findMessages('Hyper-V cannot be installed').near).toHaveLength(3);
    expect(findMessages('Nested virtualization is not supported').near).toEqual([
      'Nested virtualization is not supported on this machine.',
    ]);
    expect(findMessages('This host does not support VT-x').near).toContain(
      'This host does not support Intel VT-x.',
    );
    expect(findMessages('wibble').near).toEqual([]);
  });

  test('of a dialog with three sentences the decisive one leads, and names the others', () => {
    const { found } = findMessages(
      "This host does not support AMD-V. This host appears to be running in a virtual machine with VHV disabled. Ensure that VHV is enabled in the virtual machine configuration file. Module 'MonitorMode' power on failed.",
    );
    expect(found).toMatchObject([
      {
        entry: { id: 'outer-vm-does-not-nest' },
        alsoThere: ['This host does not support AMD-V.', "Module 'MonitorMode' power on failed."],
      },
    ]);
  });

  test('of a log each message is explained once', () => {
    const log = `2024-05-01T10:00:00.123Z In(05) vmx IOPL_Init: Hyper-V detected by CPUID
2024-05-01T10:00:00.123Z In(05) vmx Monitor Mode: ULM
2024-05-01T10:00:01.123Z In(05) vmx Msg_Question: [msg.cpuid.noVHVQuestion] Virtualized Intel VT-x/EPT is not supported on this platform.
2024-05-01T10:00:01.123Z In(05)+ vmx Continue without virtualized Intel VT-x/EPT?
2024-05-01T10:00:02.123Z In(05) vmx Value "TRUE " for variable "vpmc.enable" is not a valid boolean value. Using value "FALSE".
2024-05-01T10:00:03.123Z In(05) vmx VMware Workstation does not support nested virtualization on this host.
2024-05-01T10:00:03.123Z In(05)+ vmx Module 'HV' power on failed.
2024-05-01T10:00:03.123Z In(05)+ vmx Module 'HV' power on failed.
`;
    expect(idsOf(log)).toEqual(['no-nesting-on-host', 'no-boolean']);
  });
});

/** What a person or a program may paste around a message, or put in the place of a `…`. */
const BEFORE = fc.constantFrom(
  '',
  'Error while powering on: ',
  'esxi-lab: ',
  '2024-05-01T10:00:00.123Z In(05) vmx ',
  '2018-03-01T10:00:00.123+01:00| vmx| I125: ',
  '[msg.some.thing] ',
  '> ',
  'I get this error:\n\n',
  'Fehler: „',
  '<p>',
  'A long story about lab 7 and its 64 GB. Then I saw:\r\n',
);
const AFTER = fc.constantFrom(
  '',
  '\n',
  ' (0x2a)',
  '\nFailed to start the virtual machine.\n',
  '“',
  '</p>',
  '\nWhat now? Thanks!',
  '\n2024-05-01T10:00:01.123Z In(05) vmx Transitioned vmx/execState/val to poweredOff\n',
);
const FILLING = fc.constantFrom(
  '12',
  'lab',
  'C:\\Users\\Jo Doe\\My VMs\\win 10 (2)\\win10',
  '/vmfs/volumes/5f3a-11/Lab VM/lab',
  'SCSI1',
  'cpuid.avx',
  'Workstation 17 Player',
);
const QUOTES = fc.constantFrom(
  ...([
    ["'", '"'],
    ['’', '”'],
    ['‘', '“'],
    ['`', '„'],
    ['&#39;', '&quot;'],
    ['&rsquo;', '&#x201d;'],
    ['', ''],
  ] as const),
);
const BLANK = fc.constantFrom(
  ' ',
  ' ',
  ' ',
  '\n',
  '\r\n',
  '\u00a0',
  '  ',
  '\n2024-05-01T10:00:00.124Z In(05)+ vmx ',
  '\n> ',
);

const MESSAGES = PRODUCT_MESSAGES.flatMap((entry) =>
  [...entry.texts, ...(entry.codes ?? [])].map((text) => ({ entry, text })),
);

const pasted = fc
  .record({
    message: fc.constantFrom(...MESSAGES),
    before: BEFORE,
    after: AFTER,
    filling: FILLING,
    quotes: QUOTES,
    blanks: fc.array(BLANK, { minLength: 1, maxLength: 5 }),
    upperCase: fc.boolean(),
  })
  .map(({ message: { entry, text }, before, after, filling, quotes, blanks, upperCase }) => {
    const [single, double] = quotes;
    let blank = 0;
    const body = (upperCase ? text.toUpperCase() : text)
      .replaceAll('…', filling)
      .replaceAll("'", single)
      .replaceAll('"', double)
      .replaceAll(' ', () => blanks[blank++ % blanks.length]!);
    return { entry, text: before + body + after };
  });

test('every text of the table, wrapped in noise, finds its entry first', () => {
  fc.assert(
    fc.property(pasted, ({ entry, text }) => {
      expect(idsOf(text)[0]).toBe(entry.id);
    }),
    { numRuns: 3_000 },
  );
});

test('a text of which the end is missing finds its entry too, or is said to be too little', () => {
  const long = MESSAGES.filter(({ text }) => text.split(/\s/).length > 6 && !text.includes('…'));
  fc.assert(
    fc.property(
      fc.constantFrom(...long),
      BEFORE,
      fc.double({ min: 0.8, max: 1, noNaN: true }),
      ({ entry, text }, before, share) => {
        const cut = text.slice(0, Math.ceil(text.length * share));
        const { found, near } = findMessages(before + cut);
        // What is left of one text may be of another one as well.
        if (found.length === 0) expect(near).toContain(text);
        else expect(found[0]!.entry.id).toBe(entry.id);
      },
    ),
  );
});

test('no text makes it fail', () => {
  const word = fc.constantFrom(
    ...new Set(MESSAGES.flatMap(({ text }) => text.split(/\s+/))),
    '&#x110000;',
    '&#99999999;',
    '\ud800',
    '\\u00',
    '<',
    '…',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.array(word).map((words) => words.join(' ')),
      ),
      (text) => {
        const { found, near } = findMessages(text);
        expect(found.length === 0 || near.length === 0).toBe(true);
      },
    ),
    { numRuns: 1_000 },
  );
});

describe('time grows with the length of the paste', () => {
  const LINES: readonly (readonly [string, string])[] = [
    ['a log', '2024-05-01T10:00:00.123Z In(05) vmx DISKLIB-VMFS  : VmfsExtentCommonOpen: a.vmdk\n'],
    ['a message again and again', "Module 'HV' power on failed. "],
    ['beginnings of a message', 'Value "a" for variable "b" is not a valid '],
    ['a word of many messages', 'the\n'],
    ['the first words of gaps', 'file line file line '],
    ['parts of messages', 'does not support nested virtualization on\n'],
    ['no blanks', 'x'],
    ['quotes', '."”\''],
    ['entities', '&amp;amp;'],
    ['open tags', '<a '],
    ['colons', '00:00:00'],
  ];

  test.each(LINES)('%s', (_name, line) => {
    const measure = (length: number): number => {
      const text = line.repeat(Math.ceil(length / line.length));
      const start = performance.now();
      findMessages(text);
      return performance.now() - start;
    };
    measure(100_000);
    // The best of several, and a floor, so that only a trend fails.
    const few = Math.min(...[1, 2, 3].map(() => measure(100_000)));
    const many = Math.min(...[1, 2].map(() => measure(1_000_000)));
    expect(many / Math.max(few, 8)).toBeLessThan(30);
  });
});
