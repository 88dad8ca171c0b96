import { isPrerelease, KNOWN_VERSIONS } from '../../src/languages/hyperv/version.js';
import { defineRule } from '../../src/lint/rule.js';
import { shown } from '../../src/text/shown.js';
import { CONTAINER_FORMAT, REAL_FILES, UPGRADE_VERSION } from './sources.js';

export default defineRule({
  id: 'hyperv/known-configuration-version',
  languages: ['hyperv'],
  summary: 'The version of the configuration is one that a release of Windows has',
  why: 'The version says which Hyper-V made the configuration, and so which settings are in it and which hosts can run the VM. `properties/version` holds it as one number: 256 times what stands before the point, plus what stands behind it, so that 2304 is 9.0. A version that no release of Windows lists is one of a preview, or a mistake.',
  severity: 'warning',
  fixSafety:
    'None: only Hyper-V gives a configuration its version, and `Update-VMVersion` a newer one.',
  sources: [UPGRADE_VERSION, CONTAINER_FORMAT, REAL_FILES],
  presets: ['recommended'],
  settings: ['properties/version'],
  messages: {
    unknown:
      'Unexpected configuration version {version}, expected one of a release of Windows, such as 5.0, 8.0, 9.0 or 12.0',
    plain:
      'Unexpected `properties/version` {value}, which says version {version}, expected 256 times the part before the point plus the part behind it, such as 2304 for 9.0',
    prerelease:
      'Unexpected configuration version {version}, which previews of Hyper-V seem to have, expected one of a release of Windows',
  },
  examples: {
    good: [
      { dialect: 'vmcx', text: 'configuration/properties/version = 2304\n' },
      {
        text: '<configuration><properties><version type="integer">{{ version }}</version></properties></configuration>\n',
      },
    ],
    bad: [
      {
        dialect: 'vmcx',
        text: 'configuration/properties/version = 3333\n',
        findings: [{ line: 1, column: 36, message: 'configuration version 13.5' }],
      },
      {
        text: '<configuration><properties>\n<version type="integer">9</version></properties></configuration>\n',
        findings: [
          { line: 2, column: 25, message: '`properties/version` 9, which says version 0.9' },
        ],
      },
      {
        dialect: 'vmcx',
        text: 'configuration/properties/version = 65024\n',
        findings: [{ line: 1, column: 36, message: 'version 254.0', severity: 'info' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { vm } = document;
        const setting = vm?.at('properties/version');
        if (vm === undefined || typeof setting?.value !== 'bigint') return;
        const { version } = vm;
        const found = { at: setting.at, setting: 'properties/version' };
        if (version === undefined) {
          const data = { version: shown(setting.text) };
          report({ message: 'unknown', data, ...found });
          return;
        }
        const data = { version: version.text, value: shown(setting.text) };
        if (KNOWN_VERSIONS.includes(version.text)) return;
        if (isPrerelease(version)) {
          report({ message: 'prerelease', data, ...found, severity: 'info' });
        } else {
          report({ message: version.major === 0 ? 'plain' : 'unknown', data, ...found });
        }
      },
    };
  },
});
