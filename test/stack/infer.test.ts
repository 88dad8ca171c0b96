import { describe, expect, test } from '@jest/globals';
import { inferStack } from '../../src/stack/infer.js';
import { findEvidence } from '../../src/stack/log-evidence.js';

const ULM =
  '2026-10-03T09:55:38.100Z In(05) vmx IOPL_Init: Hyper-V detected by CPUID\r\n2026-10-03T09:55:38.139Z In(05) vmx Monitor Mode: ULM\r\n';

describe('the file', () => {
  test('says the product, the guest and the CPU', () => {
    expect(inferStack({}, { guestOS: 'vmkernel8', productCompatibility: 'hosted' })).toEqual({
      stack: { host: { product: 'vmware', hosted: true }, hyperv: 'unknown', guest: 'esxi' },
      origins: {
        host: 'virtualHW.productCompatibility = "hosted"',
        guest: 'guestOS = "vmkernel8"',
      },
    });
    expect(inferStack({}, { productCompatibility: 'esx', guestOS: 'WINHYPERV' }).stack).toEqual({
      host: { product: 'esxi' },
      hyperv: 'unknown',
      guest: 'hyper-v',
    });
    expect(
      inferStack({}, { guestOS: 'arm-ubuntu-64', productCompatibility: 'hosted' }).stack,
    ).toMatchObject({ cpu: 'apple' });
    for (const productCompatibility of ['esx', undefined]) {
      expect(
        inferStack({}, { guestOS: 'arm-ubuntu-64', productCompatibility }).stack,
      ).not.toHaveProperty('cpu');
    }
    expect(inferStack({}, { guestOS: 'ubuntu-64' })).toEqual({
      stack: { host: { product: 'vmware' }, hyperv: 'unknown' },
      origins: {},
    });
  });

  test('what the user said comes first', () => {
    const { stack, origins } = inferStack(
      { host: { product: 'workstation', version: '17' }, guest: 'kvm', hyperv: 'off' },
      { guestOS: 'vmkernel8', productCompatibility: 'esx' },
      ULM,
    );
    expect(stack).toEqual({
      host: { product: 'workstation', version: '17' },
      guest: 'kvm',
      hyperv: 'off',
    });
    expect(origins).toEqual({ host: 'given', guest: 'given', hyperv: 'given' });
  });
});

describe('the log', () => {
  test('says whether Hyper-V owns the CPU', () => {
    expect(findEvidence(ULM)).toEqual({
      hyperv: 'on',
      line: 2,
      text: '2026-10-03T09:55:38.139Z In(05) vmx Monitor Mode: ULM',
    });
    expect(findEvidence('a\nvmx| Monitor Mode: CPL0\n')).toMatchObject({ hyperv: 'off', line: 2 });
    expect(findEvidence('x\ny\nvmx IOPL_Init: Hyper-V detected by CPUID')).toMatchObject({
      hyperv: 'on',
      line: 3,
    });
    expect(inferStack({}, {}, ULM).origins.hyperv).toMatch(/^vmware\.log, line 2: /);
    expect(inferStack({}, {}, ULM).stack.hyperv).toBe('on');
  });

  test('says nothing where it says nothing', () => {
    for (const text of [
      '',
      'vmx Monitor Mode: ULMX\n',
      'DICT displayName = "Monitor Mode: ULM"\n',
    ]) {
      expect(findEvidence(text)).toBeUndefined();
    }
  });

  test('of a long log only the beginning and the end count', () => {
    const filler = 'vmx nothing\n'.repeat(30_000);
    expect(findEvidence(`${ULM}${filler}${filler}`)).toMatchObject({ hyperv: 'on', line: 2 });
    expect(findEvidence(`${filler}${filler}${ULM}`)).toMatchObject({ hyperv: 'on', line: 60_002 });
    expect(findEvidence(`${filler}${ULM}${filler}`)).toBeUndefined();
  });
});
