import type { AttributeDescription, ElementDescription, Place } from './model.js';
import { bool, choice, each, first, int, last, path, text, texts, uuid } from './parts.js';

const HARDWARE = 'Machine/Hardware';
const ADAPTER = `${HARDWARE}/Network/Adapter`;
const NAT = `${ADAPTER}/NAT`;
const USB_FILTER = [
  text('name'),
  bool('active'),
  ...texts('vendorId vendorid productId productid revision manufacturer product'),
  ...texts('serialNumber serialnumber port remote maskedInterfaces'),
  choice('action', 'Ignore Hold'),
];

/** What serial and parallel ports have in common. */
const PORT: readonly AttributeDescription[] = [
  int('slot', { required: true }),
  bool('enabled', { required: true }),
  int('IRQ', { required: true }),
  path('path'),
];

/** Storage stands in `Hardware` from settings version 1.17 on; VirtualBox reads it in both places. */
const CONTROLLERS: readonly Place[] = [{ in: HARDWARE }, { in: 'Machine', from: '1.7' }];
const CONTROLLER = [
  'Machine/StorageControllers/StorageController',
  `${HARDWARE}/StorageControllers/StorageController`,
];
const ATTACHED = CONTROLLER.map((parent) => `${parent}/AttachedDevice`);

const NIC_TYPES =
  'Am79C970A Am79C973 Am79C960 82540EM 82543GC 82545EM 82583V virtio NE1000 NE2000 WD8003 WD8013 3C503 3C501 usbnet';

const STORAGE_TYPES =
  'AHCI LsiLogic BusLogic PIIX3 PIIX4 ICH6 I82078 LsiLogicSas USB NVMe VirtioSCSI';

