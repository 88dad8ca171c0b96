import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { containerOf } from '../support/hyperv.js';
import { verifyVmcx } from '../support/vmcx-verifier.js';
import { vmlint } from '../cli/vmlint.js';

const NAMES = {
  xml: '9E2B71C4-0F5D-4A68-8C3E-D7A1B60F4E25.xml',
  container: 'D46A0E93-5B17-4C8F-9A25-71F3E8B0C6D4.vmcx',
} as const;
const FOLDER = 'examples/hyper-v/Virtual Machines';
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CONTAINER = join(ROOT, FOLDER, NAMES.container);

const ID = NAMES.container.replace('.vmcx', '');
const NIC = 'c83f5e02-7a61-4d9b-b4e8-15d0a96c27f3';
const SCSI = '0b7d94a6-e218-4f35-8c70-a35e1f69d4b2';

/** What the container among the examples holds: a VM of Server 2019, in which nothing nests yet. */
const LISTING = `configuration/_${NIC}_/Connection/AltSwitchName = Lab
configuration/_${NIC}_/FriendlyName = Network Adapter
configuration/_${NIC}_/IsConnected = True
configuration/_${NIC}_/MacAddress = 00-15-5D-20-14-08
configuration/_${NIC}_/MacAddressIsStatic = False
configuration/_${SCSI}_/controller0/drive0/pathname = C:\\VMs\\kvm-lab\\kvm-lab.vhdx
configuration/_${SCSI}_/controller0/drive0/type = VHD
configuration/_ac6b8dc1-3257-4a70-b1b2-a9c9215659ad_/secure_boot_enabled = False
configuration/global_settings/snapshots/enable_automatic = False
configuration/global_settings/snapshots/list/size = 0
configuration/manifest/size = 3
configuration/manifest/vdev001/device = ac6b8dc1-3257-4a70-b1b2-a9c9215659ad
configuration/manifest/vdev001/flags = 1
configuration/manifest/vdev001/instance = ac6b8dc1-3257-4a70-b1b2-a9c9215659ad
configuration/manifest/vdev001/name = Microsoft Virtual BIOS
configuration/manifest/vdev002/device = 2fc216b0-d2e2-4967-9b6d-b8a5c9ca2778
configuration/manifest/vdev002/flags = 1
configuration/manifest/vdev002/instance = ${NIC}
configuration/manifest/vdev002/name = Synthetic Ethernet Port
configuration/manifest/vdev003/device = d422512d-2bf2-4752-809d-7b82b5fcb1b4
configuration/manifest/vdev003/flags = 1
configuration/manifest/vdev003/instance = ${SCSI}
configuration/manifest/vdev003/name = Synthetic SCSI Controller
configuration/manifest/version = 512
configuration/properties/global_id = ${ID}
configuration/properties/name = kvm-lab
configuration/properties/notes = 
configuration/properties/subtype = 1
configuration/properties/type_id = Virtual Machines
configuration/properties/version = 2304
configuration/settings/global/logical_id = ${ID}
configuration/settings/memory/bank/dynamic_memory_enabled = False
configuration/settings/memory/bank/limit = 1048576
configuration/settings/memory/bank/reservation = 512
configuration/settings/memory/bank/size = 8192
configuration/settings/processors/count = 4
configuration/settings/processors/features/limit = False
configuration/settings/processors/hide_hypervisor_present = False
configuration/settings/processors/limit = 100000
configuration/settings/processors/limit_cpuid = False
configuration/settings/processors/nested_virtualization/enabled = False
configuration/settings/processors/reservation = 0
configuration/settings/processors/weight = 100
configuration/settings/vnuma/enabled = True
`;

/** Rules that find something, by `--nested`. */
function found(name: string, nested: string): string[] {
  const { stdout } = vmlint(ROOT, [`${FOLDER}/${name}`, '--nested', nested, '--format', 'json']);
  const report = JSON.parse(stdout) as { files: { findings: { rule: string }[] }[] };
  return report.files[0]!.findings.map(({ rule }) => rule);
}

test('the container is what the writer makes of its listing, and whole', () => {
  const bytes = containerOf(LISTING);
  if (process.env['UPDATE_EXAMPLES'] === '1') {
    mkdirSync(dirname(CONTAINER), { recursive: true });
    writeFileSync(CONTAINER, bytes);
  }
  expect(readFileSync(CONTAINER).equals(bytes)).toBe(true);
  expect(() => verifyVmcx(bytes)).not.toThrow();
});

test('the XML says that its version has no nesting, and that its memory is dynamic', () => {
  expect(found(NAMES.xml, 'require')).toEqual(
    expect.arrayContaining(['nested/sufficient-configuration-version', 'nested/static-memory']),
  );
  expect(found(NAMES.xml, 'auto').filter((rule) => rule.startsWith('nested/'))).toEqual([]);
});

test('the container says that nesting is off, with the command that switches it on', () => {
  expect(found(NAMES.container, 'require')).toContain('nested/expose-hardware-virtualization');
  expect(found(NAMES.container, 'auto')).toEqual([]);
  const { stdout } = vmlint(ROOT, [`${FOLDER}/${NAMES.container}`]);
  expect(stdout).toContain(
    `Get-VM -Id ${ID} | Set-VMProcessor -ExposeVirtualizationExtensions $true`,
  );
});
