import { describe, expect, test } from '@jest/globals';
import { useFolder } from './vmlint.js';

const folder = useFolder();

const VMX = `config.version = "8"
ethernet0.addressType = "generated"
ethernet0.generatedAddress = "00:0c:29:4b:2b:8c"
ethernet0.generatedAddressOffset = "0"
# where it lies
uuid.location = "56 4d 99 89 a7 21 91 0d-cc 28 e2 db d5 4b 2b 8c"
uuid.bios = "56 4d 99 89 a7 21 91 0d-cc 28 e2 db d5 4b 2b 8c"
scsi0:0.fileName = "C:\\VMs\\a b\\disk.vmdk"
sata0:1.fileName = "{{ .Iso }}"
serial0.fileName = "/dev/ttyS0"
sharedFolder0.hostPath = "/home/me/src"
nvram = "lab.nvram"
checkpoint.vmState = ""
vmxstats.filename = "a.scoreboard"`;

const STRIPPED = `config.version = "8"
ethernet0.addressType = "generated"
# where it lies
uuid.bios = "56 4d 99 89 a7 21 91 0d-cc 28 e2 db d5 4b 2b 8c"
scsi0:0.fileName = "disk.vmdk"
sata0:1.fileName = "{{ .Iso }}"
serial0.fileName = "/dev/ttyS0"
sharedFolder0.hostPath = "/home/me/src"
nvram = "lab.nvram"
checkpoint.vmState = ""
`;

const VBOX = `<?xml version="1.0"?>
<VirtualBox xmlns="http://www.virtualbox.org/" version="1.16-linux">
  <Machine uuid="{1}" name="a" lastStateChange="2024-01-01T00:00:00Z">
    <MediaRegistry>
      <HardDisks>
        <HardDisk uuid="{2}" location="/home/me/VMs/a/a.vdi" format="VDI"/>
      </HardDisks>
    </MediaRegistry>
    <Snapshot uuid="{3}" name="s">
      <Hardware>
        <Network>
          <Adapter slot="0" MACAddress="080027CFA667"/>
        </Network>
      </Hardware>
    </Snapshot>
    <Hardware>
      <Network>
        <Adapter slot="0" enabled="true" MACAddress="080027CFA667" type="82540EM"/>
        <Adapter slot="1" MACAddress="020027CFA667"/>
      </Network>
    </Hardware>
  </Machine>
</VirtualBox>
`;

