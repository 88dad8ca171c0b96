import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseVmx } from '../../grammars/vmx/index.js';
import { distanceWithin } from '../../src/text/distance.js';
import {
  findMistakenKey,
  findSetting,
  isBooleanSetting,
  isSecretSetting,
  MISTAKEN_KEYS,
  nearestSetting,
  SETTINGS,
} from '../../src/languages/vmx/catalogue/index.js';
import { corpus } from '../support/shared.js';

/** In how many files of the corpus each key occurs, folded and with `*` for digits; and one spelling of it. */
function keysOfCorpus(): Map<string, { files: number; spelling: string }> {
  const keys = new Map<string, { files: number; spelling: string }>();
  for (const { name, bytes } of corpus('vmx')) {
    if (!name.endsWith('.vmx')) continue;
    const ofFile = new Map<string, string>();
    for (const node of parseVmx(bytes.toString('latin1')).children) {
      if (node.type !== 'entry') continue;
      ofFile.set(node.key.toLowerCase().replace(/[0-9]+/g, '*'), node.key);
    }
    for (const [key, spelling] of ofFile) {
      keys.set(key, { files: (keys.get(key)?.files ?? 0) + 1, spelling });
    }
  }
  return keys;
}

const CORPUS = keysOfCorpus();

/** Headings that OC4VM writes as keys; they are no settings. */
const MARKER = /^__.*__$/;

