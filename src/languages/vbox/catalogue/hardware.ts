import type { ElementDescription, Place } from './model.js';
import { bool, choice, each, first, int, last, observed, path, text, texts } from './parts.js';

const HARDWARE = 'Machine/Hardware';

/** What belongs to the firmware: in `BIOS` before settings version 1.20, in `Firmware` from then on. */
const FIRMWARE: readonly Place[] = [
  { in: `${HARDWARE}/BIOS`, to: '1.19' },
  { in: `${HARDWARE}/Firmware`, from: '1.20' },
];

const MODES = 'Disabled HostToGuest GuestToHost Bidirectional';

export function hardwareElements(): ElementDescription[] {
  return [
    last(
      'Memory',
      HARDWARE,
      [
        int('RAMSize', { required: true, nesting: true, description: 'In megabytes.' }),
        bool('PageFusion', { default: 'false', since: '1.10' }),
      ],
      { description: 'The memory of the VM.' },
    ),
    last('HID', HARDWARE, [
      choice(
        'Pointing',
        'None USBMouse USBTablet PS2Mouse ComboMouse USBMultiTouch USBMTScreenPlusPad',
        {
          default: 'PS2Mouse',
        },
      ),
      choice('Keyboard', 'None USBKeyboard PS2Keyboard ComboKeyboard', { default: 'PS2Keyboard' }),
    ]),
    last(
      'Paravirt',
      HARDWARE,
      [
        choice('provider', 'None Default Legacy Minimal HyperV KVM', {
          option: '--paravirt-provider',
          nesting: true,
          description: 'Absent: Default from settings version 1.16 on, Legacy before.',
        }),
        text('debug', { since: '1.16' }),
      ],
      {
        since: '1.15',
        option: '--paravirt-provider',
        nesting: true,
        description:
          'The interface that VirtualBox shows to guests which know that they run in a VM.',
      },
    ),
    last('Boot', HARDWARE),
    each('Order', `${HARDWARE}/Boot`, [
      int('position', { required: true }),
      choice('device', 'None Floppy DVD HardDisk Network', { required: true }),
    ]),
    last('Display', HARDWARE, [
      choice('controller', 'VBoxVGA VMSVGA VBoxSVGA QemuRamFB None', {
        anyCase: true,
        default: 'VBoxVGA',
        since: '1.14',
      }),
      int('VRAMSize'),
      ...[int('monitorCount'), int('MonitorCount')],
      ...[bool('accelerate3D'), bool('Accelerate3D'), bool('accelerate2DVideo')],
    ]),
    last('RemoteDisplay', HARDWARE, [
      bool('enabled'),
      choice('authType', 'Null Guest External', { anyCase: true }),
      int('authTimeout'),
      ...[bool('allowMultiConnection'), bool('reuseSingleConnection')],
      ...texts('port netAddress authLibrary VRDEExtPack'),
    ]),
    first('VideoChannel', `${HARDWARE}/RemoteDisplay`, [bool('enabled'), int('quality')]),
    first('VRDEProperties', `${HARDWARE}/RemoteDisplay`),
    each('Property', `${HARDWARE}/RemoteDisplay/VRDEProperties`, [
      text('name', { required: true }),
      text('value', { required: true }),
    ]),
    last(
      'Firmware',
      HARDWARE,
      [
        choice('type', 'BIOS EFI EFI32 EFI64 EFIDUAL 1 2', {
          default: 'BIOS',
          since: '1.9',
          option: '--firmware',
        }),
      ],
      { option: '--firmware' },
    ),
    last('BIOS', { in: HARDWARE, to: '1.19' }),
    first('ACPI', FIRMWARE, [bool('enabled', { default: 'true' })]),
    first('IOAPIC', FIRMWARE, [bool('enabled', { default: 'false', option: '--ioapic' })], {
      nesting: true,
      option: '--ioapic',
      description: 'The I/O APIC, which a VM with more than one CPU needs.',
    }),
    first('APIC', FIRMWARE, [choice('mode', 'Disabled APIC X2APIC', { anyCase: true })], {
      since: '1.16',
    }),
    first('Logo', FIRMWARE, [
      ...[bool('fadeIn'), bool('fadeOut'), int('displayTime'), path('imagePath')],
    ]),
    first('BootMenu', FIRMWARE, [
      choice('mode', 'Disabled MenuOnly MessageAndMenu', { anyCase: true }),
    ]),
    first('TimeOffset', FIRMWARE, [int('value')]),
    first('PXEDebug', FIRMWARE, [bool('enabled')]),
    first('SmbiosUuidLittleEndian', FIRMWARE, [bool('enabled')]),
    first('AutoSerialNumGen', FIRMWARE, [bool('enabled')]),
    first(
      'NVRAM',
      FIRMWARE,
      [
        path('path'),
        text('keyId', { since: '1.19' }),
        text('keyStore', { since: '1.19', secret: true }),
      ],
      {
        since: '1.18',
        description:
          'The file that keeps the settings of the EFI firmware, Secure Boot among them.',
      },
    ),
    first('IDEController', { in: `${HARDWARE}/BIOS`, to: '1.6' }, [
      choice('type', 'PIIX3 PIIX4 ICH6'),
    ]),
    last(
      'TrustedPlatformModule',
      HARDWARE,
      [
        choice('type', 'None v1_2 v2_0 Host Swtpm', { default: 'None', option: '--tpm-type' }),
        text('location'),
      ],
      { since: '1.19', option: '--tpm-type' },
    ),
    last('Clipboard', HARDWARE, [
      choice('mode', MODES, { default: 'Disabled' }),
      bool('fileTransfersEnabled', { default: 'false' }),
    ]),
    last('DragAndDrop', HARDWARE, [choice('mode', MODES, { default: 'Disabled' })]),
    last('Guest', HARDWARE, [int('memoryBalloonSize'), int('MemoryBalloonSize')]),
    each('GuestProperties', HARDWARE),
    each('GuestProperty', `${HARDWARE}/GuestProperties`, [
      ...texts('name value flags'),
      int('timestamp'),
    ]),
    each('SharedFolders', HARDWARE),
    each('SharedFolder', `${HARDWARE}/SharedFolders`, [
      text('name'),
      path('hostPath'),
      ...[bool('writable'), bool('autoMount'), path('autoMountPoint', { since: '1.17' })],
      choice('symlinkPolicy', 'forbidden subtree relative any', { since: '1.20' }),
    ]),
    each('HostPci', HARDWARE, [], { since: '1.12' }),
    first('Devices', `${HARDWARE}/HostPci`),
    each('Device', `${HARDWARE}/HostPci/Devices`, [
      ...[int('host', { required: true }), int('guest', { required: true }), text('name')],
    ]),
    last('EmulatedUSB', HARDWARE),
    first('CardReader', `${HARDWARE}/EmulatedUSB`, [bool('enabled', { default: 'false' })]),
    last('Frontend', HARDWARE, [], { since: '1.14' }),
    first('Default', `${HARDWARE}/Frontend`, [text('type')]),
    each('IO', HARDWARE),
    first('IoCache', `${HARDWARE}/IO`, [
      ...[bool('enabled', { default: 'true' }), int('size', { default: '5' })],
    ]),
    first('BandwidthGroups', `${HARDWARE}/IO`, [], { since: '1.12' }),
    each('BandwidthGroup', `${HARDWARE}/IO/BandwidthGroups`, [
      text('name'),
      choice('type', 'Disk Network', { required: true }),
      ...[int('maxBytesPerSec'), int('maxMbPerSec')],
    ]),
    observed('IoBandwidth', `${HARDWARE}/IO`, [text('max')]),
  ];
}