describe('--template', () => {
  test('lists what is of the host, changes none of it, and exits with 1', () => {
    folder.plant({ 'a.vmx': `${VMX}\n` });
    const result = folder.vmlint('format', '--template');
    expect(result.status).toBe(1);
    expect(result.stderr).toBe('');
    expect(result.stdout)
      .toBe(`a.vmx:3:1: \`ethernet0.generatedAddress\` is a MAC address that VMware generated; --unsafe takes it away
a.vmx:4:1: \`ethernet0.generatedAddressOffset\` is a MAC address that VMware generated; --unsafe takes it away
a.vmx:6:1: \`uuid.location\` is made of where the VM lies; --unsafe takes it away
a.vmx:8:1: \`scsi0:0.fileName\` is a path from the root of a disk of this host; --unsafe takes it away
a.vmx:10:1: \`serial0.fileName\` is a path from the root of a disk of this host
a.vmx:11:1: \`sharedFolder0.hostPath\` is a path from the root of a disk of this host
a.vmx:14:1: \`vmxstats.filename\` is written at each start; --unsafe takes it away

Formatted 0 of 1 file, 7 settings of a host
`);
    expect(folder.read('a.vmx')).toBe(`${VMX}\n`);
  });

  test('--unsafe takes it away, and lists what somebody has to decide', () => {
    folder.plant({ 'a.vmx': VMX });
    const checked = folder.vmlint('format', '--template', '--unsafe', '--check');
    expect(checked.status).toBe(1);
    expect(checked.stdout).toContain('\n-uuid.location = ');
    expect(folder.read('a.vmx')).toBe(VMX);
    const result = folder.vmlint('format', '--template', '--unsafe');
    expect(result.status).toBe(1);
    expect(result.stdout).toContain('formatted a.vmx\n');
    expect(result.stdout).toContain('1 file, 2 settings of a host\n');
    expect(result.stdout).not.toContain('takes it away');
    expect(folder.read('a.vmx')).toBe(STRIPPED);
  });

  test('of VirtualBox, but not in snapshots', () => {
    folder.plant({ 'a.vbox': VBOX });
    const listed = JSON.parse(folder.vmlint('format', '--template', '--format', 'json').stdout)
      .files[0];
    expect(listed.hostState.map(({ setting }: { setting: string }) => setting)).toEqual([
      'lastStateChange',
      'location',
      'MACAddress',
    ]);
    expect(folder.vmlint('format', '--template', '--unsafe').status).toBe(0);
    expect(folder.read('a.vbox')).toBe(
      VBOX.replace(' lastStateChange="2024-01-01T00:00:00Z"', '')
        .replace('/home/me/VMs/a/', '')
        .replace('enabled="true" MACAddress="080027CFA667"', 'enabled="true"'),
    );
  });

  test('a suspended state is forgotten only where it is not there', () => {
    const text = 'config.version = "8"\ncheckpoint.vmState = "x.vmss"\n';
    folder.plant({ 'a.vmx': text, 'x.vmss': '' });
    const refused = folder.vmlint('format', '--template', '--unsafe');
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('a.vmx was not written: the VM is suspended');
    expect(folder.read('a.vmx')).toBe(text);
    folder.plant({ 'b/a.vmx': text });
    expect(folder.vmlint('format', '--template', '--unsafe', 'b').status).toBe(0);
    expect(folder.read('b/a.vmx')).toBe(text.replace('x.vmss', ''));
  });

  test('without it nothing is listed, and --unsafe is nothing', () => {
    folder.plant({ 'a.vmx': `${VMX}\n` });
    expect(folder.vmlint('format')).toMatchObject({ status: 0, stdout: 'Formatted 0 of 1 file\n' });
    expect(folder.vmlint('format', '--unsafe').status).toBe(2);
  });

  test('lists what VMware and VirtualBox note of a run and of the CPU', () => {
    const kept =
      'config.version = "8"\ncleanShutdown = "TRUE"\nethernet0.address = "00:50:56:00:00:01"\n';
    const state =
      'cleanShutdown = "FALSE"\nmigrate.hostlog = "./a-1b2c.hlog"\nhostCPUID.0 = "0000000d756e65476c65746e49656e69"\n';
    folder.plant({
      'a.vmx': kept.replace('cleanShutdown = "TRUE"\n', state),
      'b.vmx': kept,
      'c.vbox': VBOX.replace('lastStateChange="2024-01-01T00:00:00Z"', 'aborted="true"'),
    });
    const { stdout } = folder.vmlint('format', '--template', 'a.vmx', 'b.vmx', 'c.vbox');
    expect(stdout).toContain(
      '`cleanShutdown` is "FALSE" while the VM runs and once it has crashed',
    );
    expect(stdout).toContain('`migrate.hostlog` is the log of a move between hosts');
    expect(stdout).toContain('`hostCPUID.0` is what the CPU of the host can do');
    expect(stdout).toContain('c.vbox:3:40: `aborted` is that the VM crashed');
    expect(stdout).not.toContain('b.vmx');
    folder.vmlint('format', '--template', '--unsafe', '.');
    expect(folder.read('a.vmx')).toBe(kept.replace('cleanShutdown = "TRUE"\n', ''));
    expect(folder.read('b.vmx')).toBe(kept);
    expect(folder.read('c.vbox')).not.toContain('aborted');
  });
});