describe('the catalogue', () => {
  test('describes what has a source, and nothing else', () => {
    for (const setting of SETTINGS) {
      const { pattern, description, source } = setting;
      expect([pattern, description !== undefined]).toEqual([pattern, source !== undefined]);
      expect([pattern, description]).not.toEqual([pattern, '']);
      if (source === undefined) {
        expect(setting).not.toHaveProperty('default');
        expect(setting).not.toHaveProperty('sinceHardwareVersion');
        expect(setting).not.toHaveProperty('products');
      }
      expect(description ?? '').not.toMatch(/[\n\r]/);
    }
  });

  test('has each pattern once, in the syntax of patterns', () => {
    const folded = SETTINGS.map(({ pattern }) => pattern.toLowerCase());
    expect(folded.filter((pattern, at) => folded.indexOf(pattern) !== at)).toEqual([]);
    for (const { pattern } of SETTINGS) {
      expect(pattern).toMatch(/^[.A-Za-z][-\w.:]*(?:\*(?!\*)[-\w.:]*)*(?:\*\*)?$/);
    }
  });

  test('gives enumerations their values, and defaults that are values', () => {
    for (const { pattern, type, values, default: value } of SETTINGS) {
      expect([pattern, type === 'enum']).toEqual([
        pattern,
        type === 'enum' && values !== undefined,
      ]);
      if (value === undefined) continue;
      if (values !== undefined) expect(values).toContain(value);
      if (type === 'boolean') expect(['TRUE', 'FALSE']).toContain(value);
      if (type === 'integer') expect(value).toMatch(/^[0-9]+$/);
    }
  });

  test('finds every setting by its pattern, and devices by their units', () => {
    for (const setting of SETTINGS) {
      const key = setting.pattern.replace('**', 'x').replaceAll('*', '3');
      expect([key, findSetting(setting.pattern)?.pattern]).toEqual([key, setting.pattern]);
      if (!/[0-9]/.test(setting.pattern)) {
        expect([key, findSetting(key.toUpperCase())?.pattern]).toEqual([key, setting.pattern]);
      }
    }
    expect(findSetting('SCSI0:12.filename')?.pattern).toBe('scsi*:*.fileName');
    expect(findSetting('ethernet10.virtualDev')?.pattern).toBe('ethernet*.virtualDev');
    expect(findSetting('cpuid.8000000B.EDX.amd')?.pattern).toBe('cpuid.*.edx.amd');
    expect(findSetting('cpuid.8000000A.EDX.amd')?.pattern).toBe('cpuid.8000000a.edx.amd');
    expect(findSetting('cpuid.d.1.eax')?.pattern).toBe('cpuid.*.*.eax');
    expect(findSetting('guestinfo.userdata.encoding')?.pattern).toBe('guestInfo.**');
    for (const key of ['', '*', 'scsi', 'scsi0', 'vhv', 'guestinfo.', 'vpmc.enable.x', '\u212A']) {
      expect([key, findSetting(key)]).toEqual([key, undefined]);
    }
  });

  test('finds every key that occurs in three files of the corpus', () => {
    const frequent = [...CORPUS.values()].filter(({ files }) => files >= 3);
    const unknown = frequent.filter(({ spelling }) => findSetting(spelling) === undefined);
    expect(unknown.filter(({ spelling }) => !MARKER.test(spelling))).toEqual([]);
  });

  test.each([
    ['vhv.enable', 'boolean', 'FALSE'],
    ['vhv.allow', 'boolean', undefined],
    ['vhv.allowPassthru', 'boolean', 'FALSE'],
    ['vmx.allowNested', 'boolean', 'FALSE'],
    ['hv.assumeEnabled', 'boolean', 'FALSE'],
    ['hypervisor.cpuid.v0', 'boolean', 'TRUE'],
    ['featMask.vm.hv.capable', 'string', undefined],
    ['featMask.vm.cpuid.VMX', 'string', undefined],
    ['cpuid.1.ecx', 'mask', undefined],
    ['cpuid.80000001.ecx.amd', 'mask', undefined],
    ['monitor_control.restrict_backdoor', 'boolean', 'FALSE'],
    ['monitor_control.enable_fullcpuid', 'boolean', 'FALSE'],
    ['monitor.virtual_exec', 'enum', 'automatic'],
    ['monitor.virtual_mmu', 'enum', 'automatic'],
    ['vpmc.enable', 'boolean', 'FALSE'],
    ['vvtd.enable', 'boolean', 'FALSE'],
    ['windows.vbs.enabled', 'boolean', 'FALSE'],
    ['firmware', 'enum', 'bios'],
    ['uefi.secureBoot.enabled', 'boolean', 'FALSE'],
    ['mce.enable', 'boolean', undefined],
    ['managedvm.autoAddVTPM', 'enum', undefined],
    ['vcpu.hotadd', 'boolean', 'FALSE'],
    ['ulm.disableMitigations', 'boolean', 'FALSE'],
    ['monitor.phys_bits_used', 'integer', undefined],
    ['smc.present', 'boolean', undefined],
    ['smc.version', 'integer', undefined],
    ['board-id.reflectHost', 'boolean', undefined],
    ['guestOS', 'string', undefined],
    ['virtualHW.version', 'version', undefined],
    ['ethernet0.noPromisc', 'boolean', 'FALSE'],
    ['ethernet0.virtualDev', 'enum', undefined],
    ['numvcpus', 'integer', '1'],
    ['cpuid.coresPerSocket', 'integer', '1'],
    ['memsize', 'integer', '32'],
    ['msg.autoAnswer', 'boolean', undefined],
    ['answer.msg.cpuid.noVHVQuestion', 'enum', undefined],
    ['featureCompat.enable', 'boolean', undefined],
    ['featureCompat.vm.completeMasks', 'boolean', undefined],
  ])('knows %s, which bears on nesting', (key, type, value) => {
    const setting = findSetting(key);
    expect(setting?.description).toMatch(/\.$/);
    expect(setting?.source?.title).toMatch(/./);
    expect([setting?.type, setting?.default]).toEqual([type, value]);
  });
});

