import type { VmcxKey } from '../../grammars/vmcx/index.js';
import type { Span } from '../../src/languages/document.js';
import type { Documents } from '../../src/languages/index.js';
import { shownPath, settingsBelow, type Setting } from '../../src/languages/hyperv/settings.js';
import type { ContainerSetting } from '../../src/languages/hyperv/container-tree.js';
import { defineRule } from '../../src/lint/rule.js';
import { CONTAINER_FORMAT, REAL_FILES } from './sources.js';

/** Names that repeat below a name, and so are arrays. */
const ARRAYS: ReadonlySet<string> = new Set([
  'metrics/devicetype',
  'devicetype/deviceinstance',
  'deviceinstance/metric',
  'Features/Id',
  'Settings/Id',
  'HostResources/HostResource',
  'vm-controllers/scsi',
]);

/** Of a key of a container: it is one of an array. */
const ELEMENT = 2;

export default defineRule({
  id: 'hyperv/no-duplicate-key',
  languages: ['hyperv'],
  dialects: ['hyperv', 'vmcx', 'packer-box'],
  summary: 'A setting stands in the file once',
  why: 'Few keys of Hyper-V repeat below another one, those of metrics and of features of a network adapter. Of any other key that stands there twice a reader takes one and loses the other, and whoever changes a setting by hand may change the wrong one.',
  severity: 'warning',
  fixSafety: 'None: which of them was meant, the file does not tell.',
  sources: [REAL_FILES, CONTAINER_FORMAT],
  presets: ['recommended'],
  messages: {
    second: 'Unexpected second `{path}`, expected one',
  },
  examples: {
    good: [
      {
        text: '<configuration><global_settings><metrics><devicetype/><devicetype/></metrics></global_settings></configuration>\n',
      },
      {
        dialect: 'vmcx',
        text: 'configuration/settings/processors/limit = 100000\nconfiguration/settings/memory/bank/limit = 4096\n',
      },
      {
        dialect: 'packer-box',
        text: '<configuration><vm-controllers><scsi ChannelInstanceGuid="x"/><scsi ChannelInstanceGuid="y"/></vm-controllers></configuration>\n',
      },
    ],
    bad: [
      {
        text: '<configuration><settings><processors>\n<count type="integer">2</count>\n<count type="integer">4</count>\n</processors></settings></configuration>\n',
        findings: [
          { line: 3, column: 23, message: 'Unexpected second `settings/processors/count`' },
        ],
      },
      {
        dialect: 'vmcx',
        text: 'configuration/settings/processors/count = 2\nconfiguration/settings/processors/count = 4\n',
        findings: [
          { line: 2, column: 43, message: 'Unexpected second `settings/processors/count`' },
        ],
      },
      {
        dialect: 'packer-box',
        text: '<configuration>\n<notes type="string">a</notes>\n<notes type="string">b</notes>\n</configuration>\n',
        findings: [{ line: 3, column: 22, message: 'Unexpected second `notes`' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { tree } = document;
        // Of what is broken or to be filled in, nobody knows what stands where.
        if (tree === undefined || isUnclear(document)) return;
        if ('container' in document) tellRoots(document.container.root.children, tree.name);
        for (const parent of [tree, ...settingsBelow(tree)]) {
          const firsts = new Map<string, Setting>();
          for (const setting of parent.children) {
            const { name } = setting;
            const first = firsts.get(name);
            if (first === undefined) firsts.set(name, setting);
            else if (!isElement(setting)) tell(setting, first);
          }
        }
      },
    };

    function tellRoots(roots: readonly VmcxKey[], path: string): void {
      const [first, ...others] = roots.filter(({ name }) => name === path).map(placeOf);
      for (const at of others) {
        const related = [{ ...first!, message: 'the first one' }];
        report({ message: 'second', data: { path }, at, related, setting: path });
      }
    }

    function tell(setting: Setting, first: Setting): void {
      const path = shownPath(setting);
      report({
        message: 'second',
        data: { path },
        at: setting.at,
        related: [{ ...first.at, message: 'the first one' }],
        setting: path,
      });
    }
  },
});

function placeOf({ nameStart, nameEnd }: VmcxKey): Span {
  return { start: nameStart, end: nameEnd };
}

function isUnclear(document: Documents['hyperv']): boolean {
  return (
    document.placeholders?.block === true || (document.dialect !== 'vmcx' && !document.isWellFormed)
  );
}

function isElement(setting: Setting): boolean {
  const { name, parent } = setting;
  if (ARRAYS.has(`${parent?.name ?? ''}/${name}`)) return true;
  const key = (setting as Partial<ContainerSetting>).key;
  return key !== undefined && (key.flags & ELEMENT) !== 0;
}
