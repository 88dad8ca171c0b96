import type { VmcxProblem, VmcxProblemCode } from '../../grammars/vmcx/index.js';
import type { Severity } from '../../src/lint/finding.js';
import { defineRule } from '../../src/lint/rule.js';
import { HEADER } from './container-examples.js';
import { CONTAINER_FORMAT, REAL_FILES } from './sources.js';

const MESSAGES = {
  empty: 'Unexpected empty file, expected a container of Hyper-V',
  signature: 'Unexpected start of the file, expected the header of a container of Hyper-V',
  truncated: 'Unexpected end: {problem}, expected all of the file that Hyper-V wrote',
  header:
    'Unexpected damage of one of the two headers: {problem}, expected both to be whole; by the other one the file may be older than it was',
  checksum: 'Unexpected bytes: {problem}, expected what Hyper-V wrote there',
  structure: 'Unexpected structure: {problem}, expected what Hyper-V writes',
  more: 'Unexpected {count} more places that are damaged, expected none',
} as const;
type MessageId = keyof typeof MESSAGES;

/** What has a rule of its own. */
const ELSEWHERE: ReadonlySet<VmcxProblemCode> = new Set(['dirty', 'format-version']);

const ONE_OF_TWO: ReadonlySet<VmcxProblemCode> = new Set(['header-signature', 'header-checksum']);

export default defineRule({
  id: 'hyperv/sound-container',
  languages: ['hyperv'],
  dialects: ['vmcx'],
  summary: 'The container of a VM is whole, and its checksums fit',
  why: 'A `.vmcx` is a small database: headers, tables of objects and of keys, and a checksum for each. Where one does not fit, bytes have changed since Hyper-V wrote them: the file was cut off while it was copied, taken for text (Git without `*.vmcx binary` in `.gitattributes`), or its disk fails. What is read of such a file may lack settings, or be others than it had.',
  severity: 'error',
  fixSafety:
    'None: what the bytes were, the file does not tell, and a checksum made to fit would hide it. Export the VM again, or restore the file from a backup.',
  sources: [CONTAINER_FORMAT, REAL_FILES],
  presets: ['recommended', 'syntax'],
  messages: MESSAGES,
  examples: {
    good: [
      {
        title: 'a sound one, as a listing',
        text: 'configuration/properties/name = lab\nconfiguration/properties/version = 2304\n',
      },
    ],
    bad: [
      { text: '', findings: [{ line: 1, column: 1, message: 'Unexpected empty file' }] },
      {
        text: 'PK\x03\x04\n',
        findings: [{ line: 1, column: 1, message: 'expected the header of a container' }],
      },
      {
        title: 'only the first header is left of it',
        text: HEADER,
        bytes: true,
        findings: [{ line: 1, column: 47, message: 'Unexpected end: the file ends at 0x2E' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        if (!('container' in document)) return;
        const { container, source } = document;
        if (source.view === '') {
          report({ message: 'empty', at: { start: 0, end: 0 } });
          return;
        }
        let isCut = false;
        for (const problem of container.problems) {
          const { code, start, end, message } = problem;
          if (ELSEWHERE.has(code)) continue;
          // All that is missing is missing at the one end.
          if (code === 'truncated' && isCut) continue;
          isCut ||= code === 'truncated';
          report({ ...judge(problem), data: { problem: message }, at: { start, end } });
        }
        const { moreProblems: count } = container;
        if (count > 0) report({ message: 'more', data: { count }, at: { start: 0, end: 0 } });
      },
    };

    function judge({ code }: VmcxProblem): { message: MessageId; severity: Severity } {
      if (ONE_OF_TWO.has(code) && hasActiveHeader()) {
        return { message: 'header', severity: 'warning' };
      }
      if (code === 'signature' || code === 'truncated') return { message: code, severity: 'error' };
      return { message: code.endsWith('-checksum') ? 'checksum' : 'structure', severity: 'error' };
    }

    function hasActiveHeader(): boolean {
      return 'container' in document && document.container.active !== undefined;
    }
  },
});
