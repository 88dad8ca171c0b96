import { describe, expect, test } from '@jest/globals';
import { GUEST_COLUMNS, isRuledOut, judge, MATRIX } from '../../src/stack/matrix.js';
import { OTHER_VMWARE_ROWS } from '../../src/stack/rows-vmware.js';
import { GUEST_HYPERVISORS, HOST_PRODUCTS, type Stack } from '../../src/stack/stack.js';
import { hostStepsFor, linesFor } from '../../src/stack/vmx-lines.js';

const stack = (of: Partial<Stack>): Stack => ({
  host: { product: 'vmware' },
  hyperv: 'unknown',
  ...of,
});
const WORKSTATION = { product: 'workstation', version: '17' } as const;

describe('the matrix', () => {
  const cells = [...MATRIX, ...OTHER_VMWARE_ROWS].flatMap(({ id, cells, any }) => [
    ...Object.entries(cells).map(([guest, cell]) => [`${id} / ${guest}`, cell] as const),
    ...(any === undefined ? [] : [[`${id} / any`, any] as const]),
  ]);

  test.each(cells)('%s has a source, and a reason', (_name, cell) => {
    expect(cell.sources.length).toBeGreaterThan(0);
    expect(cell.summary).toMatch(/^[A-Z].*\.$/);
    for (const { title, url } of cell.sources) {
      expect(title.length).toBeGreaterThan(5);
      if (url !== undefined) expect(url).toMatch(/^https:\/\/github\.com\//);
      if (title.includes('KB')) expect(url).toBeUndefined();
    }
    if (cell.verdict === 'impossible') expect(cell.alternative).toBeDefined();
    if (cell.verdict === 'works-with') expect(cell.needs.length).toBeGreaterThan(0);
  });

  test('has a row for every product and a cell for every guest', () => {
    expect(new Set([...GUEST_COLUMNS, 'any'])).toEqual(new Set(Object.keys(GUEST_HYPERVISORS)));
    for (const product of Object.keys(HOST_PRODUCTS) as (keyof typeof HOST_PRODUCTS)[]) {
      for (const guest of [...GUEST_COLUMNS, undefined, 'any'] as const) {
        const verdict = judge(stack({ host: { product }, ...(guest !== undefined && { guest }) }));
        expect(verdict.row).toBeDefined();
        expect(verdict.sources.length).toBeGreaterThan(0);
      }
    }
  });
});

describe('what cannot work', () => {
  test('Workstation on Windows with Hyper-V on', () => {
    for (const host of [
      WORKSTATION,
      { product: 'player' },
      { product: 'vmware', hosted: true },
    ] as const) {
      const verdict = judge(stack({ host, hyperv: 'on', guest: 'kvm' }));
      expect(verdict).toMatchObject({ verdict: 'impossible', row: 'workstation-hyperv' });
      expect(isRuledOut(verdict)).toBe(true);
      expect(verdict.alternative).toContain('Memory Integrity');
      expect(verdict.productMessages).toContain("Module 'HV' power on failed.");
    }
    const off = stack({ host: WORKSTATION, hyperv: 'on', guest: 'hyper-v' });
    expect(judge(off).alternative).toContain('ExposeVirtualizationExtensions');
    expect(linesFor(off)).toMatchObject([{ key: 'vhv.enable', value: 'FALSE' }]);
    expect(judge(stack({ host: WORKSTATION, hyperv: 'off', guest: 'kvm' })).verdict).toBe(
      'works-with',
    );
    expect(judge(stack({ host: WORKSTATION, guest: 'kvm' })).verdict).toBe('works-with');
    expect(judge(stack({ host: { product: 'esxi' }, hyperv: 'on', guest: 'kvm' })).verdict).toBe(
      'works-with',
    );
    expect(judge(stack({ host: WORKSTATION, hostOs: 'linux', hyperv: 'on' })).verdict).toBe(
      'works-with',
    );
  });

  test('Apple silicon', () => {
    const fusion = stack({ host: { product: 'fusion' }, cpu: 'apple', guest: 'esxi' });
    expect(isRuledOut(judge(fusion))).toBe(true);
    expect(linesFor(fusion)).toEqual([]);
    expect(judge(stack({ cpu: 'apple' })).row).toBe('fusion-apple');
    const parallels = judge(stack({ host: { product: 'parallels' }, cpu: 'apple' }));
    expect(parallels.verdict).toBe('impossible');
    expect(isRuledOut(parallels)).toBe(false);
    expect(judge(stack({ host: { product: 'virtualbox' }, cpu: 'apple' })).verdict).toBe('unknown');
    expect(
      judge(stack({ host: { product: 'apple-vz' }, cpu: 'apple', guest: 'kvm' })).verdict,
    ).toBe('works-with');
    expect(judge(stack({ cpu: 'arm' })).verdict).toBe('unknown');
  });

  test('hosts that are too old', () => {
    const old = (product: 'hyper-v' | 'virtualbox', version: string, cpu?: 'intel' | 'amd') =>
      judge(stack({ host: { product, version }, guest: 'kvm', ...(cpu !== undefined && { cpu }) }))
        .verdict;
    expect(old('hyper-v', '2012R2')).toBe('impossible');
    expect(old('hyper-v', '8.1')).toBe('impossible');
    expect(old('hyper-v', '2019')).toBe('works-with');
    expect(old('hyper-v', '2019', 'amd')).toBe('impossible');
    expect(old('hyper-v', '11', 'amd')).toBe('works-with');
    // Windows 10 2004, not a Windows Server of that year.
    expect(old('hyper-v', '2004')).toBe('works-with');
    for (const windows10 of ['1809', '2004', '20H2']) {
      expect(old('hyper-v', windows10, 'amd')).toBe('impossible');
    }
    expect(old('virtualbox', '5.2')).toBe('impossible');
    expect(old('virtualbox', '6.0')).toBe('works-with');
    expect(old('virtualbox', '6.0', 'intel')).toBe('impossible');
    const workstation7 = judge(
      stack({ host: { product: 'workstation', version: '7' }, guest: 'kvm' }),
    );
    expect(workstation7).toMatchObject({ verdict: 'unsupported', confidence: 'inferred' });
  });
});

describe('lines to paste', () => {
  const keys = (of: Partial<Stack>, hardwareVersion?: number): string[] =>
    linesFor(stack(of), hardwareVersion === undefined ? {} : { hardwareVersion }).map(
      ({ key, value }) => `${key} = "${value}"`,
    );

  test('Workstation with Hyper-V inside', () => {
    expect(keys({ host: { product: 'workstation' }, guest: 'hyper-v' })).toEqual([
      'vhv.enable = "TRUE"',
    ]);
    expect(keys({ host: { product: 'workstation', version: '8' }, guest: 'hyper-v' })).toEqual([
      'vhv.enable = "TRUE"',
      'hypervisor.cpuid.v0 = "FALSE"',
    ]);
    expect(keys({ host: { product: 'workstation', version: '8' }, guest: 'kvm' })).toEqual([
      'vhv.enable = "TRUE"',
    ]);
    expect(keys({ host: { product: 'kvm' }, guest: 'kvm' })).toEqual([]);
    expect(keys({ host: { product: 'esxi', version: '5.5' }, guest: 'kvm' }, 8)).toEqual([]);
  });

  test('the recipe of ESXi 5.0 is complete', () => {
    const host = { product: 'esxi', version: '5.0' } as const;
    const h = 'hhhh:hhhh:hhhh:hhhh:hhhh:hhhh:hhhh:hhhh';
    const masks = [
      'cpuid.1.ecx = "----:----:----:----:----:----:--h-:----"',
      'cpuid.80000001.ecx.amd = "----:----:----:----:----:----:----:-h--"',
      `cpuid.8000000a.eax.amd = "${h}"`,
      `cpuid.8000000a.ebx.amd = "${h}"`,
      `cpuid.8000000a.edx.amd = "${h}"`,
    ];
    expect(keys({ host, guest: 'kvm' })).toEqual(masks);
    expect(keys({ host, guest: 'hyper-v' })).toEqual([...masks, 'hypervisor.cpuid.v0 = "FALSE"']);
    expect(keys({ host, guest: 'esxi' })).toEqual([]);
    for (const { value } of linesFor(stack({ host, guest: 'kvm' }))) {
      expect(value.replaceAll(':', '')).toHaveLength(32);
    }
    expect(hostStepsFor(stack({ host, guest: 'kvm' })).map(({ step }) => step)).toEqual([
      'vhv.allow = "TRUE" in /etc/vmware/config of the ESXi host',
      expect.stringContaining('promiscuous mode'),
    ]);
  });

  test('VMware under another hypervisor', () => {
    const under = {
      host: { product: 'esxi', version: '8.0' },
      under: 'kvm',
      guest: 'kvm',
    } as const;
    expect(keys(under)).toEqual(['vhv.enable = "TRUE"', 'vmx.allowNested = "TRUE"']);
    expect(
      hostStepsFor(stack(under))
        .map(({ step }) => step)
        .join(),
    ).toContain('hv.assumeEnabled');
    expect(judge(stack(under))).toMatchObject({ verdict: 'unsupported', confidence: 'reported' });
    expect(judge(stack({ ...under, under: 'xen' })).verdict).toBe('unknown');
    expect(keys({ ...under, under: 'workstation' })).toEqual(['vhv.enable = "TRUE"']);
  });

  test('old products keep the backdoor from the inner guest', () => {
    expect(keys({ host: { product: 'workstation', version: '7' }, guest: 'workstation' })).toEqual([
      'monitor_control.restrict_backdoor = "TRUE"',
    ]);
  });
});