export function deviceElements(): ElementDescription[] {
  return [
    each('Network', HARDWARE),
    each('Adapter', `${HARDWARE}/Network`, [
      int('slot', { required: true }),
      bool('enabled'),
      text('MACAddress', { description: '12 hexadecimal digits.' }),
      bool('cable'),
      int('speed'),
      choice('type', NIC_TYPES),
      choice('promiscuousModePolicy', 'Deny AllowNetwork AllowAll', {
        default: 'Deny',
        since: '1.12',
        option: '--nic-promisc<N>',
        nesting: true,
        description:
          'Whether the card gets packets for other MAC addresses, such as those of VMs inside the VM.',
      }),
      ...[bool('trace'), path('tracefile'), int('bootPriority'), text('bandwidthGroup')],
    ]),
    first('DisabledModes', ADAPTER, [], {
      description: 'What the card was attached to before; it is kept and has no effect.',
    }),
    first('NAT', ADAPTER, [
      ...texts('network hostip'),
      ...[int('mtu'), int('sockrcv'), int('socksnd'), int('tcprcv'), int('tcpsnd')],
      bool('localhost-reachable', { since: '1.19' }),
      bool('forward-broadcast', { since: '1.20' }),
      bool('enable-tftp', { since: '1.21' }),
    ]),
    first('DNS', NAT, [bool('pass-domain'), bool('use-proxy'), bool('use-host-resolver')]),
    first('Alias', NAT, [bool('logging'), bool('proxy-only'), bool('use-same-ports')]),
    first('TFTP', NAT, texts('prefix boot-file next-server')),
    each('Forwarding', NAT, [
      ...texts('name hostip guestip'),
      ...[int('proto'), int('hostport'), int('guestport')],
    ]),
    ...['BridgedInterface', 'HostInterface', 'InternalNetwork', 'HostOnlyInterface'].map((name) =>
      first(name, ADAPTER, [text('name')]),
    ),
    ...['HostOnlyNetwork', 'NATNetwork', 'CloudNetwork'].map((name) =>
      first(name, ADAPTER, [text('name')]),
    ),
    first('GenericInterface', ADAPTER, [text('driver')]),
    each('Property', `${ADAPTER}/GenericInterface`, [
      ...[text('name', { required: true }), text('value', { required: true })],
    ]),
    first('VDE', ADAPTER, [text('network')]),

    each('USB', HARDWARE, [], { since: '1.14' }),
    first('Controllers', `${HARDWARE}/USB`),
    each('Controller', `${HARDWARE}/USB/Controllers`, [
      ...[text('name'), choice('type', 'OHCI EHCI XHCI')],
    ]),
    first('DeviceFilters', `${HARDWARE}/USB`),
    each(
      'DeviceFilter',
      [`${HARDWARE}/USB/DeviceFilters`, `${HARDWARE}/USBController`],
      USB_FILTER,
    ),
    last('USBController', { in: HARDWARE, to: '1.14' }, [bool('enabled'), bool('enabledEhci')]),

    each('UART', HARDWARE),
    each('Uart', HARDWARE),
    each('LPT', HARDWARE),
    each('Lpt', HARDWARE),
    each(
      'Port',
      [`${HARDWARE}/UART`, `${HARDWARE}/Uart`],
      [
        ...PORT,
        int('IOBase', { required: { until: '1.19' } }),
        int('IOAddress', { required: { since: '1.20' }, since: '1.20' }),
        choice('hostMode', 'RawFile HostPipe HostDevice Disconnected TCP', { required: true }),
        bool('server'),
        choice('uartType', '16450 16550A 16750', { since: '1.17' }),
      ],
    ),
    each(
      'Port',
      [`${HARDWARE}/LPT`, `${HARDWARE}/Lpt`],
      [...PORT, int('IOBase', { required: true })],
    ),

    last('AudioAdapter', HARDWARE, [
      ...[bool('enabled'), bool('enabledIn'), bool('enabledOut')],
      choice('controller', 'SB16 AC97 HDA Virtio-Sound', { default: 'AC97' }),
      choice('codec', 'SB16 STAC9700 AD1980 STAC9221'),
      choice(
        'driver',
        'Default Null WAS WinMM DirectSound DSound SolAudio ALSA Pulse OSS CoreAudio MMPM',
        { anyCase: true, tolerant: true },
      ),
      bool('useDefault', { since: '1.19' }),
    ]),
    each('Property', `${HARDWARE}/AudioAdapter`, [
      ...[text('name', { required: true }), text('value', { required: true })],
    ]),

    each('StorageControllers', CONTROLLERS, [], { since: '1.7' }),
    each(
      'StorageController',
      CONTROLLERS.map((place) => `${place.in}/StorageControllers`),
      [
        text('name', { required: true }),
        choice('type', STORAGE_TYPES, { required: true }),
        ...[int('PortCount'), bool('useHostIOCache'), bool('Bootable'), int('Instance')],
        ...['IDE0Master', 'IDE0Slave', 'IDE1Master', 'IDE1Slave'].map((port) =>
          int(`${port}EmulationPort`),
        ),
      ],
    ),
    each('AttachedDevice', CONTROLLER, [
      choice('type', 'HardDisk DVD Floppy', { tolerant: true }),
      ...[int('port', { required: true }), int('device', { required: true })],
      ...[bool('passthrough'), bool('tempeject'), bool('nonrotational'), bool('discard')],
      bool('hotpluggable', { since: '1.15' }),
      text('bandwidthGroup'),
    ]),
    first(
      'Image',
      [...ATTACHED, `${HARDWARE}/DVDDrive`, `${HARDWARE}/FloppyDrive`],
      [...[uuid('uuid', { required: true }), path('location')]],
    ),
    first(
      'HostDrive',
      [...ATTACHED, `${HARDWARE}/DVDDrive`, `${HARDWARE}/FloppyDrive`],
      [path('src', { required: true })],
    ),
    last('DVDDrive', { in: HARDWARE, to: '1.8' }, [bool('passthrough'), bool('tempeject')]),
    last('FloppyDrive', { in: HARDWARE, to: '1.8' }, [bool('enabled')]),
    last('SATAController', { in: HARDWARE, to: '1.6' }, [
      ...[bool('enabled'), int('PortCount'), bool('useHostIOCache')],
      ...['IDE0Master', 'IDE0Slave', 'IDE1Master', 'IDE1Slave'].map((port) =>
        int(`${port}EmulationPort`),
      ),
    ]),
  ];
}
