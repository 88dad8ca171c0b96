import { describe, expect, test } from '@jest/globals';
import { RULES } from '../../rules/index.js';
import { PRODUCT_MESSAGES } from '../../src/messages/table.js';
import { expectQuiet, useFolder } from './vmlint.js';

const folder = useFolder();

const explain = (what: string): string => {
  const result = folder.vmlint('explain', what);
  expect(result.status).toBe(0);
  expectQuiet(result);
  return result.stdout;
};

const headingsOf = (text: string): string[] => text.match(/^\S.*$/gm) ?? [];

describe('a message of a product', () => {
  test('comes with the cause, the steps in order, the sources, and a line for each rule', () => {
    const text = explain(
      "This host does not support AMD-V.\nThis host appears to be running in a virtual machine with VHV disabled. Ensure that VHV is enabled in the virtual machine configuration file.\nModule 'MonitorMode' power on failed.\nFailed to start the virtual machine.",
    );
    expect(headingsOf(text)).toEqual([
      'This host appears to be running in a virtual machine with VHV disabled. Ensure',
      'that VHV is enabled in the virtual machine configuration file.',
      'Shown by ESXi, Workstation or Fusion that itself runs in a VM',
      'Cause (as users report it)',
      'What to do',
      'Also there, for the same reason',
      'Sources',
      'More',
    ]);
    const [, first] = /\n {2}1\. ([^]*?)\n {2}2\. /.exec(text)!;
    expect(first).toMatch(/^In the outer VM/);
    for (const switchedOn of [
      'vhv.enable = "TRUE"',
      'ExposeVirtualizationExtensions $true',
      'nested=1',
      '--nested-hw-virt on',
    ]) {
      expect(first).toContain(switchedOn);
    }
    expect(text).toContain(
      "\n  This host does not support AMD-V.\n  Module 'MonitorMode' power on failed.\n",
    );
    const { summary } = RULES.find(({ id }) => id === 'nested/expose-hardware-virtualization')!;
    expect(text).toContain(
      `\n  vmlint explain nested/expose-hardware-virtualization: ${summary}\n`,
    );
    for (const line of text.split('\n')) expect(line).not.toMatch(/ $/);
  });

  test('is the same in whatever quotes', () => {
    const text = explain("Module 'HV' power on failed");
    expect(headingsOf(text)[0]).toBe("Module 'HV' power on failed.");
    expect(text).toContain('\n       vhv.enable = "FALSE"\n');
    expect(text).not.toContain('expose-hardware-virtualization');
    for (const other of ['Module ‘HV’ power on failed.', 'Module HV power on failed', '„HV“']) {
      const message = other === '„HV“' ? 'Module „HV“ power on failed' : other;
      expect(explain(message)).toBe(text);
    }
    expect(explain('Module "VPMC" power on failed')).toContain('vpmc.enable = "FALSE"');
  });

  test.each(PRODUCT_MESSAGES.map((entry) => [entry.texts[0] ?? entry.codes![0]!, entry] as const))(
    '%s',
    (message, { rules, sources, steps }) => {
      const text = explain(message);
      expect(text.match(/^ {2}\d+\. /gm)).toHaveLength(steps.length);
      for (const rule of rules) expect(text).toContain(`\n  vmlint explain ${rule}: `);
      for (const { title } of sources) expect(text).toContain(`\n  ${title}\n`);
      for (const line of steps.flatMap(({ lines = [] }) => lines)) expect(text).toContain(line);
      expect(text).not.toMatch(/^(?:Bad|Good)/m);
    },
  );

  test.each([
    ['does not support second level address translation (SLAT).', 'automatic-monitor-mode'],
    ['VMX reported invalid', 'vmx/quoted-value'],
    ['"C:\\My VMs\\a.vmx" is corrupt', 'vmx/no-bom'],
    ['"a.vmx" is corrupt', 'vmx/no-duplicate-key'],
    ['"a.vmx" is corrupt', 'vmx/no-malformed-line'],
    ['File "a.vmx" line 7: Syntax error', 'vmx/closed-quote'],
    ['File "a.vmx" line 7: Syntax error', 'vmx/one-pair-per-line'],
    ['File "a.vmx" line 7: Syntax error', 'vmx/no-foreign-comment'],
  ])('%s leads to %s', (message, rule) => {
    expect(explain(message)).toContain(rule);
  });

  test('counts the names of products: Workstation beside Hyper-V is another matter than ESXi in it', () => {
    const of = (product: string): string =>
      explain(
        `${product} and Hyper-V are not compatible. Remove the Hyper-V role from the system before running ${product}.`,
      );
    expect(of('VMware Workstation')).not.toContain('vmx.allowNested');
    expect(of('VMware Workstation')).toContain('the Hyper-V role, Virtual Machine Platform');
    expect(of('VMware ESX')).toContain('vmx.allowNested = "TRUE"');
  });

  test('by its id shows the message too', () => {
    expect(headingsOf(explain('msg.hvuser.NoSVM')).slice(0, 2)).toEqual([
      'msg.hvuser.NoSVM',
      'This host does not support AMD-V.',
    ]);
    expect(explain('0x80370102')).toContain('Error: 0x80370102 The virtual machine could not');
  });

  test('may be in the midst of a long log', () => {
    const line = '2024-05-01T10:00:00.123Z In(05) vmx Something else entirely: 1234\n';
    const log = line.repeat(700) + 'In(05) vmx Monitor Mode: ULM\n' + line.repeat(700);
    expect(explain(log)).toContain('\nShown by vmware.log');
  });

  test.each([
    'Nested virtualization is not supported',
    'The file specified is not a virtual machine configuration file',
    "Module 'Foo' power on failed.",
  ])('that is not known is exit code 2: %s', (message) => {
    const { status, stdout, stderr } = folder.vmlint('explain', message);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(`error: nothing is known of "${message}"`);
    expect(stderr).not.toContain('passthrough');
  });

  test('of which too little is given names what it may be', () => {
    const { status, stderr } = folder.vmlint('explain', 'Hyper-V cannot be installed');
    expect(status).toBe(2);
    expect(stderr).toContain(
      '\nMessages that begin so, or have these words:\n  Hyper-V cannot be installed: A hypervisor is already running.\n',
    );
  });

  test('is not echoed in full where it is long', () => {
    const { status, stderr } = folder.vmlint('explain', 'no such words '.repeat(5_000));
    expect(status).toBe(2);
    expect(stderr.length).toBeLessThan(500);
  });
});

