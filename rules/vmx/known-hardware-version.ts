import { valueRange } from '../../src/languages/vmx/ranges.js';
import { stated } from '../../src/languages/vmx/stated.js';
import { defineRule } from '../../src/lint/rule.js';
import {
  HARDWARE_VERSIONS,
  hardwareVersionsOf,
  knowsHardwareVersion,
} from '../../src/stack/hardware-versions.js';
import { HARDWARE_VERSIONS_BROADCOM, HARDWARE_VERSIONS_ESXI } from '../../src/stack/sources.js';
import { describeHost } from '../../src/stack/stack.js';

const KEY = 'virtualHW.version';

export default defineRule({
  id: 'vmx/known-hardware-version',
  languages: ['vmx'],
  summary: 'The hardware version exists, and the host knows it',
  why: 'A product powers on VMs of the hardware versions that it knows, which are those up to its own; 12 and 16 are on no ESXi. A number that no product has (5 was left out) is mostly a slip.',
  severity: 'warning',
  fixSafety: 'None: a hardware version is changed in the product, which adapts the devices too.',
  sources: [HARDWARE_VERSIONS_ESXI, HARDWARE_VERSIONS_BROADCOM],
  presets: ['recommended'],
  settings: [KEY],
  messages: {
    unknown: 'Unexpected `virtualHW.version` = "{value}", expected one that is known: {known}',
    'too-new': 'Unexpected `virtualHW.version` = "{value}" for {host}, expected {highest} or lower',
    'not-there':
      'Unexpected `virtualHW.version` = "{value}" for {host}, where it does not exist, expected another',
  },
  examples: {
    good: [
      { text: 'virtualHW.version = "22"\n' },
      { text: 'virtualHW.version = "{{ version }}"\n' },
      {
        text: 'virtualHW.version = "20"\n',
        stack: { host: { product: 'esxi', version: '8.0' } },
      },
    ],
    bad: [
      {
        text: 'virtualHW.version = "5"\n',
        findings: [{ line: 1, column: 21, message: 'known: 3, 4, 6 to 22' }],
      },
      {
        text: 'virtualHW.version = "21"\n',
        stack: { host: { product: 'esxi', version: '7.0' } },
        findings: [{ line: 1, column: 21, message: 'for VMware ESXi 7.0, expected 19 or lower' }],
      },
      {
        text: 'virtualHW.productCompatibility = "esx"\nvirtualHW.version = "16"\n',
        nested: 'auto',
        findings: [{ line: 2, column: 21, message: 'for VMware ESXi, where it does not exist' }],
      },
      {
        text: 'virtualHW.version = "21"\n',
        title: 'what is only inferred',
        stack: { host: { product: 'fusion', version: '11' } },
        findings: [{ line: 1, column: 21, message: 'for VMware Fusion 11', severity: 'info' }],
      },
    ],
  },
  check({ document, stack, report }) {
    return {
      document() {
        const found = stated(document, KEY);
        if (found === undefined) return;
        const hardware = /^\s*[0-9]{1,9}\s*$/.test(found.value) ? Number(found.value) : NaN;
        const at = valueRange(found.entry);
        if (!EXISTING.has(hardware)) {
          const data = { value: document.shownValue(found.entry), known: KNOWN };
          report({ message: 'unknown', data, at, setting: KEY });
          return;
        }
        const answer = knowsHardwareVersion(stack.host, hardware);
        if (answer === undefined || answer.knows) return;
        const value = document.shownValue(found.entry);
        const highest = hardwareVersionsOf(stack.host)?.highest ?? Infinity;
        report({
          message: hardware > highest && highest !== Infinity ? 'too-new' : 'not-there',
          data: { value, host: describeHost(stack.host), highest },
          at,
          setting: KEY,
          ...(answer.confidence === 'inferred' && { severity: 'info' }),
        });
      },
    };
  },
});

const EXISTING = new Set(HARDWARE_VERSIONS.map(([version]) => version));

const KNOWN = '3, 4, 6 to 22';
