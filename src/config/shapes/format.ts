import { DEFAULT_FORMAT, END_OF_LINE_CHOICES } from '../../format/options.js';
import type { Shape } from '../shape.js';

export const FORMAT: Shape = {
  definition: 'format',
  type: 'object',
  what: 'option of "format"',
  description: 'How `vmlint format` and editors write files.',
  keys: {
    endOfLine: {
      type: 'choice',
      values: END_OF_LINE_CHOICES,
      meant: { auto: 'keep', native: 'keep', unix: 'lf', windows: 'crlf' },
      default: DEFAULT_FORMAT.endOfLine,
      description: 'What every line ends with; keep: what it ends with now.',
    },
    groupNamespaces: {
      type: 'boolean',
      default: DEFAULT_FORMAT.groupNamespaces,
      description:
        'Whether in .vmx files a blank line sets two or more settings of a namespace apart from others (`ethernet0.` from `scsi0.`). Nothing is moved. For templates, which people read: VMware writes no blank lines.',
    },
  },
};
