import { defineRule } from '../../src/lint/rule.js';
import { WITH_PENDING_LOG } from './container-examples.js';
import { CONTAINER_FORMAT, REAL_FILES } from './sources.js';

export default defineRule({
  id: 'hyperv/clean-replay-log',
  languages: ['hyperv'],
  dialects: ['vmcx'],
  summary: 'No change waits in the replay log of the container',
  why: 'Hyper-V writes a change into the replay log of a `.vmcx` first, and then to its place. Where changes still wait there, the file was copied while Hyper-V had it open, or the host crashed: what vmlint reads is what the VM was before, or half of each.',
  severity: 'warning',
  fixSafety:
    'None: Hyper-V applies the log when it next opens the file. Shut the VM down, or export it, and lint what comes of that.',
  sources: [CONTAINER_FORMAT, REAL_FILES],
  presets: ['recommended'],
  messages: {
    pending:
      'Unexpected replay log with {changes} that are not in the file yet, expected none: the VM runs, or its host crashed',
    pendingOne:
      'Unexpected replay log with a change that is not in the file yet, expected none: the VM runs, or its host crashed',
  },
  examples: {
    good: [{ title: 'as a listing', text: 'configuration/properties/name = lab\n' }],
    bad: [
      {
        title: 'headers and a log in which two changes wait',
        text: WITH_PENDING_LOG,
        bytes: true,
        findings: [{ line: 1, column: 12297, message: 'Unexpected replay log with 2 changes' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        if (!('container' in document)) return;
        const { problems, pendingLogEntries: count } = document.container;
        const dirty = problems.find(({ code }) => code === 'dirty');
        if (dirty === undefined) return;
        const { start, end } = dirty;
        const message = count === 1 ? 'pendingOne' : 'pending';
        report({ message, data: { changes: `${count} changes` }, at: { start, end } });
      },
    };
  },
});
