import { describe, expect, test } from '@jest/globals';
import {
  hardwareVersionsOf,
  knowsHardwareVersion,
  readsVhvEnable,
} from '../../src/stack/hardware-versions.js';
import {
  compareVersions,
  isEsxi50,
  isOlder,
  parseCpu,
  parseGuest,
  parseHost,
  parseHostOs,
  parseHyperv,
  parseUnder,
  type Host,
} from '../../src/stack/stack.js';

const host = (text: string): Host => {
  const parsed = parseHost(text);
  if ('message' in parsed) throw new Error(parsed.message);
  return parsed.value;
};

describe('names', () => {
  test.each([
    ['workstation', { product: 'workstation' }],
    ['esxi@5.0', { product: 'esxi', version: '5.0' }],
    ['ESXi@8.0U2', { product: 'esxi', version: '8.0U2' }],
    ['workstation@25H2', { product: 'workstation', version: '25H2' }],
    ['Hyper-V@Windows Server 2022', { product: 'hyper-v', version: '2022' }],
    ['hyperv@win11', { product: 'hyper-v', version: '11' }],
    ['vbox@v7.1', { product: 'virtualbox', version: '7.1' }],
    ['proxmox@9', { product: 'kvm' }],
  ])('host %s', (text, value) => {
    expect(parseHost(text)).toEqual({ value });
  });

  test.each(['esxi-8.0', 'ESXi 8.0', 'esxi8.0', 'esxi:8.0'])(
    '%s is answered with the version after an @',
    (text) => {
      expect(parseHost(text)).toEqual({
        message: expect.stringMatching(/, did you mean esxi@8\.0\?$/),
      });
    },
  );

  test('unknown names are answered with the known ones', () => {
    expect(parseHost('workstaton')).toEqual({
      message: expect.stringMatching(
        /^unknown host "workstaton", did you mean workstation\? Known/,
      ),
    });
    expect(parseHost('zzz')).toEqual({ message: expect.stringContaining('expected one of work') });
    expect(parseHost('constructor')).toHaveProperty('message');
    expect(parseHost('esxi@')).toEqual({ message: expect.stringContaining('esxi@8.0U2') });
    expect(parseHost('esxi@latest')).toHaveProperty('message');
    expect(parseHost('\u001b[2J')).toEqual({ message: expect.not.stringContaining('\u001b') });
    expect(parseGuest('hyper_v')).toEqual({ value: 'hyper-v' });
    expect(parseGuest('Docker')).toEqual({ value: 'docker-desktop' });
    expect(parseGuest('wls2')).toEqual({ message: expect.stringContaining('did you mean wsl2?') });
    expect(parseHostOs('macOS')).toEqual({ value: 'macos' });
    expect(parseHyperv('yes')).toEqual({ message: expect.stringContaining('on, off, unknown') });
    expect(parseCpu('AMD')).toEqual({ value: 'amd' });
    expect(parseUnder('kvm')).toEqual({ value: 'kvm' });
    expect(parseUnder('kvn')).toEqual({
      message: expect.stringMatching(/^unknown hypervisor "kvn"/),
    });
  });
});

describe('versions', () => {
  test('are in the order of their release', () => {
    const order = [
      '5.0',
      '5.0U1',
      '5.1',
      '6.7',
      '6.7U2',
      '7.0',
      '7.0U1',
      '8.0',
      '8.0U2',
      '8.0U3b',
      '17.0',
      '17.5',
      '17.5.2',
      '25H2',
      '25H2u1',
      '26H1',
    ];
    const shuffled = [...order].sort((one, other) => (one < other ? 1 : -1));
    expect(shuffled.sort(compareVersions)).toEqual(order);
    expect(compareVersions('8', '8.0')).toBe(0);
    expect(compareVersions('8.0.2', '8.0 U2')).toBe(0);
    expect(compareVersions('2012R2', '2016')).toBe(-1);
  });

  test('older means certainly older', () => {
    expect(isOlder(host('esxi@5.0'), 'esxi', '5.1')).toBe(true);
    expect(isOlder(host('esxi@5'), 'esxi', '5.1')).toBe(false);
    expect(isOlder(host('esxi'), 'esxi', '5.1')).toBe(false);
    expect(isOlder(host('fusion@4'), 'esxi', '5.1')).toBe(false);
    expect(isOlder(host('workstation@17'), 'workstation', '17.5')).toBe(false);
    expect(
      ['5.0', '5.0U3', '5', '5.1', '4.1'].map((version) => isEsxi50(host(`esxi@${version}`))),
    ).toEqual([true, true, false, false, false]);
  });
});

describe('hardware versions', () => {
  test.each([
    ['esxi@5.0', 8, 'sourced'],
    ['esxi@7.0U1', 18, 'sourced'],
    ['esxi@6.5', 13, 'sourced'],
    ['esxi@9.0', 22, 'sourced'],
    ['workstation@8', 8, 'sourced'],
    ['workstation@17', 21, 'reported'],
    ['workstation@17.0', 20, 'reported'],
    ['workstation@25H2', 22, 'reported'],
    ['fusion@13.0', 20, 'inferred'],
    ['player@4', 8, 'reported'],
  ])('%s knows up to %i', (name, highest, confidence) => {
    expect(hardwareVersionsOf(host(name))).toMatchObject({ highest, confidence });
  });

  test('no claim without a version, and none about gaps of the table', () => {
    expect(hardwareVersionsOf(host('workstation'))).toBeUndefined();
    expect(hardwareVersionsOf(host('player@6'))).toBeUndefined();
    expect(hardwareVersionsOf(host('kvm'))).toBeUndefined();
    expect(knowsHardwareVersion(host('workstation@17'), 13)).toBeUndefined();
    expect(knowsHardwareVersion(host('workstation@27H1'), 23)).toBeUndefined();
    expect(knowsHardwareVersion(host('esxi'), 12)).toMatchObject({
      knows: false,
      confidence: 'sourced',
    });
    expect(knowsHardwareVersion(host('esxi@6.7'), 17)).toMatchObject({
      knows: false,
      confidence: 'sourced',
    });
    expect(knowsHardwareVersion(host('esxi@6.7'), 14)).toMatchObject({ knows: true });
    expect(knowsHardwareVersion(host('fusion@5'), 11)).toMatchObject({
      knows: false,
      confidence: 'inferred',
    });
  });

  test('which hosts read vhv.enable', () => {
    expect(readsVhvEnable(host('workstation@8'), 8)).toBe(true);
    expect(readsVhvEnable(host('workstation@7'), 8)).toBe(false);
    expect(readsVhvEnable(host('workstation'), 7)).toBe(false);
    expect(readsVhvEnable(host('esxi@5.1'), 8)).toBe(false);
    expect(readsVhvEnable(host('esxi@5.1'), 9)).toBe(true);
    expect(readsVhvEnable(host('esxi@5.0'), 8)).toBeUndefined();
    expect(readsVhvEnable(host('vmware'), 8)).toBeUndefined();
    expect(readsVhvEnable(host('vmware'), 20)).toBe(true);
    expect(readsVhvEnable(host('kvm'), 20)).toBeUndefined();
    expect(readsVhvEnable(host('esxi'), Number.NaN)).toBeUndefined();
  });
});
