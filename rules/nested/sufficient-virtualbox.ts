import { flagRange } from '../../src/languages/vbox/ranges.js';
import { defineRule } from '../../src/lint/rule.js';
import { describeHost, isOlder } from '../../src/stack/stack.js';
import { NESTED, vbox } from '../vbox/examples.js';
import { CHANGELOG_6_1 } from '../vbox/sources.js';
import { nestingIn } from './virtualbox-nesting.js';

export default defineRule({
  id: 'nested/sufficient-virtualbox',
  languages: ['vbox'],
  summary: 'The VirtualBox of the host can nest on its CPU',
  why: 'VirtualBox passes on AMD-V since 6.0 and VT-x since 6.1. On an Intel CPU 6.0 accepts `NestedHWVirt` and does nothing. Where the version and the CPU that were given rule nesting out altogether, another finding says so.',
  severity: 'warning',
  fixSafety: 'None: a newer VirtualBox is what helps.',
  sources: [CHANGELOG_6_1],
  presets: ['recommended', 'nested'],
  settings: ['NestedHWVirt'],
  messages: {
    amdOnly:
      'Unexpected `NestedHWVirt` with {host}, expected 6.1 or newer if the CPU is one of Intel, where 6.0 does not nest',
  },
  examples: {
    good: [
      {
        text: vbox({ features: [NESTED] }),
        stack: { host: { product: 'virtualbox', version: '6.1' } },
      },
      {
        text: vbox({ features: [NESTED] }),
        stack: { host: { product: 'virtualbox', version: '6.0' }, cpu: 'amd' },
      },
    ],
    bad: [
      {
        text: vbox({ features: [NESTED] }),
        nested: 'auto',
        stack: { host: { product: 'virtualbox', version: '6.0.4' } },
        findings: [{ line: 5, column: 31, message: 'with VirtualBox 6.0.4, expected 6.1' }],
      },
    ],
  },
  check({ document, intent, stack, report }) {
    return {
      document() {
        const nesting = nestingIn({ document, intent, stack });
        if (!nesting?.isOn || stack.cpu === 'amd' || !isOlder(stack.host, 'virtualbox', '6.1'))
          return;
        const data = { host: describeHost(stack.host) };
        report({ message: 'amdOnly', data, at: flagRange(nesting.flag), setting: 'NestedHWVirt' });
      },
    };
  },
});
