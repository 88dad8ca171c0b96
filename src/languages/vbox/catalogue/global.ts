import type { ElementDescription } from './model.js';
import { observed, texts } from './parts.js';

const SERVERS = 'Global/NetserviceRegistry/DHCPServers';

/** What stands in the VirtualBox.xml of users. */
export function globalElements(): ElementDescription[] {
  return [
    observed('Global', ''),
    observed('ExtraData', 'Global'),
    observed('ExtraDataItem', 'Global/ExtraData', texts('name value')),
    observed('MachineRegistry', 'Global'),
    observed('MachineEntry', 'Global/MachineRegistry', texts('uuid src')),
    observed('NetserviceRegistry', 'Global'),
    observed('DHCPServers', 'Global/NetserviceRegistry'),
    observed('DHCPServer', SERVERS, [
      ...texts('networkName enabled IPAddress networkMask lowerIP upperIP'),
    ]),
    observed('SystemProperties', 'Global', [
      ...texts('LogHistoryCount VRDEAuthLibrary defaultHardDiskFormat defaultMachineFolder'),
      ...texts('exclusiveHwVirt proxyMode webServiceAuthLibrary'),
    ]),
    observed('USBDeviceFilters', 'Global'),
    observed('Updates', 'Global', texts('enabled')),
    observed('Host', 'Global/Updates', texts('channel checkCount checkFreqSec enabled repoUrl')),
  ];
}
