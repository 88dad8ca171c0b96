import type { Tree } from './vmcx-writer.js';

/** What a VM of Hyper-V has in its file, as far as tests need it: the key `configuration` with all that is under it. */
export interface VmOptions {
  name?: string;
  generation?: 1 | 2;
  version?: number;
  processors?: number;
  /** Undefined: the node is not there, as in files of older versions. */
  nested?: boolean;
  /** In MB. */
  memory?: number;
  dynamicMemory?: boolean;
  secureBoot?: boolean;
  disk?: string;
  notes?: string;
}

const ID = '6F1B4C0E-2A37-4D5B-9C83-15E0A7D94B62';
const FIRMWARE = '_ac6b8dc1-3257-4a70-b1b2-a9c9215659ad_';
const IDE = '_83f8638b-8dca-4152-9eda-2ca8b33039b4_';
const SCSI = '_3d9e1a75-60c2-4f88-b7d4-9a2be15c7f03_';
const DEVICES = {
  [FIRMWARE]: ['ac6b8dc1-3257-4a70-b1b2-a9c9215659ad', 'Microsoft Virtual BIOS'],
  [IDE]: ['83f8638b-8dca-4152-9eda-2ca8b33039b4', 'Microsoft Emulated IDE Controller'],
  [SCSI]: ['d422512d-2bf2-4752-809d-7b82b5fcb1b4', 'Synthetic SCSI Controller'],
};

export function node(name: string, ...children: Tree[]): Tree {
  return { name, type: 'node', children };
}

export function integer(name: string, value: number | bigint): Tree {
  return { name, type: 'integer', value: BigInt(value) };
}

export function text(name: string, value: string): Tree {
  return { name, type: 'string', value };
}

export function bool(name: string, value: boolean): Tree {
  return { name, type: 'bool', value };
}

export function vmTree(options: VmOptions = {}): Tree {
  const { generation = 2, processors = 2, memory = 4096, dynamicMemory = false, nested } = options;
  const disks = generation === 1 ? IDE : SCSI;
  const drive = node(
    'drive0',
    text('type', 'VHD'),
    text('pathname', options.disk ?? 'C:\\VMs\\lab\\lab.vhdx'),
  );
  const features = node('features', bool('limit', false));
  const hypervisor =
    nested === undefined ? [] : [node('nested_virtualization', bool('enabled', nested))];
  return node(
    'configuration',
    node(
      FIRMWARE,
      integer('VDEVVersion', 1280),
      bool('secure_boot_enabled', options.secureBoot ?? generation === 2),
    ),
    node(disks, integer('VDEVVersion', 1280), node('controller0', drive)),
    manifest([FIRMWARE, disks]),
    node(
      'properties',
      {
        name: 'creation_time',
        type: 'bytes',
        value: Uint8Array.of(0x10, 0x32, 0x54, 0x76, 1, 2, 0xd9, 1),
      },
      text('global_id', ID),
      text('name', options.name ?? 'lab'),
      text('notes', options.notes ?? ''),
      integer('subtype', generation - 1),
      text('type_id', 'Virtual Machines'),
      integer('version', options.version ?? 0x900),
    ),
    node(
      'settings',
      node('global', text('logical_id', ID)),
      node(
        'memory',
        node(
          'bank',
          bool('dynamic_memory_enabled', dynamicMemory),
          integer('limit', dynamicMemory ? 1048576 : memory),
          integer('reservation', dynamicMemory ? 512 : memory),
          integer('size', memory),
        ),
      ),
      node(
        'processors',
        integer('count', processors),
        features,
        bool('hide_hypervisor_present', false),
        integer('limit', 100000),
        ...hypervisor,
        integer('reservation', 0),
        integer('weight', 100),
      ),
      node('vnuma', bool('enabled', !dynamicMemory)),
    ),
  );
}

function manifest(devices: (keyof typeof DEVICES)[]): Tree {
  const entries = devices.map((section, index) => {
    const [device, name] = DEVICES[section] as [string, string];
    const number = String(index + 1).padStart(3, '0');
    return node(
      `vdev${number}`,
      text('device', device),
      integer('flags', 1),
      text('instance', section.slice(1, -1)),
      text('name', name),
    );
  });
  return node('manifest', integer('size', devices.length), ...entries, integer('version', 512));
}
