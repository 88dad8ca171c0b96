import type { SettingDescription } from './model.js';
import { FIELD_REPORTS, LIBVIRT } from './sources.js';

/** Network adapters, ports, USB, graphics and whatever else is plugged in, but for disks. */
export const DEVICE_SETTINGS: readonly SettingDescription[] = [
  {
    pattern: 'ethernet*.present',
    type: 'boolean',
    default: 'FALSE',
    description: 'Whether the network adapter is there.',
    source: LIBVIRT,
  },
  {
    pattern: 'ethernet*.noPromisc',
    type: 'boolean',
    default: 'FALSE',
    description:
      'TRUE forbids promiscuous mode, which leaves the VMs of a hypervisor inside without a network.',
    source: FIELD_REPORTS,
    nesting: true,
  },
  {
    pattern: 'ethernet*.virtualDev',
    type: 'enum',
    values: ['vlance', 'e1000', 'e1000e', 'vmxnet', 'vmxnet3'],
    description:
      'The model of the adapter, chosen by guestOS where absent; ESXi inside wants e1000 (5, 6) or vmxnet3 (6.5 and later).',
    source: FIELD_REPORTS,
    nesting: true,
  },
  {
    pattern: 'ethernet*.connectionType',
    type: 'enum',
    values: ['bridged', 'nat', 'hostonly', 'custom'],
    default: 'bridged',
    description: 'The kind of network that the adapter is plugged into.',
    source: LIBVIRT,
  },
  {
    pattern: 'ethernet*.addressType',
    type: 'enum',
    values: ['generated', 'static', 'vpx'],
    default: 'generated',
    description: 'Who chose the MAC address: VMware, a person, or vCenter.',
    source: LIBVIRT,
  },
  {
    pattern: 'ethernet*.startConnected',
    type: 'boolean',
    default: 'TRUE',
    description: 'Whether the adapter is plugged in when the VM starts.',
    source: LIBVIRT,
  },
  {
    pattern: 'ethernet*.address',
    type: 'string',
    description: 'The MAC address where ethernet*.addressType is "static".',
    source: LIBVIRT,
  },
  {
    pattern: 'ethernet*.generatedAddress',
    type: 'string',
    description: 'The MAC address that VMware or vCenter chose.',
    source: LIBVIRT,
    writtenByVmware: true,
  },
  { pattern: 'ethernet*.generatedAddressOffset', type: 'integer', writtenByVmware: true },
  {
    pattern: 'ethernet*.checkMACAddress',
    type: 'boolean',
    description: 'FALSE allows a MAC address that is not one of VMware’s.',
    source: LIBVIRT,
  },
  { pattern: 'ethernet*.features', type: 'integer' },
  {
    pattern: 'ethernet*.networkName',
    type: 'string',
    description: 'The name of the network on an ESXi host.',
    source: LIBVIRT,
  },
  { pattern: 'ethernet*.vnet', type: 'string' },
  { pattern: 'ethernet*.displayName', type: 'string' },
  { pattern: 'ethernet*.bsdName', type: 'string' },
  { pattern: 'ethernet*.pvnID', type: 'string' },
  { pattern: 'ethernet*.pciSlotNumber', type: 'integer', writtenByVmware: true },
  { pattern: 'ethernet*.linkStatePropagation.enable', type: 'boolean' },
  { pattern: 'ethernet*.wakeOnPcktRcv', type: 'boolean' },
  { pattern: 'ethernet*.uptCompatibility', type: 'boolean' },
  { pattern: 'ethernet*.allowGuestConnectionControl', type: 'boolean' },

  ...port('serial*'),
  {
    pattern: 'serial*.fileType',
    type: 'enum',
    values: ['device', 'file', 'pipe', 'network', 'thinprint'],
  },
  { pattern: 'serial*.pipe.endPoint', type: 'enum', values: ['client', 'server'] },
  {
    pattern: 'serial*.network.endPoint',
    type: 'enum',
    values: ['client', 'server'],
    default: 'server',
    description: 'Whether the port waits for a connection or makes one.',
    source: LIBVIRT,
  },
  { pattern: 'serial*.vspc', type: 'string' },
  { pattern: 'serial*.tryNoRxLoss', type: 'boolean' },
  { pattern: 'serial*.yieldOnMsrRead', type: 'boolean' },
  ...port('parallel*'),
  { pattern: 'parallel*.fileType', type: 'enum', values: ['device', 'file'] },
  { pattern: 'parallel*.bidirectional', type: 'boolean' },

  {
    pattern: 'sound.present',
    type: 'boolean',
    default: 'FALSE',
    description: 'Whether the sound card is there.',
    source: LIBVIRT,
  },
  { pattern: 'sound.autoDetect', type: 'boolean' },
  { pattern: 'sound.fileName', type: 'string' },
  { pattern: 'sound.pciSlotNumber', type: 'integer', writtenByVmware: true },
  {
    pattern: 'sound.startConnected',
    type: 'boolean',
    default: 'TRUE',
    description: 'Whether the sound card is plugged in when the VM starts.',
    source: LIBVIRT,
  },
  { pattern: 'sound.virtualDev', type: 'string' },

  { pattern: 'usb.present', type: 'boolean' },
  { pattern: 'usb.pciSlotNumber', type: 'integer', writtenByVmware: true },
  { pattern: 'usb.vbluetooth.startConnected', type: 'boolean' },
  { pattern: 'usb.generic.allowHID', type: 'boolean' },
  { pattern: 'usb.generic.autoconnect', type: 'boolean' },
  { pattern: 'usb.autoConnect.device*', type: 'string' },
  { pattern: 'usb.quirks.darwinVendor45', type: 'boolean' },
  ...plug('usb:*'),
  { pattern: 'ehci.present', type: 'boolean' },
  { pattern: 'ehci.pciSlotNumber', type: 'integer', writtenByVmware: true },
  ...plug('ehci:*'),
  { pattern: 'usb_xhci.present', type: 'boolean' },
  { pattern: 'usb_xhci.pciSlotNumber', type: 'integer', writtenByVmware: true },
  { pattern: 'usb_xhci.autoConnect.device*', type: 'string' },
  ...plug('usb_xhci:*'),
  { pattern: 'usb_xhci:*.fileName', type: 'path' },
  { pattern: 'usb_xhci:*.mode', type: 'string' },
  { pattern: 'usb_xhci:*.readonly', type: 'boolean' },

  { pattern: 'pciBridge*.present', type: 'boolean' },
  { pattern: 'pciBridge*.virtualDev', type: 'string' },
  { pattern: 'pciBridge*.functions', type: 'integer' },
  { pattern: 'pciBridge*.pciSlotNumber', type: 'integer', writtenByVmware: true },
  { pattern: 'vmci*.present', type: 'boolean' },
  { pattern: 'vmci*.id', type: 'integer', writtenByVmware: true },
  { pattern: 'vmci*.pciSlotNumber', type: 'integer', writtenByVmware: true },
  { pattern: 'vmci*.unrestricted', type: 'boolean' },

  { pattern: 'svga.present', type: 'boolean' },
  { pattern: 'svga.autodetect', type: 'boolean' },
  {
    pattern: 'svga.vramSize',
    type: 'integer',
    description: 'Video memory in bytes.',
    source: LIBVIRT,
  },
  { pattern: 'svga.graphicsMemoryKB', type: 'integer' },
  { pattern: 'svga.guestBackedPrimaryAware', type: 'boolean', writtenByVmware: true },

  {
    pattern: 'isolation.tools.hgfs.disable',
    type: 'boolean',
    default: 'TRUE',
    description: 'FALSE allows shared folders.',
    source: LIBVIRT,
  },
  {
    pattern: 'sharedFolder.maxNum',
    type: 'integer',
    description: 'How many shared folders there are.',
    source: LIBVIRT,
  },
  { pattern: 'sharedFolder*.present', type: 'boolean' },
  { pattern: 'sharedFolder*.enabled', type: 'boolean' },
  { pattern: 'sharedFolder*.expiration', type: 'string' },
  { pattern: 'sharedFolder*.guestName', type: 'string' },
  { pattern: 'sharedFolder*.hostPath', type: 'path' },
  { pattern: 'sharedFolder*.readAccess', type: 'boolean' },
  { pattern: 'sharedFolder*.writeAccess', type: 'boolean' },
  { pattern: 'hgfs.linkRootShare', type: 'boolean' },
  { pattern: 'hgfs.mapRootShare', type: 'boolean' },
];

/** A serial or parallel port. */
function port(device: string): SettingDescription[] {
  return [
    {
      pattern: `${device}.present`,
      type: 'boolean',
      default: 'FALSE',
      description: 'Whether the port is there.',
      source: LIBVIRT,
    },
    {
      pattern: `${device}.startConnected`,
      type: 'boolean',
      default: 'TRUE',
      description: 'Whether the port is plugged in when the VM starts.',
      source: LIBVIRT,
    },
    { pattern: `${device}.autodetect`, type: 'boolean' },
    { pattern: `${device}.fileName`, type: 'path' },
  ];
}

/** Something plugged into a USB controller, mostly by VMware itself. */
function plug(device: string): SettingDescription[] {
  return [
    { pattern: `${device}.present`, type: 'boolean', writtenByVmware: true },
    { pattern: `${device}.deviceType`, type: 'string', writtenByVmware: true },
    { pattern: `${device}.parent`, type: 'integer', writtenByVmware: true },
    { pattern: `${device}.port`, type: 'integer', writtenByVmware: true },
    { pattern: `${device}.speed`, type: 'integer', writtenByVmware: true },
  ];
}
