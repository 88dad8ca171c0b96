import {
  attributeOf,
  attributeValueRange,
  defineRule,
  lintText,
  recommended,
  ruleTester,
  setText,
} from 'vmlint';

const machineOf = (adapter) =>
  `<VirtualBox version="1.19-linux"><Machine><Hardware><Network>${adapter}</Network></Hardware></Machine></VirtualBox>\n`;

const virtioCards = defineRule({
  id: 'lab/virtio-network',
  languages: ['vbox'],
  summary: 'Network cards are of virtio',
  why: 'The images of our lab have no other driver.',
  severity: 'warning',
  fixSafety: 'Unsafe: a system that is installed already may lose its network.',
  sources: [{ title: 'the rules of our lab' }],
  presets: [],
  messages: { type: 'Unexpected `type`="{type}" of a network card, expected "virtio"' },
  examples: {
    good: [{ text: machineOf('<Adapter slot="0" enabled="true" type="virtio"/>') }],
    bad: [
      {
        text: machineOf('<Adapter slot="0" enabled="true" type="82540EM"/>'),
        findings: [{ line: 1, column: 100, message: '`type`="82540EM"' }],
        fixedUnsafe: machineOf('<Adapter slot="0" enabled="true" type="virtio"/>'),
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        for (const adapter of document.machine?.adapters ?? []) {
          const type = attributeOf(adapter, 'type');
          if (type === undefined || document.isPlaceholder(type)) continue;
          if (document.valueOf(type) === 'virtio') continue;
          const change = setText(document, adapter, 'type', 'virtio');
          report({
            message: 'type',
            data: { type: document.valueOf(type) },
            at: attributeValueRange(type),
            fix: { title: 'make it a card of virtio', safety: 'unsafe', ...change },
          });
        }
      },
    };
  },
});

ruleTester(virtioCards);

const { findings } = lintText(machineOf('<Adapter slot="0" enabled="true" type="Am79C973"/>'), {
  path: 'lab.vbox',
  nested: 'auto',
  rules: [...recommended, virtioCards],
});
console.log(findings.map(({ rule, message }) => `${rule}: ${message}`).join('\n'));
