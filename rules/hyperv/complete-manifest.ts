import { bareGuid } from '../../src/languages/hyperv/devices.js';
import {
  integerOf,
  settingAt,
  stringOf,
  type Setting,
} from '../../src/languages/hyperv/settings.js';
import type { HypervVm } from '../../src/languages/hyperv/vm.js';
import { defineRule } from '../../src/lint/rule.js';
import { shown } from '../../src/text/shown.js';
import { EXHYPERV, REAL_FILES } from './sources.js';

export default defineRule({
  id: 'hyperv/complete-manifest',
  languages: ['hyperv'],
  summary: 'The manifest lists each device once, and says how many there are',
  why: 'Hyper-V makes the devices of a VM from `manifest`: `size` says how many there are, and `vdev001`, `vdev002` and so on name the type and the id of each. A device behind a hole in the numbering, or beyond `size`, may be missing in the VM.',
  severity: 'warning',
  fixSafety:
    'Unsafe: `size` can be set to the number of entries, but an entry may have been lost instead.',
  sources: [EXHYPERV, REAL_FILES],
  presets: ['recommended'],
  settings: ['manifest/size'],
  messages: {
    size: 'Unexpected `manifest/size` {size}, expected {count}, the number of its `vdev…`',
    noSize: 'Unexpected `manifest` without `size`, expected {count}, the number of its `vdev…`',
    hole: 'Unexpected `{name}`, expected `{expected}`, since entries are numbered without holes',
    incomplete: 'Unexpected `{name}` without `{key}`, expected the type and the id of a device',
    second: 'Unexpected `{name}` for a device that `{first}` lists, expected each once',
  },
  examples: {
    good: [
      {
        dialect: 'vmcx',
        text: 'configuration/manifest/size = 1\nconfiguration/manifest/vdev001/device = 84eaae65-2f2e-45f5-9bb5-0e857dc8eb47\nconfiguration/manifest/vdev001/instance = 84eaae65-2f2e-45f5-9bb5-0e857dc8eb47\nconfiguration/properties/name = lab\n',
      },
      {
        text: '<configuration><manifest><size type="integer">0</size></manifest><properties/></configuration>\n',
      },
    ],
    bad: [
      {
        text: '<configuration><properties/><manifest>\n<size type="integer">3</size>\n<vdev001><device type="string">84eaae65-2f2e-45f5-9bb5-0e857dc8eb47</device><instance type="string">84eaae65-2f2e-45f5-9bb5-0e857dc8eb47</instance></vdev001>\n<vdev003><device type="string">84eaae65-2f2e-45f5-9bb5-0e857dc8eb47</device><instance type="string">84EAAE65-2F2E-45F5-9BB5-0E857DC8EB47</instance></vdev003>\n</manifest></configuration>\n',
        findings: [
          { line: 2, column: 22, message: 'size` 3, expected 2' },
          { line: 4, column: 1, message: '`vdev003`, expected `vdev002`' },
          { line: 4, column: 101, message: '`vdev003` for a device that `vdev001` lists' },
        ],
        fixedUnsafe:
          '<configuration><properties/><manifest>\n<size type="integer">2</size>\n<vdev001><device type="string">84eaae65-2f2e-45f5-9bb5-0e857dc8eb47</device><instance type="string">84eaae65-2f2e-45f5-9bb5-0e857dc8eb47</instance></vdev001>\n<vdev003><device type="string">84eaae65-2f2e-45f5-9bb5-0e857dc8eb47</device><instance type="string">84EAAE65-2F2E-45F5-9BB5-0E857DC8EB47</instance></vdev003>\n</manifest></configuration>\n',
      },
      {
        dialect: 'vmcx',
        text: 'configuration/properties/name = lab\nconfiguration/manifest/vdev001/device = 84eaae65-2f2e-45f5-9bb5-0e857dc8eb47\n',
        findings: [
          { line: 2, column: 1, message: '`manifest` without `size`, expected 1' },
          { line: 2, column: 1, message: '`vdev001` without `instance`' },
        ],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { vm } = document;
        if (vm === undefined || !document.showsAllSettings) return;
        const manifest = vm.at('manifest');
        if (manifest === undefined) return;
        judgeSize(manifest, vm.manifestEntries.length);
        judgeNumbers(vm);
        judgeDevices(vm);
      },
    };

    function judgeSize(manifest: Setting, count: number): void {
      const setting = settingAt(manifest, 'size');
      if (setting === undefined) {
        report({ message: 'noSize', data: { count }, at: manifest.at, setting: 'manifest/size' });
        return;
      }
      const size = integerOf(setting);
      if (size === undefined || size === count) return;
      const change = document.change(setting, BigInt(count));
      const title = `set \`manifest/size\` to ${count}`;
      report({
        message: 'size',
        data: { size, count },
        at: setting.at,
        setting: 'manifest/size',
        fix: change && { title, safety: 'unsafe', ...change },
      });
    }

    /** Tells of the first hole: what follows it has the wrong number, too. */
    function judgeNumbers({ manifestEntries }: HypervVm): void {
      const numbered = manifestEntries
        .map((entry) => ({ entry, number: Number(entry.name.slice('vdev'.length)) }))
        .sort((one, other) => one.number - other.number);
      const numbers = [...new Set(numbered.map(({ number }) => number))];
      const hole = numbers.findIndex((number, index) => number !== index + 1);
      if (hole === -1) return;
      const { entry } = numbered.find(({ number }) => number === numbers[hole])!;
      const expected = `vdev${String(hole + 1).padStart(3, '0')}`;
      report({ message: 'hole', data: { name: shown(entry.name), expected }, at: entry.at });
    }

    function judgeDevices({ manifestEntries }: HypervVm): void {
      const firsts = new Map<string, Setting>();
      for (const entry of manifestEntries) {
        const name = shown(entry.name);
        for (const key of ['device', 'instance']) {
          if (settingAt(entry, key) !== undefined) continue;
          report({ message: 'incomplete', data: { name, key }, at: entry.at });
        }
        const setting = settingAt(entry, 'instance');
        const instance = stringOf(setting);
        if (setting === undefined || instance === undefined || instance === '') continue;
        const first = firsts.get(bareGuid(instance));
        if (first === undefined) firsts.set(bareGuid(instance), entry);
        else {
          report({
            message: 'second',
            data: { name, first: shown(first.name) },
            at: setting.at,
            related: [{ ...first.at, message: 'the first one' }],
          });
        }
      }
    }
  },
});
