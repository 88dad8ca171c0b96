import { beforeEach, describe, expect, jest, test } from '@jest/globals';

let printed = '';
jest.unstable_mockModule('../../src/cli/output.js', () => ({
  toStdout: (text: string) => {
    printed += text;
  },
  toStderr: () => undefined,
}));
const { runStack } = await import('../../src/cli/stack-command.js');

beforeEach(() => {
  printed = '';
});

describe('vmlint stack', () => {
  test('the table fits 100 columns', () => {
    expect(runStack({ format: 'pretty' })).toBe(0);
    const lines = printed.split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(lines.find((line) => line.startsWith('Workstation, Hyper-V on'))).toMatch(
      /(?:\sno\s*){10}$/,
    );
  });

  test('--host workstation --guest hyper-v: the verdict, the lines to paste, the sources', () => {
    expect(runStack({ host: 'workstation', guest: 'hyper-v', format: 'pretty' })).toBe(0);
    expect(printed).toMatch(
      /^Hyper-V in a VM of VMware Workstation: works with the settings below\n/,
    );
    expect(printed).toContain('\n  vhv.enable = "TRUE"\n');
    expect(printed).toContain('hypervisor.cpuid.v0 = "FALSE"');
    expect(printed).toContain('\nSources\n  VMware, "Running Nested VMs"');
    expect(printed).not.toContain('kb.vmware.com');
  });

  test('what cannot work comes with what works instead', () => {
    runStack({ host: 'workstation@17', hyperv: 'on', guest: 'kvm', format: 'pretty' });
    expect(printed).toMatch(/^KVM .* with Hyper-V on: impossible\n/);
    expect(printed).toContain('\nWhat works instead\n');
    expect(printed).toContain("\n  Module 'HV' power on failed.\n");
  });

  test('a line to paste is not said again under what to set', () => {
    runStack({ host: 'workstation@8', guest: 'hyper-v', format: 'pretty' });
    expect(printed.match(/hypervisor\.cpuid\.v0 = "FALSE"/g)).toHaveLength(1);
    expect(printed).not.toContain('\nWhat to set\n');
    printed = '';
    runStack({ host: 'esxi@5.0', guest: 'kvm', format: 'pretty' });
    expect(printed.match(/cpuid\.1\.ecx = /g)).toHaveLength(1);
    printed = '';
    runStack({ host: 'workstation@17', guest: 'hyper-v', format: 'pretty' });
    expect(printed).toMatch(/\nWhat to set\n {2}hypervisor\.cpuid\.v0 = "FALSE" in the VM as well/);
  });

  test('--host hyper-v --language hyperv: the commands to paste, and nothing twice', () => {
    const stack = { host: 'hyper-v@2022', guest: 'kvm' };
    runStack({ ...stack, language: 'hyperv', format: 'pretty' });
    const commands = [
      'Set-VMProcessor -VMName NAME -ExposeVirtualizationExtensions $true',
      'Set-VMMemory -VMName NAME -DynamicMemoryEnabled $false',
      'Set-VMNetworkAdapter -VMName NAME -MacAddressSpoofing On',
    ];
    for (const command of commands) expect(printed.split(command)).toHaveLength(2);
    expect(printed).toContain(`with the VM off\n  ${commands.join('\n  ')}\n`);
    expect(printed).toMatch(/\n {2}-MacAddressSpoofing: [^]*NAT switch inside the VM/);
    expect(printed).not.toContain('What to set');
    printed = '';
    runStack({ ...stack, format: 'json' });
    const answer = JSON.parse(printed) as { commands: { command: string }[] };
    expect(answer.commands.map(({ command }) => command)).toEqual(commands);
  });

  test.each([
    [{ host: 'hyper-v@2022', guest: 'kvm', language: 'vmx' }],
    [{ host: 'hyper-v@2012R2', guest: 'kvm', language: 'hyperv' }],
    [{ host: 'kvm', guest: 'hyper-v', language: 'hyperv' }],
  ])('%j has no commands', (given) => {
    runStack({ ...given, format: 'json' });
    expect(JSON.parse(printed)).toMatchObject({ commands: [], lines: [], elements: [] });
  });

  test('one guest on every host', () => {
    runStack({ guest: 'esxi', format: 'pretty' });
    expect(printed).toContain('\nFusion, Apple silicon: impossible\n');
  });

  test('JSON', () => {
    runStack({ host: 'esxi@5.0', guest: 'kvm', language: 'vmx', format: 'json' });
    expect(JSON.parse(printed)).toMatchObject({
      version: 1,
      stack: { host: { product: 'esxi', version: '5.0' }, guest: 'kvm' },
      verdict: { verdict: 'works-with' },
    });
    printed = '';
    runStack({ format: 'json' });
    expect(JSON.parse(printed).matrix.length).toBeGreaterThan(15);
  });

  test.each([
    [{ host: 'worksation' }, 'did you mean workstation?'],
    [{ guest: 'nothing' }, 'unknown guest "nothing", expected one of esxi'],
    [{ language: 'vbx' }, 'unknown language "vbx", expected one of vmx'],
    [{ host: 'workstation', hyperv: 'on', hostOs: 'linux' }, 'only on Windows'],
  ])('%j is refused', (given, message) => {
    expect(() => runStack({ ...given, format: 'pretty' })).toThrow(message);
  });
});
