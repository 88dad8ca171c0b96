import type { HypervSetting } from './model.js';
import { bool, bytes, int, text } from './parts.js';
import { REAL_FILES, SET_VM_NETWORK_ADAPTER, WMI_ETHERNET_PORT } from './sources.js';

const PORT = '<Synthetic Ethernet Port>';
const LEGACY = '<Emulated Ethernet Port>/ethernet_cardN';
const WMI = 'Msvm_SyntheticEthernetPortSettingData';
const SET = 'Set-VMNetworkAdapter';

/** Network adapters. */
export const NETWORK_SETTINGS: readonly HypervSetting[] = [
  bool(`${PORT}/AllowPacketDirect`, {
    default: 'False',
    seenIn: 'container',
    wmi: `${WMI}.AllowPacketDirect`,
    description: 'Whether the VM may have PacketDirect',
    source: WMI_ETHERNET_PORT,
  }),
  text(`${PORT}/ChannelInstanceGuid`),
  bool(`${PORT}/ClusterMonitored`, {
    default: 'True',
    since: '5.0',
    cmdlet: `${SET} -NotMonitoredInCluster`,
    wmi: `${WMI}.ClusterMonitored`,
    description: 'Whether a cluster watches over this adapter',
    source: WMI_ETHERNET_PORT,
  }),
  text(`${PORT}/Connection/AltPortName`),
  text(`${PORT}/Connection/AltSwitchName`, {
    cmdlet: 'Connect-VMNetworkAdapter -SwitchName',
    description: 'The name of the virtual switch that the adapter is connected to',
    source: REAL_FILES,
  }),
  text(`${PORT}/Connection/AuthorizationScope`),
  int(`${PORT}/Connection/ChimneyOffloadWeight`),
  text(`${PORT}/Connection/Feature_*/DisplayName`),
  int(`${PORT}/Connection/Feature_*/Flags`),
  bytes(`${PORT}/Connection/Feature_*/Setting_*/Data`),
  int(`${PORT}/Connection/Feature_*/Setting_*/Version`),
  text(`${PORT}/Connection/Feature_*/Settings/Id`),
  text(`${PORT}/Connection/Features/Id`, {
    values: {
      '776E0BA7-94A1-41C8-8F28-951F524251B5': 'security of the port, as MAC address spoofing',
      'C885BFD1-ABB7-418F-8163-9F379C9F7166': 'offloads',
    },
    cmdlet: `${SET} -MacAddressSpoofing`,
    nesting: true,
    description:
      'Which settings of its port on the virtual switch the adapter has; whether it may send under other MAC addresses is no setting of its own, but in bytes that cannot be read',
    source: SET_VM_NETWORK_ADAPTER,
  }),
  text(`${PORT}/Connection/HostResources/HostResource`, {
    seenIn: 'xml',
    description: 'The GUID of the virtual switch',
    source: REAL_FILES,
  }),
  text(`${PORT}/Connection/PoolId`, {
    cmdlet: `${SET} -ResourcePoolName`,
    description: 'The resource pool of the adapter',
    source: SET_VM_NETWORK_ADAPTER,
  }),
  bool(`${PORT}/Connection/PreventIPSpoofing`),
  text(`${PORT}/Connection/TestReplicaPoolId`, {
    cmdlet: `${SET} -TestReplicaPoolName`,
    description: 'The resource pool of the adapter in a test of failing over',
    source: SET_VM_NETWORK_ADAPTER,
  }),
  text(`${PORT}/Connection/TestReplicaSwitchName`, {
    cmdlet: `${SET} -TestReplicaSwitchName`,
    description: 'The virtual switch in a test of failing over',
    source: SET_VM_NETWORK_ADAPTER,
  }),
  bool(`${PORT}/DeviceNamingEnabled`, {
    default: 'False',
    seenIn: 'container',
    cmdlet: `${SET} -DeviceNaming`,
    wmi: `${WMI}.DeviceNamingEnabled`,
    description: 'Whether the VM sees what the adapter is called',
    source: SET_VM_NETWORK_ADAPTER,
  }),
  text(`${PORT}/FriendlyName`, {
    cmdlet: 'Rename-VMNetworkAdapter -NewName',
    wmi: `${WMI}.ElementName`,
    description: 'What the adapter is called',
    source: WMI_ETHERNET_PORT,
  }),
  bool(`${PORT}/InterruptModerationDisabled`, {
    seenIn: 'container',
  }),
  bool(`${PORT}/IsConnected`, {
    description: 'Whether the adapter is connected to a virtual switch',
    source: REAL_FILES,
  }),
  text(`${PORT}/MacAddress`, {
    cmdlet: `${SET} -StaticMacAddress`,
    wmi: `${WMI}.Address`,
    description: 'The MAC address of the adapter, as six pairs with hyphens',
    source: WMI_ETHERNET_PORT,
  }),
  bool(`${PORT}/MacAddressIsStatic`, {
    default: 'False',
    cmdlet: `${SET} -DynamicMacAddress`,
    wmi: `${WMI}.StaticMacAddress`,
    description: 'Whether the MAC address was given by somebody, and not made by Hyper-V',
    source: WMI_ETHERNET_PORT,
  }),
  int(`${PORT}/MediaType`, { seenIn: 'container' }),
  bool(`${PORT}/NumaAwarePlacement`, { seenIn: 'container' }),
  text(`${PORT}/PortName`),
  text(`${PORT}/SwitchName`, {
    description: 'The GUID of the virtual switch that the adapter is connected to',
    source: REAL_FILES,
  }),
  text(`${PORT}/VpciInstanceGuid`),
  text(`${LEGACY}/friendly_name`, {
    seenIn: 'xml',
    description: 'What the legacy adapter is called',
    source: REAL_FILES,
  }),
  bool(`${LEGACY}/is_attached`, {
    seenIn: 'xml',
    description: 'Whether the VM has this legacy adapter; the other cards are placeholders',
    source: REAL_FILES,
  }),
  bytes(`${LEGACY}/mac_address`, {
    seenIn: 'xml',
    description: 'The MAC address of the legacy adapter: six bytes',
    source: REAL_FILES,
  }),
  bool(`${LEGACY}/mac_address_is_static`, {
    seenIn: 'xml',
    description: 'Whether the MAC address was given by somebody, and not made by Hyper-V',
    source: REAL_FILES,
  }),
  text(`${LEGACY}/msvm_switchport`, { seenIn: 'xml' }),
  text(`${LEGACY}/virtual_port_name`, { seenIn: 'xml' }),
  text(`${LEGACY}/virtual_switch_name`, { seenIn: 'xml' }),
];
