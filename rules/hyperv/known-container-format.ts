import { defineRule } from '../../src/lint/rule.js';
import { OLDER_HEADER } from './container-examples.js';
import { CONTAINER_FORMAT, REAL_FILES } from './sources.js';

export default defineRule({
  id: 'hyperv/known-container-format',
  languages: ['hyperv'],
  dialects: ['vmcx'],
  summary: 'The container of a VM is of the format that Hyper-V writes today',
  why: 'The header of a `.vmcx` says how the rest of it is laid out. Files of Hyper-V have the format 0x400; earlier ones are laid out otherwise, and none has been seen. vmlint reads no setting of such a file, and so judges none.',
  severity: 'error',
  fixSafety: 'None: only Hyper-V writes another format, when it exports the VM again.',
  sources: [CONTAINER_FORMAT, REAL_FILES],
  presets: ['recommended', 'syntax'],
  messages: {
    unknown: 'Unexpected format {format} of the container, expected 0x400; nothing of it is judged',
  },
  examples: {
    good: [{ title: 'as a listing', text: 'configuration/properties/name = lab\n' }],
    bad: [
      {
        title: 'a header of the format 0x301',
        text: OLDER_HEADER,
        bytes: true,
        findings: [{ line: 1, column: 11, message: 'Unexpected format 0x301' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        if (!('container' in document)) return;
        const { problems, headers } = document.container;
        for (const { code, start, end } of problems) {
          if (code !== 'format-version') continue;
          const header = headers.find((one) => one.start <= start && start < one.end);
          const format = `0x${header?.formatVersion.toString(16).toUpperCase() ?? ''}`;
          report({ message: 'unknown', data: { format }, at: { start, end } });
        }
      },
    };
  },
});
