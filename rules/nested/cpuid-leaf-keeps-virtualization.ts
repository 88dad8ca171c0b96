import type { XmlElement } from '../../grammars/xml/index.js';
import { setText } from '../../src/languages/vbox/changes.js';
import { modifyVm } from '../../src/languages/vbox/commands.js';
import { hidingLeaves, REGISTERS } from '../../src/languages/vbox/cpuid.js';
import { attributeValueRange, tagRange } from '../../src/languages/vbox/ranges.js';
import type { Machine } from '../../src/languages/vbox/machine.js';
import { defineRule } from '../../src/lint/rule.js';
import { NESTED, vbox } from '../vbox/examples.js';
import { CPUM_HWVIRT, XML_READER } from '../vbox/sources.js';
import { becauseOf, nestingIn } from './virtualbox-nesting.js';

const leaf = (id: number, eax: number, ecx: number | string): string[] => [
  NESTED,
  '<CpuIdTree>',
  `  <CpuIdLeaf id="${id}" eax="${eax}" ebx="1050624" ecx="${ecx}" edx="3219913727"/>`,
  '</CpuIdTree>',
];

export default defineRule({
  id: 'nested/cpuid-leaf-keeps-virtualization',
  languages: ['vbox'],
  summary: 'What the file says of CPUID does not hide VT-x or AMD-V from the guest',
  why: 'A `CpuIdLeaf` replaces what the CPU says of itself in one leaf of CPUID. Guests see VT-x by bit 5 of ECX in leaf 1, AMD-V by bit 2 of ECX in leaf 0x80000001. Where that bit is 0, no hypervisor in the VM finds VT-x or AMD-V, though `NestedHWVirt` is on; setting the bit alone does not switch nesting on. VirtualBox writes leaves and registers as decimal numbers.',
  severity: 'error',
  fixSafety: 'Unsafe: the leaf was made by somebody, bit by bit.',
  sources: [CPUM_HWVIRT, XML_READER],
  presets: ['recommended', 'nested'],
  settings: ['CpuIdLeaf'],
  messages: {
    hidden:
      'Unexpected `CpuIdLeaf` {leaf} {said}, expected {expected}: bit {bit} of ECX is 0, which hides {name} from the guest',
    perhaps:
      'Unexpected `CpuIdLeaf` {leaf} {said}, expected {expected} if the CPU is one of AMD: bit {bit} of ECX is 0, which hides {name} from the guest',
  },
  examples: {
    good: [
      { text: vbox({ features: leaf(1, 67301, 10019837) }) },
      {
        title: 'bit 5 says nothing on AMD',
        text: vbox({ features: leaf(1, 67301, 10019805) }),
        stack: { cpu: 'amd' },
      },
      {
        title: 'decimal 80000001 is another leaf',
        text: vbox({ features: leaf(80000001, 67301, 0) }),
      },
      {
        title: 'no number, which another finding is about',
        text: vbox({ features: leaf(1, 67301, '0098e3dd') }),
      },
    ],
    bad: [
      {
        text: vbox({ features: leaf(1, 67301, 10019805) }),
        nested: 'auto',
        findings: [{ line: 7, column: 59, message: 'ecx="10019805", expected "10019837"' }],
        fixedUnsafe: vbox({ features: leaf(1, 67301, 10019837) }),
      },
      {
        title: '0 in any base',
        text: vbox({ features: leaf(1, 67301, '00000000') }),
        findings: [{ line: 7, column: 59, message: 'ecx="00000000", expected "32"' }],
        fixedUnsafe: vbox({ features: leaf(1, 67301, 32) }),
      },
      {
        title: 'an absent register is 0',
        text: vbox({
          features: [NESTED, '<CpuIdTree>', '  <CpuIdLeaf id="1" eax="67301"/>', '</CpuIdTree>'],
        }),
        findings: [{ line: 7, column: 11, message: 'without `ecx`, which VirtualBox takes for 0' }],
      },
      {
        title: 'of an AMD CPU, by its signature',
        text: vbox({ features: leaf(2147483649, 8392464, 0x3f9) }),
        findings: [{ line: 7, column: 70, message: '0x80000001' }],
        fixedUnsafe: vbox({ features: leaf(2147483649, 8392464, 0x3fd) }),
      },
      {
        text: vbox({ features: leaf(2147483649, 0, 0x121) }),
        findings: [
          { line: 7, column: 64, message: 'if the CPU is one of AMD', severity: 'warning' },
        ],
        fixedUnsafe: vbox({ features: leaf(2147483649, 0, 0x125) }),
      },
    ],
  },
  check({ document, intent, stack, report }) {
    return {
      document() {
        const nesting = nestingIn({ document, intent, stack });
        if (nesting === undefined) return;
        const { machine } = nesting;
        for (const hiding of hidingLeaves(document, machine, stack.cpu)) {
          const { element, attribute, isCertain, expected } = hiding;
          report({
            message: isCertain ? 'hidden' : 'perhaps',
            data: {
              leaf: hiding.leaf,
              said:
                attribute === undefined
                  ? 'without `ecx`, which VirtualBox takes for 0'
                  : `with ecx="${document.valueOf(attribute)}"`,
              expected: attribute === undefined ? 'one' : `"${expected}"`,
              bit: hiding.bit,
              name: hiding.name,
            },
            at: attribute === undefined ? tagRange(element) : attributeValueRange(attribute),
            related: becauseOf(nesting),
            setting: 'CpuIdLeaf',
            ...(!isCertain && { severity: 'warning' }),
            // What else ECX had, nobody knows.
            fix: attribute && {
              title: `set ecx to "${expected}"`,
              safety: 'unsafe',
              ...setText(document, element, 'ecx', String(expected)),
              commands: setLeaf(machine, element, hiding.id, expected),
            },
          });
        }
      },
    };
  },
});

/** On the command line all numbers are hexadecimal. */
function setLeaf(
  machine: Machine,
  element: XmlElement,
  id: number,
  ecx: number,
): ReturnType<typeof modifyVm> {
  const values = REGISTERS.map((name) => (name === 'ecx' ? ecx : machine.number(element, name)));
  if (values.some((value) => value === undefined)) return [];
  const written = [id, ...values].map((value) => value!.toString(16).padStart(8, '0'));
  return modifyVm(machine, '--cpuid-set', ...written);
}
