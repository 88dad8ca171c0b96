import { defineRule, integerOf, lintText, ruleTester, vmCommands } from 'vmlint';

const LEAST = 8192;

/** Examples show a container as a listing: a setting a line. */
const vmOf = (size) => `configuration/properties/version = 2304
configuration/settings/memory/bank/size = ${size}
`;

const enoughMemory = defineRule({
  id: 'lab/enough-memory',
  languages: ['hyperv'],
  summary: 'A VM has 8 GiB of memory',
  why: 'What runs in the VMs of our lab does not start with less.',
  severity: 'warning',
  fixSafety: 'Unsafe: the host may not have so much.',
  sources: [{ title: 'the rules of our lab' }],
  presets: [],
  messages: { size: 'Unexpected `memory/bank/size` of {size} MiB, expected 8192 or more' },
  examples: {
    good: [{ dialect: 'vmcx', text: vmOf(8192) }],
    bad: [
      {
        dialect: 'vmcx',
        text: vmOf(2048),
        findings: [{ line: 2, column: 43, message: 'of 2048 MiB' }],
        fixedUnsafe: vmOf(8192),
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { vm } = document;
        const setting = vm?.at('settings/memory/bank/size');
        const size = integerOf(setting);
        if (size === undefined || size >= LEAST) return;
        report({
          message: 'size',
          data: { size },
          at: setting.at,
          fix: {
            title: 'give it 8 GiB',
            safety: 'unsafe',
            ...(document.change(setting, BigInt(LEAST)) ?? { edits: [], nodes: [] }),
            commands: vmCommands(vm, 'Set-VMMemory', '-StartupBytes 8GB'),
          },
        });
      },
    };
  },
});

ruleTester(enoughMemory);

const xml = `<configuration>
  <properties>
    <name type="string">lab</name>
    <type_id type="string">Virtual Machines</type_id>
  </properties>
  <settings>
    <memory>
      <bank>
        <size type="integer">4096</size>
      </bank>
    </memory>
  </settings>
</configuration>
`;
const { findings } = lintText(xml, {
  path: 'Virtual Machines/lab.xml',
  nested: 'auto',
  rules: [enoughMemory],
});
for (const { rule, message, fix } of findings) {
  console.log(`${rule}: ${message}`);
  for (const command of fix?.commands ?? []) console.log(`  ${command.text}`);
}
