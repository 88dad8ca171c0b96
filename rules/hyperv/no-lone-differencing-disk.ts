import { DEVICES } from '../../src/languages/hyperv/devices.js';
import { boolOf, integerOf, stringOf } from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { shown } from '../../src/text/shown.js';
import { CHECKPOINTS_IN_PRODUCTION, REAL_FILES } from './sources.js';
import { listing, xml, type Settings } from './written.js';

const DISK_OF_CHECKPOINT = /\.avhdx?$/i;
const DRIVE = `_${DEVICES.scsi}_/controller0/drive0`;

const file = (path: string, checkpoints: number, merging = false): Settings => ({
  [`${DRIVE}/pathname`]: path,
  [`${DRIVE}/type`]: 'VHD',
  'global_settings/disk_merge_pending': merging,
  'global_settings/snapshots/list/size': checkpoints,
  'properties/type_id': 'Virtual Machines',
});

export default defineRule({
  id: 'hyperv/no-lone-differencing-disk',
  languages: ['hyperv'],
  summary: 'A VM without checkpoints has no disk of a checkpoint',
  why: 'A .avhdx holds what changed since a checkpoint, and needs the disk that it is based on. Where the VM has no checkpoints any more, Hyper-V did not get to merge it: the host crashed, a backup has not cleaned up, or somebody removed files. Whoever copies the .avhdx alone copies no disk, and one whose parent has changed since is lost.',
  severity: 'warning',
  fixSafety:
    'None: the disk has to be merged first, in Hyper-V Manager (Edit Disk) or with `Merge-VHD`, on a copy.',
  sources: [CHECKPOINTS_IN_PRODUCTION, REAL_FILES],
  presets: ['recommended'],
  settings: ['pathname', 'snapshots/list/size'],
  messages: {
    lone: 'Unexpected disk of a checkpoint (`pathname` = {path}) of a VM without checkpoints, expected the disk that it is based on',
  },
  examples: {
    good: [
      { dialect: 'vmcx', text: listing(file('D:\\Lab.avhdx', 1)) },
      { dialect: 'vmcx', text: listing(file('D:\\Lab.vhdx', 0)) },
      { dialect: 'vmcx', text: listing(file('D:\\Lab.avhdx', 0, true)), title: 'to be merged' },
    ],
    bad: [
      {
        dialect: 'vmcx',
        text: listing(file('D:\\Lab_8C1F.avhdx', 0)),
        nested: 'auto',
        findings: [{ line: 1, column: 84, message: 'Lab_8C1F.avhdx' }],
      },
      {
        text: xml(file('D:\\Lab_8C1F.AVHD', 0)),
        findings: [{ line: 5, column: 33, message: 'a VM without checkpoints' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { vm } = document;
        if (vm === undefined || integerOf(vm.checkpoints) !== 0) return;
        // What describes a checkpoint has its disks, too.
        if (stringOf(vm.at('properties/type_id')) !== 'Virtual Machines') return;
        if (boolOf(vm.at('global_settings/disk_merge_pending')) === true) return;
        for (const { path } of vm.drives) {
          if (path === undefined || !DISK_OF_CHECKPOINT.test(stringOf(path) ?? '')) continue;
          report({
            message: 'lone',
            data: { path: shown(path.text) },
            at: path.at,
            setting: 'pathname',
          });
        }
      },
    };
  },
});