test('a rule says what products say', () => {
  expect(explain('no-duplicate-key')).toMatch(/\nWhat products say\n[^]*\n {2}dictionary error\n/);
});

test('an example says for which host it is, and what it takes to get what stands behind it', () => {
  const text = explain('sufficient-hardware-version');
  expect(text).toContain('\nAfter --fix --unsafe\n  virtualHW.version = "9"\n');
  expect(text).not.toMatch(/^After --fix$/m);
  expect(explain('cpuid-recipe-on-esxi-5')).toContain(
    '\nBad (--host esxi@5.0 --guest hyper-v)\n  virtualHW.version = "8"\n',
  );
});

test('an example in UTF-16 can be read', () => {
  const text = explain('hyperv/matching-encoding');
  expect(text).toContain(
    '\nBad\n  (in UTF-16, without a byte order mark)\n  <?xml version="1.0" encoding="UTF-16"?><configuration/>\n',
  );
  expect(text).toContain('\nAfter --fix\n  (in UTF-16, with a byte order mark)\n  <?xml ');
  expect(text).not.toContain('x00');
});

describe('a setting', () => {
  test('as a pasted line', () => {
    const text = explain('vhv.enable');
    expect(explain('vhv.enable = "TRUE"')).toBe(text);
    expect(explain('  VHV.Enable = “TRUE” # from a blog')).toBe(text);
    expect(explain('2024-05-01T10:00:00Z In(05) vmx DICT   vhv.enable = "TRUE"')).toBe(text);
    expect(explain('vhv.enabel = TRUE')).toMatch(/^vhv\.enabel is not known; vhv\.enable is:\n/);
  });

  test('as several pasted lines: what each is', () => {
    const text = explain('vhv.enable = "TRUE"\nmemsize = "4096"\nVHV.enable = "TRUE"\nx = "1"\n');
    expect(headingsOf(text).filter((line) => line.endsWith(' (setting)'))).toEqual([
      'vhv.enable (setting)',
      'memsize (setting)',
    ]);
  });

  test('of the host is one, though not of a .vmx', () => {
    const text = explain('vhv.allow');
    expect(text).toMatch(/^vhv\.allow \(setting\)\nPermits vhv\.enable on a host with ESXi 5\.0/);
    expect(text).toMatch(/\nIn a \.vmx\n {2}VMware ignores it: [^]*vhv\.enable\.\n/);
    expect(text).not.toContain('(no setting)');
  });

  test.each([
    ['ethernet3.noPromisc', 'nested/allow-promiscuous-mode (warning)'],
    ['pciPassthru2.present', 'nested/no-passthrough-device (error)'],
    ['featMask.vm.cpuid.AVX', 'nested/valid-feature-mask (warning)'],
    ['cpuid.7.0.ebx', 'nested/well-formed-cpuid-mask (error)'],
    ['CPUID.8000000A.EBX.amd', 'nested/cpuid-recipe-on-esxi-5 (error)'],
  ])('of any device or leaf leads to the rules about it: %s', (key, rule) => {
    const text = explain(key);
    const listed = text.includes(`\n  vmlint explain ${rule.replace(/ .*/, '')}: `);
    expect(listed || headingsOf(text).includes(rule)).toBe(true);
  });

  test.each(['vhv.enable', 'NestedHWVirt', 'ExposeVirtualizationExtensions'])(
    'of many rules is a screen, which names them: %s',
    (key) => {
      const lines = explain(key).split('\n');
      expect(lines.length).toBeLessThan(80);
      expect(lines).toContainEqual(
        expect.stringMatching(/^ {2}vmlint explain nested\/expose-hardware-virtualization: A VM /),
      );
    },
  );

  test('that masks one leaf: which of its bits matter', () => {
    expect(explain('cpuid.1.ecx')).toMatch(/^cpuid\.1\.ecx \(setting\)\n[^\n]*bit 5 \(VMX\)/);
    expect(explain('cpuid.80000001.ecx')).toMatch(/\n[^\n]*bit 2 \(SVM\)/);
  });

  test('that Workstation 16.2 and later read is none that nothing reads', () => {
    const text = explain('mks.enableGLRenderer');
    expect(text).toMatch(/^mks\.enableGLRenderer \(setting\)\n[^\n]*Workstation 16\.2/);
    expect(text).toContain('https://github.com/VirtualGL/virtualgl/issues/248');
  });
});
