import { attributeValueRange, tagRange } from '../../src/languages/vbox/ranges.js';
import { isBetween } from '../../src/languages/vbox/placed.js';
import { attributeOf, childElements, localName } from '../../src/languages/vbox/reading.js';
import {
  compareSettings,
  NEWEST,
  OLDEST,
  parseSettingsVersion,
} from '../../src/languages/vbox/version.js';
import { shown } from '../../src/text/shown.js';
import { defineRule } from '../../src/lint/rule.js';
import { SETTINGS_READER } from './sources.js';

export default defineRule({
  id: 'vbox/settings-document',
  languages: ['vbox'],
  dialects: ['vbox', 'virtualbox-global'],
  summary: 'The file is one of settings of VirtualBox, in a version that VirtualBox reads',
  why: 'VirtualBox refuses a file whose root element is not `VirtualBox`, that has no settings version, or one before 1.3, and shows the VM as "inaccessible". A version that is newer than VirtualBox itself is read, but what it does not know is lost when the file is next saved.',
  severity: 'error',
  fixSafety:
    'None: VirtualBox sets the version by itself, and a backup of the file can be restored.',
  sources: [SETTINGS_READER],
  presets: ['recommended'],
  messages: {
    root: 'Unexpected root element `{name}`, expected `VirtualBox`',
    noVersion:
      'Unexpected `VirtualBox` without `version`, expected one such as version="1.19-linux"',
    unreadable:
      'Unexpected version="{value}", expected two numbers and a platform, such as "1.19-linux"',
    tooOld:
      'Unexpected version="{value}", expected "1.3" or later, since VirtualBox reads no older one',
    newer:
      'Unexpected version="{value}", which is newer than any that vmlint knows, expected at most "{newest}"',
    noMachine: 'Unexpected `VirtualBox` without `Machine`, expected a machine in it',
  },
  examples: {
    good: [
      { text: '<VirtualBox version="1.12-macosx"><Machine/></VirtualBox>\n' },
      { text: '<VirtualBox version="1.18-genode"><MachineEncrypted/></VirtualBox>\n' },
      {
        dialect: 'virtualbox-global',
        text: '<VirtualBox version="1.12-windows"><Global/></VirtualBox>\n',
      },
    ],
    bad: [
      {
        text: '<Virtualbox version="1.19-linux"/>\n',
        findings: [{ line: 1, column: 1, message: 'root element `Virtualbox`' }],
      },
      {
        text: '<VirtualBox>\n<Machine/></VirtualBox>\n',
        findings: [{ line: 1, column: 1, message: 'without `version`' }],
      },
      {
        text: '<VirtualBox version="v2"><Machine/></VirtualBox>\n',
        findings: [{ line: 1, column: 21, message: 'expected two numbers' }],
      },
      {
        text: '<VirtualBox version="1.2-windows"><Machine/></VirtualBox>\n',
        findings: [{ line: 1, column: 21, message: 'no older one' }],
      },
      {
        text: '<VirtualBox version="1.40-linux"></VirtualBox>\n',
        findings: [
          { line: 1, column: 1, message: 'without `Machine`' },
          { line: 1, column: 21, message: 'newer than any', severity: 'info' },
        ],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { settings, root, placeholders } = document;
        if (settings === undefined) {
          const { element } = root;
          if (element === undefined || placeholders?.block === true) return;
          const name = shown(document.source.encoding.decode(element.name));
          report({ message: 'root', data: { name }, at: tagRange(element) });
          return;
        }
        const hasMachine = childElements(settings).some((child) =>
          /^(?:Machine|MachineEncrypted|Global)$/.test(localName(child)),
        );
        if (!hasMachine && placeholders?.block !== true && document.isWellFormed) {
          report({ message: 'noMachine', at: tagRange(settings) });
        }
        judgeVersion();
      },
    };

    function judgeVersion(): void {
      const settings = document.settings!;
      const attribute = attributeOf(settings, 'version');
      if (attribute === undefined) {
        report({ message: 'noVersion', at: tagRange(settings) });
        return;
      }
      if (document.isPlaceholder(attribute)) return;
      const value = document.valueOf(attribute);
      const version = parseSettingsVersion(value);
      const at = attributeValueRange(attribute);
      if (version === undefined) {
        report({ message: 'unreadable', data: { value: shown(value) }, at });
      } else if (compareSettings(version, OLDEST) < 0) {
        report({ message: 'tooOld', data: { value: shown(value) }, at });
      } else if (!isBetween(version, undefined, newest)) {
        report({ message: 'newer', data: { value: shown(value), newest }, at, severity: 'info' });
      }
    }
  },
});

const newest = `${NEWEST.major}.${NEWEST.minor}`;
