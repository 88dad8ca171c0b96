import { describe, expect, test } from '@jest/globals';
import { useFolder } from './vmlint.js';

const folder = useFolder();

const OLD = `.encoding = "UTF-8"
config.version = "8"
virtualHW.version = "8"
guestOS = "windows7srv-64"
memsize = "4096"
`;

test('on ESXi 5.0 the recipe of 2011 is added, complete, and vhv.enable, which it does not read, is not', () => {
  folder.plant({ 'old.vmx': OLD });
  const args = ['--host', 'esxi@5.0', '--guest', 'hyper-v', 'old.vmx'];
  expect(folder.vmlint(...args).stdout).toContain('`vhv.allow` = "TRUE" in /etc/vmware/config');
  expect(folder.vmlint('--fix', ...args).status).toBe(0);
  const hosts = 'hhhh:hhhh:hhhh:hhhh:hhhh:hhhh:hhhh:hhhh';
  expect(folder.read('old.vmx')).toBe(
    `${OLD}cpuid.1.ecx = "----:----:----:----:----:----:--h-:----"
cpuid.80000001.ecx.amd = "----:----:----:----:----:----:----:-h--"
cpuid.8000000a.eax.amd = "${hosts}"
cpuid.8000000a.ebx.amd = "${hosts}"
cpuid.8000000a.edx.amd = "${hosts}"
hypervisor.cpuid.v0 = "FALSE"
`,
  );
});

const NESTED = `config.version = "8"
virtualHW.version = "20"
virtualHW.productCompatibility = "hosted"
guestOS = "ubuntu-64"
memsize = "8192"
vhv.enable = "TRUE"
`;

test.each([
  ['as said', ['--host=workstation@17', '--host-os=windows', '--hyperv=on'], ''],
  ['as the log beside the VM shows', [], 'vmx Monitor Mode: ULM\r\n'],
])('under Hyper-V vhv.enable must go, with what works instead: %s', (_how, args, log) => {
  folder.plant({ 'vm/a.vmx': NESTED, ...(log && { 'vm/vmware.log': log }) });
  const { status, stdout } = folder.vmlint(...args, 'vm/a.vmx');
  expect(status).toBe(1);
  expect(stdout).toContain('error[nested/possible-on-host]');
  expect(stdout).toContain('switch off what keeps Hyper-V running');
  if (log) expect(stdout).toContain('Monitor Mode: ULM');
  expect(folder.vmlint('--fix', ...args, 'vm/a.vmx').status).toBe(0);
  expect(folder.read('vm/a.vmx')).toBe(NESTED.replace('"TRUE"', '"FALSE"'));
});

describe('a log beside the VM is cited', () => {
  const RESTS = 'vmx In(05) some word or other\n';
  const cited = (log: string): string | undefined => {
    folder.plant({ 'a.vmx': NESTED, 'vmware.log': log });
    return /vmware\.log, [^:]*:/.exec(folder.vmlint('a.vmx').stdout)?.[0];
  };

  test('by the line, also in one that is read in parts', () => {
    expect(cited(`${RESTS.repeat(3)}vmx Monitor Mode: ULM\n${RESTS.repeat(3)}`)).toBe(
      'vmware.log, line 4:',
    );
    expect(cited(`${RESTS.repeat(3)}vmx Monitor Mode: ULM\n${RESTS.repeat(50_000)}`)).toBe(
      'vmware.log, line 4:',
    );
  });

  test('without a line where a part of a long one was not read', () => {
    expect(cited(`${RESTS.repeat(50_000)}vmx Monitor Mode: ULM\n${RESTS}`)).toBe(
      'vmware.log, near its end:',
    );
  });
});