describe('mistaken keys', () => {
  test('are no settings of a .vmx, name one that is, and have a source', () => {
    for (const { key, instead, why, source } of MISTAKEN_KEYS) {
      const setting = findSetting(key);
      expect([key, setting === undefined || setting.hostOnly === true]).toEqual([key, true]);
      if (instead !== undefined) expect(findSetting(instead)?.pattern).toBe(instead);
      expect([why, source.title].join(' ')).toMatch(/\S/);
      expect(findMistakenKey(key.toUpperCase())?.key).toBe(key);
    }
  });

  test.each([
    ['vhu.enable', 'vhv.enable'],
    ['vhv.enabled', 'vhv.enable'],
    ['vhv.allow', 'vhv.enable'],
    ['allowNested', 'vmx.allowNested'],
    ['vhv.allowNested', 'vhv.enable'],
    ['vhv.allowNestedPageTables', 'vhv.enable'],
    ['hypervisor.cpuid.0', 'hypervisor.cpuid.v0'],
    ['hypervisor.cpuidv0', 'hypervisor.cpuid.v0'],
    ['vbs.enable', 'windows.vbs.enabled'],
    ['vbs.enabled', 'windows.vbs.enabled'],
    ['tpm.present', undefined],
    // The opposite of noPromisc: the same value would do harm.
    ['ethernet12.promiscuousMode', undefined],
  ])('%s was meant to be %s', (key, instead) => {
    const mistaken = findMistakenKey(key);
    expect(mistaken).toBeDefined();
    expect(mistaken?.instead).toBe(instead);
  });

  test('are none of the settings', () => {
    expect(findMistakenKey('vhv.enable')).toBeUndefined();
    expect(findMistakenKey('ethernet0.noPromisc')).toBeUndefined();
    // Workstation 16.2 and later read it.
    expect(findMistakenKey('mks.enableGLRenderer')).toBeUndefined();
  });
});

