import { isBetween, placedElements, type Placed } from '../../src/languages/vbox/placed.js';
import { attributeRange, tagRange } from '../../src/languages/vbox/ranges.js';
import { attributeOf } from '../../src/languages/vbox/reading.js';
import { shown } from '../../src/text/shown.js';
import { defineRule } from '../../src/lint/rule.js';
import { SETTINGS_READER } from './sources.js';

export default defineRule({
  id: 'vbox/setting-of-version',
  languages: ['vbox'],
  summary: 'The settings version is that of the settings',
  why: 'The settings version says which VirtualBox can read all of a file. A later VirtualBox reads a newer setting in an older file all the same, and raises the version when it saves; one that is as old as the version says does not know the setting, and drops it.',
  severity: 'info',
  fixSafety:
    'None: VirtualBox raises the version by itself, and keeps a copy of the older file then.',
  sources: [SETTINGS_READER],
  presets: ['portable'],
  messages: {
    newer:
      'Unexpected {what} in settings of version {version}, expected {since} or later, since a VirtualBox of that version drops it',
  },
  examples: {
    good: [
      {
        text: '<VirtualBox version="1.17-linux"><Machine><Hardware><CPU><NestedHWVirt enabled="true"/></CPU></Hardware></Machine></VirtualBox>\n',
      },
    ],
    bad: [
      {
        text: '<VirtualBox version="1.16-linux"><Machine executionEngine="HwVirt"><Hardware><CPU>\n<NestedHWVirt enabled="true"/></CPU></Hardware></Machine></VirtualBox>\n',
        findings: [
          { line: 1, column: 43, message: '`executionEngine` of `Machine`' },
          {
            line: 2,
            column: 1,
            message: '`NestedHWVirt` in settings of version 1.16-linux, expected 1.17',
          },
        ],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { version } = document;
        if (version === undefined) return;
        for (const placed of placedElements(document)) {
          if (placed.known !== undefined && placed.isRead && !placed.inSnapshot) judge(placed);
        }
      },
    };

    function judge({ known, element, name }: Placed): void {
      const { since, attributes } = known!.description;
      if (tell(`\`${name}\``, since, tagRange(element), name)) return;
      for (const attribute of attributes) {
        const found = attribute.since && attributeOf(element, attribute.name);
        if (!found) continue;
        tell(`\`${attribute.name}\` of \`${name}\``, attribute.since, attributeRange(found), name);
      }
    }

    function tell(
      what: string,
      since: string | undefined,
      at: { start: number; end: number },
      setting: string,
    ): boolean {
      if (since === undefined || isBetween(document.version, since, undefined)) return false;
      const version = shown(document.version!.text);
      report({ message: 'newer', data: { what, version, since }, at, setting });
      return true;
    }
  },
});
