import { DEVICES } from '../../src/languages/hyperv/devices.js';
import { forParts } from '../../src/languages/hyperv/powershell.js';
import { stringOf } from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { quoteForPowerShell } from '../../src/text/powershell.js';
import { shown } from '../../src/text/shown.js';
import { unsafeFix } from './fixes.js';
import { SET_VM_DVD_DRIVE } from './sources.js';
import { listing, xml, type Settings } from './written.js';

const DRIVE = `_${DEVICES.ide}_/controller1/drive0`;

const file = (path: string): Settings => ({
  [`${DRIVE}/pathname`]: path,
  [`${DRIVE}/type`]: 'ISO',
  'properties/name': 'Lab',
});

export default defineRule({
  id: 'hyperv/no-attached-iso',
  languages: ['hyperv'],
  dialects: ['hyperv', 'vmcx', 'packer-box'],
  summary: 'The DVD drives of a VM that is to move are empty',
  why: 'The image of a system, once it is installed, is on the host that it was installed on only. Another host does not find the file, so the VM is not imported until somebody takes it out, or it does not start.',
  severity: 'info',
  fixSafety: 'No edit: the command empties the drive. The VM may start from it.',
  sources: [SET_VM_DVD_DRIVE],
  presets: ['portable'],
  settings: ['pathname'],
  messages: {
    iso: 'Unexpected `pathname` = {path} in a DVD drive, expected an empty drive: other hosts do not have this file',
  },
  examples: {
    good: [{ dialect: 'vmcx', text: listing(file('')) }, { text: xml(file('{{ iso }}')) }],
    bad: [
      {
        dialect: 'vmcx',
        text: listing(file('D:\\ISO\\debian-12.iso')),
        nested: 'auto',
        findings: [{ line: 1, column: 84, message: 'debian-12.iso in a DVD drive' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { vm } = document;
        if (vm === undefined) return;
        for (const { kind, path } of vm.drives) {
          const written = stringOf(path) ?? '';
          if (path === undefined || stringOf(kind) !== 'ISO' || written.trim() === '') continue;
          report({
            message: 'iso',
            data: { path: shown(path.text) },
            at: path.at,
            setting: 'pathname',
            fix: unsafeFix(
              'empty the DVD drive',
              forParts(
                vm,
                'Get-VMDvdDrive',
                'Set-VMDvdDrive -Path $null',
                `Path -EQ ${quoteForPowerShell(written)}`,
              ),
            ),
          });
        }
      },
    };
  },
});
