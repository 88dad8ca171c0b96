import {
  FIRST_TO_BE_RAISED,
  isBefore,
  readableVersions,
  versionFrom,
} from '../../src/languages/hyperv/version.js';
import { defineRule } from '../../src/lint/rule.js';
import { describeHost } from '../../src/stack/stack.js';
import { UPGRADE_VERSION } from './sources.js';

export default defineRule({
  id: 'hyperv/version-of-host',
  languages: ['hyperv'],
  summary: 'The host reads configurations of this version',
  why: 'Each Windows runs VMs of some versions of the configuration only: one that is newer than the host was made on a newer host and cannot be brought back, one that is too old has to be raised first. From Windows 10 2004 and Windows Server 2022 on no configuration before 8.0 is imported, and so none in XML: import it on Windows Server 2016 or 2019, run `Update-VMVersion` there, and export it again. Which Windows it is, `--host hyper-v@2022` says.',
  severity: 'error',
  fixSafety: 'None: no version can be lowered, and only a host that reads it can raise it.',
  sources: [UPGRADE_VERSION],
  presets: ['recommended', 'portable'],
  settings: ['properties/version'],
  messages: {
    tooOld:
      'Unexpected configuration version {version}, expected {from} to {to}, which {host} reads: raise it with Update-VMVersion on a host that reads {version}, such as Windows Server 2019',
    ancient:
      'Unexpected configuration version {version}, expected {range}, which {host} reads: no host that has Update-VMVersion reads {version}, so make a new VM with its disks',
    tooNew:
      'Unexpected configuration version {version}, expected {range}, which {host} reads: a version cannot be lowered, so run the VM on a newer host or make a new one with its disks',
  },
  examples: {
    good: [
      {
        dialect: 'vmcx',
        text: 'configuration/properties/version = 2560\n',
        stack: { host: { product: 'hyper-v', version: '2022' } },
      },
      {
        title: 'a host that may read it',
        text: '<configuration><properties><version type="integer">1280</version></properties></configuration>\n',
        stack: { host: { product: 'hyper-v', version: '10' } },
      },
    ],
    bad: [
      {
        text: '<configuration><properties>\n<version type="integer">1280</version></properties></configuration>\n',
        stack: { host: { product: 'hyper-v', version: '2022' } },
        findings: [{ line: 2, column: 25, message: 'version 5.0, expected 8.0 to 10.0' }],
      },
      {
        title: 'of Windows Server 2008 R2',
        text: '<configuration><properties>\n<version type="integer">512</version></properties></configuration>\n',
        stack: { host: { product: 'hyper-v', version: '2019' } },
        findings: [{ line: 2, column: 25, message: 'so make a new VM with its disks' }],
      },
      {
        dialect: 'vmcx',
        text: 'configuration/properties/version = 2304\n',
        stack: { host: { product: 'hyper-v', version: '2016' } },
        findings: [{ line: 1, column: 36, message: 'version 9.0, expected 5.0 to 8.0' }],
      },
    ],
  },
  check({ document, stack, report }) {
    return {
      document() {
        const { vm } = document;
        const { host } = stack;
        const version = vm?.version;
        const at = vm?.at('properties/version')?.at;
        if (host.product !== 'hyper-v' || host.version === undefined) return;
        const readable = readableVersions(host.version);
        if (version === undefined || at === undefined || readable === undefined) return;
        const { from, to } = readable;
        const found = { at, setting: 'properties/version' };
        const range = from === to ? from : `${from} to ${to}`;
        const data = { version: version.text, from, to, range, host: describeHost(host) };
        if (isBefore(version, from)) {
          const isAncient = isBefore(version, FIRST_TO_BE_RAISED);
          report({ message: isAncient ? 'ancient' : 'tooOld', data, ...found });
        } else if (isBefore(versionFrom(to), version.text)) {
          report({ message: 'tooNew', data, ...found });
        }
      },
    };
  },
});