describe('typos', () => {
  test.each([
    ['vhv.enabel', 'vhv.enable', 1],
    ['VHV.Enabled', 'vhv.enable', 1],
    ['vhvenable', 'vhv.enable', 1],
    ['vhu.enable', 'vhv.enable', 1],
    ['hypervisor.cpuid.0', 'hypervisor.cpuid.v0', 1],
    ['hypervizor.cupid.v0', 'hypervisor.cpuid.v0', 2],
    ['hypervisor.cpuid.vO', 'hypervisor.cpuid.v0', 1],
    ['hypervisor.cpuid.v', 'hypervisor.cpuid.v0', 1],
    ['featMsk.vm.cpuid.VMX', 'featMask.vm.cpuid.VMX', 1],
    ['vmx.allowNestd', 'vmx.allowNested', 1],
    ['virtualHW.verison', 'virtualHW.version', 1],
    ['gustOS', 'guestOS', 1],
    ['memsze', 'memsize', 1],
    ['frimware', 'firmware', 1],
    ['vpmc.enabled', 'vpmc.enable', 1],
    ['cupid.1.ecx', 'cpuid.1.ecx', 1],
    ['monitor_control.restrictbackdoor', 'monitor_control.restrict_backdoor', 1],
    ['ethernet1.nopromsic', 'ethernet1.noPromisc', 1],
    ['scsi0:13.flieName', 'scsi0:13.fileName', 1],
    ['ethernet.noPromisc', 'ethernet0.noPromisc', 1],
    ['sata.present', 'sata0.present', 1],
    ['scsi.fileName', 'scsi0:0.fileName', 3],
    ['hypervisor.cpuid.v00', 'hypervisor.cpuid.v0', 1],
    ['hypervisor.cpuid.v0s', 'hypervisor.cpuid.v0', 1],
    ['vhv.enab1e', 'vhv.enable', 1],
    ['vhv.enable1', 'vhv.enable', 1],
    ['vmx.all0wNested', 'vmx.allowNested', 1],
  ])('%s was meant to be %s', (key, expected, distance) => {
    expect(nearestSetting(key)).toMatchObject({ key: expected, distance });
  });

  test.each([
    // Nobody's business.
    'guestinfo.memsze',
    'guestInfo.hostname',
    '_hypervisor.cpuid.0',
    '_vhv.enabel',
    '__CPU_Settings__',
    // Short words that have nothing to do with it.
    'name',
    'vnc',
    'arch',
    'memory',
    'x',
    '',
    // Other things that look alike.
    'vbs.enable',
    'cpuid.AVX',
    'cpuid.0x1.ecx',
    'cpuid.1.efx',
    'ohci.present',
    'uhci:0.present',
    'hypervisor.cpuid.v9',
    'hypervisor.cpuid.v10',
    'cpuid.ecx',
    'displayName1',
    'usb.present1',
    'mks.enable4d',
    'sched.mem.maxSize',
    'sched.mem.pin',
    'toolScripts.afterPowerOff',
    'ethernet0.promiscuousMode',
    // What other files of VMware hold.
    'RemoteDisplay.vnc.keyMap',
    'isolation.tools.copy.disable',
    'scsi0:0.ctkEnabled',
    'svga.maxWidth',
    'usb.restrictions',
  ])('no suggestion for %s', (key) => {
    expect(nearestSetting(key)).toBeUndefined();
  });

  test('no suggestion for a key that is known', () => {
    for (const { pattern } of SETTINGS) {
      if (findMistakenKey(pattern) === undefined) expect(nearestSetting(pattern)).toBeUndefined();
      expect(nearestSetting(pattern.replaceAll('*', '7').toUpperCase())).toBeUndefined();
    }
  });

  test('no suggestion for what real files hold', () => {
    const wrong = [...CORPUS.values()].filter(({ spelling }) => nearestSetting(spelling));
    expect(wrong).toEqual([]);
  });

  test('the units of a device are kept, and their number counts', () => {
    expect(nearestSetting('sata1:5.presnt')?.key).toBe('sata1:5.present');
    expect(nearestSetting('sata.presnt')).toBeUndefined();
  });

  test('the distance is that of the definition', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '.'), maxLength: 8 });
    fc.assert(
      fc.property(text, text, fc.integer({ min: 0, max: 4 }), (left, right, limit) => {
        expect(distanceWithin(left, right, limit)).toBe(Math.min(osa(left, right), limit + 1));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('booleans', () => {
  test.each([
    'vhv.enable',
    'vhv.allow',
    'mem.hotadd',
    'cleanshutdown',
    'tools.synctime',
    'mks.enable3d',
    'ethernet0.nopromisc',
    'scsi0:1.present',
    'lpt7.startconnected',
    'tpm.present',
  ])('%s is one', (key) => {
    expect(isBooleanSetting(key)).toBe(true);
  });

  test.each([
    'memsize',
    'guestos',
    'managedvm.autoaddvtpm',
    'guestinfo.x.present',
    'smc.version',
    'unknown.enable',
    'present',
  ])('%s is none', (key) => {
    expect(isBooleanSetting(key)).toBe(false);
  });
});

describe('secrets', () => {
  test.each([
    'encryption.keysafe',
    'encryption.data',
    'encryption.encryptedkey',
    'encryption.bundle',
    'encryptedvm.guid',
    'vtpm.ekcsr',
    'vtpm.ekcrt',
    'remotedisplay.vnc.key',
    'remotedisplay.vnc.password',
    'managedvm.id',
    'datafilekey',
    'ancestordatafilekeys',
    'cryptostate',
    'guestinfo.userdata',
    'guestinfo.vendordata',
    'guestinfo.metadata',
    'guestinfo.my.password.of.it',
    'guestinfo.token',
    'guestinfo.clientsecret',
    'guestinfo.coreos.config.data',
    'guestinfo.ignition.config.data',
    'guestinfo.ovfenv',
    'a.keystore.b',
    'guest.commands.sharedsecretlogin.hostd-quiescedsnap',
  ])('%s is one', (key) => {
    expect(isSecretSetting(key)).toBe(true);
  });

  test.each(['vtpm.present', 'guestinfo.hostname', 'guestinfo.userdata.encoding', 'displayname'])(
    '%s is none',
    (key) => {
      expect(isSecretSetting(key)).toBe(false);
    },
  );
});

/** Optimal string alignment as defined, with no short cut. */
function osa(left: string, right: string): number {
  const at = (i: number, j: number): number => {
    if (i === 0 || j === 0) return i + j;
    const same = left[i - 1] === right[j - 1];
    const options = [table[i - 1]![j]! + 1, table[i]![j - 1]! + 1];
    options.push(table[i - 1]![j - 1]! + (same ? 0 : 1));
    if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
      options.push(table[i - 2]![j - 2]! + 1);
    }
    return Math.min(...options);
  };
  const table: number[][] = [];
  for (let i = 0; i <= left.length; i++) {
    table.push([]);
    for (let j = 0; j <= right.length; j++) table[i]!.push(at(i, j));
  }
  return table[left.length]![right.length]!;
}
