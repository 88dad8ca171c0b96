import { DEVICES, type DeviceType } from '../../src/languages/hyperv/devices.js';
import { forParts } from '../../src/languages/hyperv/powershell.js';
import { boolOf, settingAt } from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { unsafeFix } from './fixes.js';
import { ENABLE_INTEGRATION_SERVICE, INTEGRATION_SERVICES } from './sources.js';
import { listing, xml, type Settings } from './written.js';

/** Those that each VM has on. That for files from the host (guest services) is off by default. */
const SERVICES: Readonly<Partial<Record<DeviceType, string>>> = {
  heartbeat: 'Heartbeat',
  keyValuePairs: 'Key-Value Pair Exchange',
  shutdown: 'Shutdown',
  timeSynchronization: 'Time Synchronization',
  vss: 'VSS',
};

const file = (guid: string, on: boolean): Settings => ({
  [`_${guid}_/Enabled`]: on,
  'properties/name': 'Lab',
});

export default defineRule({
  id: 'hyperv/integration-services',
  languages: ['hyperv'],
  summary: 'The integration services that VMs have by default are on',
  why: 'Through integration services the host shuts a guest down in order, sees whether it lives, reads its name and addresses, sets its clock, and has it write out its data before a backup. They are on unless somebody switches one off. There are reasons to: a domain controller, say, takes the time from elsewhere; leave the finding out by a comment or in the configuration then.',
  severity: 'info',
  fixSafety: 'Unsafe: somebody may have switched it off for a reason.',
  sources: [INTEGRATION_SERVICES, ENABLE_INTEGRATION_SERVICE],
  presets: ['recommended'],
  settings: ['Enabled'],
  messages: {
    off: 'Unexpected `Enabled` = False of the integration service {service}, expected True',
  },
  examples: {
    good: [
      { dialect: 'vmcx', text: listing(file(DEVICES.shutdown, true)) },
      {
        dialect: 'vmcx',
        text: listing(file(DEVICES.guestInterface, false)),
        title: 'guest services, off by default',
      },
    ],
    bad: [
      {
        dialect: 'vmcx',
        text: listing(file(DEVICES.shutdown, false)),
        nested: 'auto',
        findings: [{ line: 1, column: 64, message: 'service Shutdown' }],
        fixedUnsafe: listing(file(DEVICES.shutdown, true)),
      },
      {
        text: xml(file(DEVICES.timeSynchronization, false)),
        findings: [{ line: 3, column: 26, message: 'service Time Synchronization' }],
        fixedUnsafe: xml(file(DEVICES.timeSynchronization, true)),
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { vm } = document;
        if (vm === undefined) return;
        for (const { type, section } of vm.devices) {
          const service = type && SERVICES[type];
          const enabled = settingAt(section, 'Enabled');
          if (service === undefined || enabled === undefined || boolOf(enabled) !== false) continue;
          report({
            message: 'off',
            data: { service },
            at: enabled.at,
            setting: 'Enabled',
            fix: unsafeFix(
              `switch ${service} on`,
              // Names of services are translated; their ids end in the GUID.
              forParts(
                vm,
                'Get-VMIntegrationService',
                'Enable-VMIntegrationService',
                `Id -Like '*${DEVICES[type!].toUpperCase()}'`,
              ),
              document.change(enabled, true),
            ),
          });
        }
      },
    };
  },
});
