// A rule of one's own: `npx vmlint --plugin ./examples/plugin/display-name.mjs examples`.
// It is code, so only the command line can name it; what it is told can stand in a configuration:
//   "rules": { "lab/display-name": ["warning", { "prefixes": ["esxi-"] }] }
import { defineRule, valueRange } from 'vmlint';

export default {
  rules: [
    defineRule({
      id: 'lab/display-name',
      languages: ['vmx'],
      summary: 'The display name begins as the names of our VMs do',
      why: 'Our inventory finds VMs by the first part of their names.',
      severity: 'warning',
      fixSafety: 'None: which name is meant is for a person to say.',
      sources: [{ title: 'the inventory of our lab' }],
      presets: ['recommended'],
      settings: ['displayName'],
      options: {
        prefixes: {
          type: 'strings',
          default: ['lab-'],
          description: 'What names may begin with.',
        },
      },
      messages: {
        other: 'Unexpected `displayName` = "{name}", expected it to begin with {prefixes}',
      },
      examples: {
        good: [{ text: 'displayName = "lab-1"\n' }],
        bad: [
          {
            text: 'displayName = "test"\n',
            findings: [{ line: 1, column: 15, message: 'begin with "lab-"' }],
          },
        ],
      },
      // The rule is asked about this key alone: other files do not pay for it.
      concerns: ['displayName'],
      check({ document, options, report }) {
        return {
          entry(node) {
            // What a template becomes is not known.
            if (document.isPlaceholder(node)) return;
            const name = document.valueOf(node);
            if (options.prefixes.some((prefix) => name.startsWith(prefix))) return;
            const prefixes = options.prefixes.map((prefix) => `"${prefix}"`).join(' or ');
            report({ message: 'other', data: { name, prefixes }, at: valueRange(node) });
          },
        };
      },
    }),
  ],
};
