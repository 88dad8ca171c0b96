import { attachmentOf } from '../../src/languages/vbox/hardware.js';
import { attributeValueRange } from '../../src/languages/vbox/ranges.js';
import { attributeOf } from '../../src/languages/vbox/reading.js';
import { defineRule } from '../../src/lint/rule.js';
import { vbox } from './examples.js';
import { MANUAL_NETWORKING } from './sources.js';

const POLICY = 'promiscuousModePolicy';

const file = (attributes: string, attachment: string): string =>
  vbox({
    hardware: [
      '<Network>',
      `  <Adapter slot="0" enabled="true" MACAddress="080027CFA667"${attributes}>`,
      `    ${attachment}`,
      '  </Adapter>',
      '</Network>',
    ],
  });

export default defineRule({
  id: 'vbox/no-pointless-promiscuous-mode',
  languages: ['vbox'],
  summary: 'An adapter on NAT has no promiscuous mode policy',
  why: 'Behind NAT each VM is alone with its own little network: there is no traffic of others to see, and nothing that a promiscuous mode policy could allow. It has an effect on bridged, internal, host-only and NAT networks (`NATNetwork`) only. Where it was set for inner guests to be reached, the adapter has to be attached elsewhere.',
  severity: 'info',
  fixSafety: 'None: either the policy goes, or the adapter is attached elsewhere.',
  sources: [MANUAL_NETWORKING],
  presets: ['recommended'],
  settings: [POLICY],
  messages: {
    nat: 'Unexpected `promiscuousModePolicy`="{policy}" of an adapter on NAT, expected none: it has an effect on bridged, internal, host-only and NAT networks only',
  },
  examples: {
    good: [
      { text: file(` ${POLICY}="AllowAll"`, '<BridgedInterface name="eth0"/>') },
      { text: file(` ${POLICY}="AllowAll"`, '<NATNetwork name="NatNetwork"/>') },
      { text: file(` ${POLICY}="Deny"`, '<NAT/>') },
    ],
    bad: [
      {
        text: file(` ${POLICY}="AllowAll"`, '<NAT/>'),
        nested: 'auto',
        findings: [{ line: 6, column: 90, message: 'of an adapter on NAT' }],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        for (const adapter of document.machine?.adapters ?? []) {
          const attribute = attributeOf(adapter, POLICY);
          if (attribute === undefined || attachmentOf(adapter) !== 'NAT') continue;
          const policy = document.valueOf(attribute);
          if (policy !== 'AllowAll' && policy !== 'AllowNetwork') continue;
          const at = attributeValueRange(attribute);
          report({ message: 'nat', data: { policy }, at, setting: POLICY });
        }
      },
    };
  },
});
