import { expect, test } from '@jest/globals';
import { useFolder } from './vmlint.js';

const folder = useFolder();

/** A machine whose CPU has these elements. */
function machine(cpu: string, attributes = ''): string {
  return `<?xml version="1.0"?>
<VirtualBox xmlns="http://www.virtualbox.org/" version="1.19-windows">
  <Machine name="Lab" OSType="Ubuntu_64" ${attributes}>
    <Hardware>
      <CPU count="2">
        ${cpu}
      </CPU>
      <Memory RAMSize="4096"/>
      <Firmware type="EFI"/>
    </Hardware>
  </Machine>
</VirtualBox>
`;
}

const ON = '<NestedHWVirt enabled="true"/>';

function nested(cpu: string, ...args: string[]): unknown {
  folder.plant({ 'lab.vbox': machine(cpu) });
  const { stdout } = folder.vmlint('inspect', '--format', 'json', ...args, 'lab.vbox');
  return JSON.parse(stdout).vms[0].nested;
}

test('a machine of VirtualBox is a row', () => {
  folder.plant({ 'lab.vbox': machine(ON) });
  const { stdout } = folder.vmlint('inspect', '--format', 'json', 'lab.vbox');
  expect(JSON.parse(stdout).vms).toEqual([
    {
      path: 'lab.vbox',
      name: 'Lab',
      nested: { state: 'on', why: 'NestedHWVirt enabled="true"', line: 6, intent: 'require' },
      cpus: 2,
      coresPerSocket: null,
      memoryMiB: 4096,
      firmware: 'efi',
      hardwareVersion: '1.19-windows',
      guestOS: 'Ubuntu_64',
      settings: [],
    },
  ]);
});

test.each([
  ['', 'off', 'is not set'],
  ['<NestedHWVirt enabled="True"/>', 'off', 'which ignores it'],
  ['<NestedHWVirt enabled="${NESTED}"/>', 'unknown', 'placeholder'],
  [`${ON}<HardwareVirtExNestedPaging enabled="false"/>`, 'off', 'does not start'],
  [`${ON}<HardwareVirtExUseNativeApi enabled="true"/>`, 'off', 'UseNativeApi'],
  [
    `${ON}<LongMode enabled="false"/>`,
    'off',
    'LongMode enabled="false": nesting needs a 64-bit CPU',
  ],
  [
    `${ON}<CpuIdTree><CpuIdLeaf id="1" eax="67301" ecx="10019805"/></CpuIdTree>`,
    'off',
    'CpuIdLeaf 1 hides VMX (ECX bit 5)',
  ],
  [`${ON}<HardwareVirtExUX enabled="false"/><LongMode enabled="false"/>`, 'off', 'LongMode'],
  [`${ON}<CpuIdTree><CpuIdLeaf id="1" ecx="10019837"/></CpuIdTree>`, 'on', 'enabled="true"'],
  [
    `${ON}<CpuIdTree><CpuIdLeaf id="2147483649" ecx="289"/></CpuIdTree>`,
    'unknown',
    'CpuIdLeaf 0x80000001 hides SVM (ECX bit 2), if the CPU is one of AMD',
  ],
])('of %s it says %s', (cpu, state, why) => {
  expect(nested(cpu)).toMatchObject({ state, why: expect.stringContaining(why) });
});

test('a leaf of CPUID hides nothing on a CPU of the other vendor', () => {
  const leaf = `${ON}<CpuIdTree><CpuIdLeaf id="1" ecx="10019805"/></CpuIdTree>`;
  expect(nested(leaf, '--cpu', 'amd')).toMatchObject({ state: 'on' });
  expect(nested(leaf, '--cpu', 'intel')).toMatchObject({ state: 'off' });
});

test('the log of VirtualBox counts', () => {
  const log = "00:00:01 CPUM: Warning! Can't turn on nested VT-x/AMD-V when NEM is used! (later)\n";
  folder.plant({ 'Logs/VBox.log': log });
  expect(nested(ON)).toMatchObject({
    state: 'off',
    why: expect.stringContaining('VBox.log, line 1'),
  });
});

test('an encrypted machine is a row of which nothing is known, the settings of a user are none', () => {
  folder.plant({
    'a.vbox':
      '<VirtualBox version="1.19-linux"><MachineEncrypted>AAAA</MachineEncrypted></VirtualBox>\n',
    'VirtualBox.xml': '<VirtualBox version="1.12-linux"><Global/></VirtualBox>\n',
  });
  const { stdout, stderr } = folder.vmlint('inspect', 'a.vbox', 'VirtualBox.xml');
  expect(stdout).toContain('the machine is encrypted');
  expect(stderr).toContain('VirtualBox.xml: skipped: it describes no VM');
});

test('a machine with another engine than VT-x or AMD-V probably does not nest', () => {
  folder.plant({
    'a.vbox':
      '<VirtualBox version="1.20-linux"><Machine name="a" executionEngine="NativeApi"><Hardware/><Platform architecture="x86"><x86><CPU><NestedHWVirt enabled="true"/></CPU></x86></Platform></Machine></VirtualBox>\n',
  });
  const { stdout } = folder.vmlint('inspect', 'a.vbox');
  expect(stdout).toContain('executionEngine="NativeApi": probably nesting is then switched off');
});
