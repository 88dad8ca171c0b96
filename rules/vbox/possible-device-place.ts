import type { XmlElement } from '../../grammars/xml/index.js';
import { placedElements, type Placed } from '../../src/languages/vbox/placed.js';
import { attributeValueRange, tagRange } from '../../src/languages/vbox/ranges.js';
import { attributeOf, readInteger } from '../../src/languages/vbox/reading.js';
import { shown } from '../../src/text/shown.js';
import { defineRule } from '../../src/lint/rule.js';
import { vbox } from './examples.js';
import { SETTINGS_READER, STORAGE_CONTROLLER, STORAGE_LIMITS } from './sources.js';

interface Places {
  readonly ports: number;
  /** On each port. */
  readonly devices: number;
}

const IDE: Places = { ports: 2, devices: 2 };
const SCSI: Places = { ports: 16, devices: 1 };

/** What each kind of controller has at most; of VirtualBox 7. */
const PLACES: ReadonlyMap<string, Places> = new Map([
  ...['PIIX3', 'PIIX4', 'ICH6'].map((type) => [type, IDE] as const),
  ...['LsiLogic', 'BusLogic'].map((type) => [type, SCSI] as const),
  ['AHCI', { ports: 30, devices: 1 }],
  ['I82078', { ports: 1, devices: 2 }],
  ['LsiLogicSas', { ports: 255, devices: 1 }],
  ['NVMe', { ports: 255, devices: 1 }],
  ['USB', { ports: 8, devices: 1 }],
  ['VirtioSCSI', { ports: 256, devices: 1 }],
]);

const controller = (attributes: string, ...places: readonly (readonly [number, number])[]) =>
  vbox({
    hardware: [
      '<StorageControllers>',
      `  <StorageController name="Disks" ${attributes}>`,
      ...places.map(
        ([port, device]) => `    <AttachedDevice type="DVD" port="${port}" device="${device}"/>`,
      ),
      '  </StorageController>',
      '</StorageControllers>',
    ],
  });

const serial = (...slots: readonly number[]): string =>
  vbox({
    hardware: [
      '<UART>',
      ...slots.map(
        (slot) =>
          `  <Port slot="${slot}" enabled="false" IOBase="0x3f8" IRQ="4" hostMode="Disconnected"/>`,
      ),
      '</UART>',
    ],
  });

export default defineRule({
  id: 'vbox/possible-device-place',
  languages: ['vbox'],
  summary: 'Each device has a place of its own, which its controller has',
  why: 'An IDE controller has two ports for two devices each, a SATA controller up to 30 ports for one device each, and `PortCount` may say fewer. VirtualBox attaches a device nowhere else, and one to a place; a file that says otherwise was not written by it. Two serial ports with the same slot it refuses with the whole file.',
  severity: 'warning',
  fixSafety: 'None: where the device should be, who wrote it knows.',
  sources: [STORAGE_CONTROLLER, STORAGE_LIMITS, SETTINGS_READER],
  presets: ['recommended'],
  settings: ['AttachedDevice', 'StorageController', 'Port'],
  messages: {
    outside:
      'Unexpected `AttachedDevice` with {attribute}="{value}", expected {expected}, since the {type} controller has no other',
    taken:
      'Unexpected second `AttachedDevice` with port="{port}" device="{device}" in a `StorageController`, expected one in each place',
    slot: 'Unexpected second `Port` with slot="{slot}", expected another slot, since VirtualBox refuses the file otherwise',
  },
  examples: {
    good: [
      { text: controller('type="PIIX4" PortCount="2"', [0, 0], [0, 1], [1, 0], [1, 1]) },
      { text: controller('type="AHCI" PortCount="30"', [0, 0], [29, 0]) },
      { text: controller('type="{{ type }}"', [7, 7]) },
      { text: serial(0, 1) },
    ],
    bad: [
      {
        text: controller('type="PIIX4" PortCount="2"', [2, 0], [0, 2]),
        nested: 'auto',
        findings: [
          { line: 7, column: 43, message: 'port="2", expected "0" or "1"' },
          { line: 8, column: 54, message: 'device="2", expected "0" or "1"' },
        ],
      },
      {
        text: controller('type="AHCI" PortCount="1"', [0, 0], [1, 0], [0, 1]),
        nested: 'auto',
        findings: [
          { line: 8, column: 43, message: 'port="1", expected "0", since the AHCI controller' },
          { line: 9, column: 54, message: 'device="1", expected "0"' },
        ],
      },
      {
        text: controller('type="AHCI" PortCount="2"', [1, 0], [1, 0]),
        nested: 'auto',
        findings: [{ line: 8, column: 11, message: 'second `AttachedDevice` with port="1"' }],
      },
      {
        text: serial(0, 0),
        nested: 'auto',
        findings: [{ line: 7, column: 20, message: 'slot="0"', severity: 'error' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const taken = new Map<XmlElement, Set<string>>();
        for (const placed of placedElements(document)) {
          const { parent, known, isRead, inSnapshot } = placed;
          if (parent === undefined || known === undefined || !isRead) continue;
          let places = taken.get(parent.element);
          if (places === undefined) taken.set(parent.element, (places = new Set()));
          if (placed.name === 'AttachedDevice' && !inSnapshot) judgeDevice(placed, parent, places);
          if (placed.name === 'Port' && /^U(?:ART|art)$/.test(parent.name)) {
            judgePort(placed, places);
          }
        }
      },
    };

    function judgeDevice({ element }: Placed, parent: Placed, taken: Set<string>): void {
      const typed = attributeOf(parent.element, 'type');
      const type = typed === undefined ? '' : document.valueOf(typed);
      const places = PLACES.get(type);
      const [port, device] = [numberOf(element, 'port'), numberOf(element, 'device')];
      if (places === undefined || port === undefined || device === undefined) return;
      const count = numberOf(parent.element, 'PortCount') ?? places.ports;
      const ports = Math.min(places.ports, Math.max(1, count));
      if (port >= ports) outside(element, 'port', ports, type);
      if (device >= places.devices) outside(element, 'device', places.devices, type);
      const place = `${port} ${device}`;
      if (taken.has(place)) {
        report({
          message: 'taken',
          data: { port, device },
          at: tagRange(element),
          setting: 'AttachedDevice',
        });
      }
      taken.add(place);
    }

    function outside(element: XmlElement, name: string, count: number, type: string): void {
      const attribute = attributeOf(element, name)!;
      const last = `"${count - 1}"`;
      const expected = count <= 1 ? '"0"' : count === 2 ? '"0" or "1"' : `"0" to ${last}`;
      report({
        message: 'outside',
        data: { attribute: name, value: shown(document.valueOf(attribute)), expected, type },
        at: attributeValueRange(attribute),
        setting: 'AttachedDevice',
      });
    }

    function judgePort({ element }: Placed, taken: Set<string>): void {
      const slot = numberOf(element, 'slot');
      if (slot === undefined) return;
      if (taken.has(String(slot))) {
        const at = attributeValueRange(attributeOf(element, 'slot')!);
        report({ message: 'slot', data: { slot }, at, severity: 'error', setting: 'Port' });
      }
      taken.add(String(slot));
    }

    function numberOf(element: XmlElement, name: string): number | undefined {
      const attribute = attributeOf(element, name);
      if (attribute === undefined || document.isPlaceholder(attribute)) return undefined;
      return readInteger(document.valueOf(attribute));
    }
  },
});
