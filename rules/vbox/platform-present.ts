import type { XmlElement } from '../../grammars/xml/index.js';
import { tagRange } from '../../src/languages/vbox/ranges.js';
import { attributeOf, firstChild } from '../../src/languages/vbox/reading.js';
import { shown } from '../../src/text/shown.js';
import { defineRule } from '../../src/lint/rule.js';
import { SETTINGS_READER } from './sources.js';

export default defineRule({
  id: 'vbox/platform-present',
  languages: ['vbox'],
  summary: 'From settings version 1.20 on a machine and its snapshots have a `Platform`',
  why: 'Since settings version 1.20 (VirtualBox 7.1) the architecture and the CPU stand in `Platform`. VirtualBox refuses a file of such a version where the machine or one of its snapshots has none, and shows the VM as "inaccessible". This is what remains when somebody raises the version by hand.',
  severity: 'error',
  fixSafety: 'None: VirtualBox moves the settings by itself when it raises the version.',
  sources: [SETTINGS_READER],
  presets: ['recommended'],
  messages: {
    missing:
      'Unexpected `{element}` without `Platform`, expected one in settings of version {version}',
    noX86: 'Unexpected `Platform` without `x86`, expected one, since its architecture is x86',
  },
  examples: {
    good: [
      {
        text: '<VirtualBox version="1.20-linux"><Machine><Platform architecture="x86"><x86/></Platform></Machine></VirtualBox>\n',
      },
      {
        text: '<VirtualBox version="1.21-macosx"><Machine><Platform architecture="ARM"/></Machine></VirtualBox>\n',
      },
      { text: '<VirtualBox version="1.19-linux"><Machine/></VirtualBox>\n' },
    ],
    bad: [
      {
        text: '<VirtualBox version="1.20-linux">\n<Machine>\n<Snapshot>\n<Hardware/></Snapshot>\n<Platform architecture="x86"/></Machine></VirtualBox>\n',
        findings: [
          { line: 3, column: 1, message: '`Snapshot` without `Platform`' },
          { line: 5, column: 1, message: '`Platform` without `x86`' },
        ],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { machine, showsAllSettings } = document;
        if (machine?.hasPlatform !== true || !showsAllSettings) return;
        for (const element of [machine.element, ...document.snapshots()]) judge(element);
      },
    };

    function judge(element: XmlElement): void {
      const platform = firstChild(element, 'Platform');
      if (platform === undefined) {
        report({
          message: 'missing',
          data: { element: element.name, version: shown(document.version!.text) },
          at: tagRange(element),
        });
        return;
      }
      const architecture = attributeOf(platform, 'architecture');
      const isX86 = architecture !== undefined && /^x86$/i.test(document.valueOf(architecture));
      if (isX86 && firstChild(platform, 'x86') === undefined) {
        report({ message: 'noX86', at: tagRange(platform) });
      }
    }
  },
});
