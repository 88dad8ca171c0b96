import { setEnabled } from '../../src/languages/vbox/changes.js';
import { modifyVm } from '../../src/languages/vbox/commands.js';
import type { Machine } from '../../src/languages/vbox/machine.js';
import { flagRange } from '../../src/languages/vbox/ranges.js';
import {
  attributeOf,
  childrenNamed,
  firstChild,
  lastChild,
} from '../../src/languages/vbox/reading.js';
import { defineRule } from '../../src/lint/rule.js';
import { vbox } from './examples.js';
import { MANUAL_REMOTE_DISPLAY } from './sources.js';

const properties = (...items: string[]): string[] => [
  '  <VRDEProperties>',
  ...items.map((item) => `    ${item}`),
  '  </VRDEProperties>',
  '</RemoteDisplay>',
];
/** Addresses that are every address of the host. */
const EVERYWHERE: readonly (string | undefined)[] = ['', '0.0.0.0', '::'];

const PORTS = '<Property name="TCP/Ports" value="3389"/>';
const file = (enabled: string, authType: string, ...items: string[]): string =>
  vbox({
    hardware: [`<RemoteDisplay enabled="${enabled}"${authType}>`, ...properties(PORTS, ...items)],
  });

export default defineRule({
  id: 'vbox/closed-remote-display',
  languages: ['vbox'],
  summary: 'The remote display of a machine asks who is there, or listens on one address only',
  why: 'The remote display shows the screen of a machine to whoever connects, and takes their keystrokes. Without an authentication (`authType`, "Null" unless the file says otherwise) and without an address (`TCP/Address`) everybody who reaches the host can use the machine. It needs the extension pack, or a VNC module.',
  severity: 'warning',
  fixSafety: 'Unsafe: somebody may use it.',
  sources: [MANUAL_REMOTE_DISPLAY],
  presets: ['portable', 'security'],
  settings: ['RemoteDisplay'],
  messages: {
    open: 'Unexpected `RemoteDisplay` that is on without authentication and on every address, expected `authType`="External" or "Guest", a `TCP/Address`, or enabled="false"',
  },
  examples: {
    good: [
      { text: file('true', ' authType="External"') },
      {
        text: file('true', ' authType="Null"', '<Property name="TCP/Address" value="127.0.0.1"/>'),
      },
      { text: file('false', ' authType="Null"') },
    ],
    bad: [
      {
        text: file('true', ' authType="null"'),
        nested: 'auto',
        findings: [{ line: 5, column: 30, message: 'on every address' }],
        fixedUnsafe: file('false', ' authType="null"'),
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { machine } = document;
        const display = lastChild(machine?.hardware, 'RemoteDisplay');
        if (machine === undefined || display === undefined) return;
        const flag = machine.flag(display);
        const authType = attributeOf(display, 'authType');
        const kind = authType === undefined ? 'Null' : document.valueOf(authType);
        if (flag.state !== 'on' || kind.toUpperCase() !== 'NULL') return;
        const address = addressOf(machine, display);
        if (address === undefined ? !document.showsAllSettings : !EVERYWHERE.includes(address))
          return;
        report({
          message: 'open',
          at: flagRange(flag),
          setting: 'RemoteDisplay',
          fix: {
            title: 'set `RemoteDisplay` to enabled="false"',
            safety: 'unsafe',
            ...setEnabled(document, display, false),
            commands: modifyVm(machine, '--vrde', 'off'),
          },
        });
      },
    };
  },
});

/** Until settings 1.9 it is an attribute. */
function addressOf(
  machine: Machine,
  display: Parameters<typeof childrenNamed>[0],
): string | undefined {
  const property = childrenNamed(firstChild(display, 'VRDEProperties'), 'Property').find(
    (element) => machine.text(element, 'name') === 'TCP/Address',
  );
  return machine.text(property, 'value') ?? machine.text(display, 'netAddress');
}
