import { DEVICES } from '../../src/languages/hyperv/devices.js';
import { stringOf } from '../../src/languages/hyperv/settings.js';
import { defineRule } from '../../src/lint/rule.js';
import { isAbsolutePath } from '../../src/text/absolute-path.js';
import { IMPORT_VM } from './sources.js';
import { listing, xml, type Settings } from './written.js';

/** Folders that are called after somebody. */
const OF_A_USER =
  /^[A-Za-z]:[\\/](?:Users|Documents and Settings)[\\/](?!(?:Public|Default|All Users)[\\/])[^\\/]+[\\/]/i;

const DRIVE = `_${DEVICES.scsi}_/controller0/drive0`;

const file = (path: string, type = 'VHD'): Settings => ({
  [`${DRIVE}/pathname`]: path,
  [`${DRIVE}/type`]: type,
});

export default defineRule({
  id: 'hyperv/portable-paths',
  languages: ['hyperv'],
  summary: 'Disks are where another host finds them',
  why: 'Hyper-V writes where a disk is from the root of a disk of the host, and another host does not have that folder: `Import-VM` then asks for it, or takes it as `-VhdSourcePath`. A folder below that of a user also tells who this is, and other users of the host cannot read it.',
  severity: 'info',
  fixSafety: 'None: where the disk is on the other host is not known.',
  sources: [IMPORT_VM],
  presets: ['portable'],
  settings: ['pathname'],
  messages: {
    absolute:
      'Unexpected path from the root of a disk in `{setting}`, expected a host that has it: others need Import-VM -VhdSourcePath',
    user: 'Unexpected path below the folder of a user in `{setting}`, expected one that others have, too: elsewhere Import-VM needs -VhdSourcePath',
  },
  examples: {
    good: [
      { dialect: 'vmcx', text: listing(file('')), title: 'no disk' },
      { text: xml(file('{{ disk }}')) },
      { dialect: 'vmcx', text: listing(file('Lab.vhdx')) },
    ],
    bad: [
      {
        dialect: 'vmcx',
        text: listing(file('D:\\VMs\\Lab\\Lab.vhdx')),
        nested: 'auto',
        findings: [{ line: 1, column: 84, message: 'from the root of a disk' }],
      },
      {
        text: xml(file('C:\\Users\\Ada\\VMs\\Lab.vhdx')),
        findings: [{ line: 5, column: 33, message: 'the folder of a user' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        for (const { kind, path } of document.vm?.drives ?? []) {
          const written = stringOf(path);
          // What is in a DVD drive has a rule of its own.
          if (path === undefined || written === undefined || stringOf(kind) === 'ISO') continue;
          if (!isAbsolutePath(written)) continue;
          report({
            message: OF_A_USER.test(written) ? 'user' : 'absolute',
            data: { setting: 'pathname' },
            at: path.at,
            setting: 'pathname',
          });
        }
      },
    };
  },
});
