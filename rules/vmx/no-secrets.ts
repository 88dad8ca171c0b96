import { keyRange } from '../../src/languages/vmx/ranges.js';
import { foreignQuoted } from '../../src/languages/vmx/foreign-quotes.js';
import type { VmxEntry } from '../../grammars/vmx/index.js';
import { FIELD_REPORTS } from '../../src/languages/vmx/catalogue/sources.js';
import { defineRule } from '../../src/lint/rule.js';

/** What people put there; VMware's own secrets (`encryption.*`, `vtpm.*`) belong into the file. */
const SECRET =
  /^(?:remotedisplay\.vnc\.(?:key|password)|guestinfo\.(?:userdata|vendordata|.*(?:password|token|secret).*))$/;

/** Says how the value beside it is encoded. */
const ENCODING = /\.encoding$/;

export default defineRule({
  id: 'vmx/no-secrets',
  languages: ['vmx'],
  summary: 'Passwords and tokens are not in the file',
  why: 'Whoever may read the file reads what is in it, also in a repository and in a bug report: the password of VNC (`RemoteDisplay.vnc.key`), and what `guestinfo.userdata` tells the guest, which often has passwords and keys. vmlint never shows such values.',
  severity: 'warning',
  fixSafety: 'None: where the secret should be instead is not known.',
  sources: [FIELD_REPORTS],
  presets: ['recommended', 'security'],
  settings: ['RemoteDisplay.vnc.key', 'RemoteDisplay.vnc.password', 'guestinfo.userdata'],
  messages: {
    secret: 'Unexpected secret in `{key}`, expected it outside of the file',
  },
  examples: {
    good: [
      { text: 'RemoteDisplay.vnc.key = ""\nguestinfo.userdata.encoding = "base64"\n' },
      { text: 'guestinfo.userdata = "{{ userdata }}"\n' },
      { text: 'encryption.keySafe = "vmware:key/list/(x)"\nvmx.encryptionType = "partial"\n' },
    ],
    bad: [
      {
        text: 'RemoteDisplay.vnc.key = "aGlkZGVu"\nguestinfo.db.password = "hunter2"\n',
        nested: 'auto',
        findings: [
          { line: 1, column: 1, message: 'Unexpected secret in `RemoteDisplay.vnc.key`' },
          { line: 2, column: 1, message: 'Unexpected secret in `guestinfo.db.password`' },
        ],
      },
    ],
  },
  concerns: (key) => SECRET.test(key) && !ENCODING.test(key),
  check({ document, report }) {
    return {
      entry(entry: VmxEntry) {
        if (document.entry(entry.key) !== entry || !isFilledIn(entry)) return;
        const key = document.keyOf(entry);
        report({ message: 'secret', data: { key }, at: keyRange(entry), setting: key });
      },
    };

    function isFilledIn(entry: VmxEntry): boolean {
      const inner = foreignQuoted(document, entry)?.inner ?? entry.value;
      return inner.trim() !== '' && !document.isPlaceholder(entry);
    }
  },
});
