import { DEVICES, type DeviceType } from '../../src/languages/hyperv/devices.js';
import { defineRule } from '../../src/lint/rule.js';
import { GENERATIONS } from './sources.js';
import { listing, xml, type Settings } from './written.js';

/** What only VMs of generation 1 have, and what those of generation 2 have instead. */
const LEGACY: Readonly<Partial<Record<DeviceType, readonly [name: string, instead: string]>>> = {
  ide: ['IDE controller', 'a SCSI controller'],
  floppy: ['floppy controller', 'none'],
  legacyNic: ['legacy network adapter', 'a network adapter that is none of the legacy ones'],
};

const file = (device: string, generation: 1 | 2): Settings => ({
  'manifest/size': 1,
  'manifest/vdev001/device': device,
  'manifest/vdev001/instance': device,
  'properties/subtype': generation - 1,
});

export default defineRule({
  id: 'hyperv/no-legacy-device-in-generation-2',
  languages: ['hyperv'],
  summary: 'A VM of generation 2 has none of the old devices',
  why: 'VMs of generation 2 have no IDE and no floppy controller, and no legacy network adapter: all of their disks are SCSI. A configuration whose manifest lists such a device was put together by hand, or from two.',
  severity: 'error',
  fixSafety: 'None: what hangs on the device has to move to another one first.',
  sources: [GENERATIONS],
  presets: ['recommended'],
  settings: ['manifest/vdevNNN'],
  messages: {
    legacy: 'Unexpected {device} (`manifest/{entry}`) in a VM of generation 2, expected {instead}',
  },
  examples: {
    good: [
      { dialect: 'vmcx', text: listing(file(DEVICES.ide, 1)) },
      { dialect: 'vmcx', text: listing(file(DEVICES.scsi, 2)) },
    ],
    bad: [
      {
        dialect: 'vmcx',
        text: listing(file(DEVICES.ide, 2)),
        nested: 'auto',
        findings: [{ line: 2, column: 41, message: 'expected a SCSI controller' }],
      },
      {
        text: xml(file(DEVICES.legacyNic, 2)),
        findings: [
          {
            line: 5,
            column: 29,
            message: 'Unexpected legacy network adapter (`manifest/vdev001`)',
          },
        ],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { vm } = document;
        if (vm?.generation !== 2) return;
        for (const { type, entry } of vm.devices) {
          const legacy = type && LEGACY[type];
          const device = entry?.children.find(({ name }) => name === 'device');
          if (legacy === undefined || entry === undefined || device === undefined) continue;
          const [name, instead] = legacy;
          report({
            message: 'legacy',
            data: { device: name, entry: entry.name, instead },
            at: device.at,
            setting: `manifest/${entry.name}`,
          });
        }
      },
    };
  },
});
