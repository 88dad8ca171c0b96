import { describe, expect, test } from '@jest/globals';
import { places, QUOTED, useFolder } from './vmlint.js';

const folder = useFolder();

/** `path: severity rule` of each finding, in order. */
function found(...args: string[]): string[] {
  const { report } = folder.json(...args);
  return report.files.flatMap(({ path, findings }) =>
    findings.map(({ severity, rule }) => `${path}: ${severity} ${rule}`),
  );
}

function rules(settings: Record<string, unknown>): string {
  return JSON.stringify({ rules: settings });
}

describe('options of rules', () => {
  const text =
    'config.version = "8"\nvirtualHW.version = "20"\nguestOS = "vmkernel8"\nmemsize = "8192"\nnumvcpus = "2"\nvhv.enable = "TRUE"\n';
  const RESOURCES = 'nested/esxi-guest-resources';

  test('are told to the rule, and stay where only the severity is said again', () => {
    folder.plant({
      'a.vmx': text,
      'vmlint.config.json': JSON.stringify({
        rules: { [RESOURCES]: ['error', { minimumMiB: 16384 }] },
        overrides: [{ files: '*.vmx', rules: { [RESOURCES]: 'info' } }],
      }),
    });
    const { report } = folder.json();
    expect(report.files[0]!.findings).toMatchObject([
      { severity: 'info', rule: RESOURCES, message: expect.stringContaining('expected "16384"') },
    ]);
    expect(folder.json('--rule', `${RESOURCES}=error`).report.files[0]!.findings).toMatchObject([
      { severity: 'error' },
    ]);
  });

  test('of the list of keys that are right', () => {
    folder.plant({ 'a.vmx': QUOTED + 'vhv.enabel = "x"\nmemsizes = "x"\n' });
    expect(found()).toHaveLength(2);
    const allow = { allow: ['vhv.enabel', 'mem*'] };
    folder.plant({ 'vmlint.config.json': rules({ 'vmx/known-key': ['error', allow] }) });
    expect(found()).toEqual([]);
  });
});

describe('policies', () => {
  const RULE = 'policy/require';
  const VM =
    'guestOS = "ubuntu-64"\nvhv.enable = "TRUE"\nethernet0.present = "TRUE"\nethernet0.virtualDev = "e1000"\n';

  test('are findings of a rule, with unsafe fixes', () => {
    folder.plant({
      'a.vmx': VM,
      'vmlint.config.jsonc': JSON.stringify({
        require: [
          { setting: 'ethernet*.virtualDev', is: 'vmxnet3', message: 'the switch drops others' },
          { setting: 'memsize', is: 4096, severity: 'error' },
          { setting: 'vhv.enable', is: true },
        ],
      }),
    });
    const [file] = folder.json().report.files;
    expect(places(file!.findings)).toEqual([`1:1 error ${RULE}`, `4:24 warning ${RULE}`]);
    expect(file!.findings.map(({ message }) => message)).toEqual([
      'Unexpected missing `memsize`, expected "4096"',
      'Unexpected `ethernet0.virtualDev` = "e1000", expected "vmxnet3": the switch drops others',
    ]);
    folder.vmlint('--fix');
    expect(folder.read('a.vmx')).toBe(VM);
    expect(folder.vmlint('--fix', '--unsafe').status).toBe(0);
    expect(folder.read('a.vmx')).toBe(VM.replace('e1000', 'vmxnet3') + 'memsize = "4096"\n');
  });

  test('an override requires something else of the same setting, or nothing', () => {
    folder.plant({
      'a.vmx': VM,
      'old/b.vmx': VM,
      'any/c.vmx': VM,
      'vmlint.config.json': JSON.stringify({
        require: [{ setting: 'ethernet*.virtualDev', is: 'vmxnet3' }],
        overrides: [
          { files: 'old', require: [{ setting: 'Ethernet*.virtualdev', is: ['e1000', 'e1000e'] }] },
          { files: 'any', require: [{ setting: 'ethernet*.virtualDev', present: 'optional' }] },
        ],
      }),
    });
    expect(found()).toEqual([`a.vmx: warning ${RULE}`]);
    expect(found('--rule', `${RULE}=off`)).toEqual([]);
    expect(found('--rule', `${RULE}=error`)).toEqual([`a.vmx: error ${RULE}`]);
    expect(found('--preset', 'security')).toEqual([`a.vmx: warning ${RULE}`]);
  });

  test('a hostile pattern takes no time', () => {
    folder.plant({
      'a.vmx': `${'a'.repeat(100_000)} = "x"\n${`${'a'.repeat(200)} = "x"\n`.repeat(50)}`,
      'vmlint.config.json': JSON.stringify({
        extends: 'vmlint:security',
        require: [{ setting: `${'**a'.repeat(60)}b`, is: 'x' }],
      }),
    });
    const started = Date.now();
    expect(folder.vmlint().status).toBe(0);
    expect(Date.now() - started).toBeLessThan(5000);
  });
});
