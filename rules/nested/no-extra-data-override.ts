import { extraDataIn, type ExtraDataItem } from '../../src/languages/vbox/hardware.js';
import { attributeValueRange, tagRange } from '../../src/languages/vbox/ranges.js';
import { attributeOf, firstChild, readInteger } from '../../src/languages/vbox/reading.js';
import { isRuledOut, judge } from '../../src/stack/matrix.js';
import { defineRule } from '../../src/lint/rule.js';
import { NESTED, vbox } from '../vbox/examples.js';
import { CPUM_HWVIRT, LAUNCH_COMMON } from '../vbox/sources.js';
import { nests } from './demand.js';

const item = (name: string, value: string): string[] => [
  '<ExtraData>',
  `  <ExtraDataItem name="${name}" value="${value}"/>`,
  '</ExtraData>',
];

const bad = (name: string, value: string): string =>
  vbox({ before: item(name, value), features: [NESTED] });

/** A user's VirtualBox.xml. */
const global = (name: string, value: string): string =>
  [
    '<VirtualBox version="1.12-linux">',
    '  <Global>',
    ...item(name, value).map((line) => `    ${line}`),
    '  </Global>',
    '</VirtualBox>',
    '',
  ].join('\n');

export default defineRule({
  id: 'nested/no-extra-data-override',
  languages: ['vbox'],
  summary: 'No extra data overrides what nesting rests on',
  why: 'When a VM starts, VirtualBox lays extra data whose names begin with `VBoxInternal/` over all other settings, without a check. What was put there years ago, to try something or by a recipe, decides then whether nesting is on, whether inner guests get nested paging, and what VT-x is used for; no window shows it. In the VirtualBox.xml of a user it holds for all VMs whose own extra data does not say otherwise.',
  severity: 'warning',
  fixSafety:
    'None: what it was for is not known. `VBoxManage setextradata VM NAME` without a value removes it, for all VMs with `global` in place of VM.',
  sources: [LAUNCH_COMMON, CPUM_HWVIRT],
  presets: ['recommended', 'nested'],
  settings: ['ExtraDataItem'],
  messages: {
    nesting:
      'Unexpected extra data `{name}`="{value}", expected none: it overrides `NestedHWVirt` of {vms}',
    ept: 'Unexpected extra data `{name}`="{value}", expected none: inner guests of {vms} get no nested paging (EPT)',
    engine:
      'Unexpected extra data `{name}`="{value}", expected none: it overrides how VirtualBox uses VT-x or AMD-V for {vms}, on which nesting rests',
  },
  examples: {
    good: [
      { text: bad('GUI/LastCloseAction', 'PowerOff') },
      { text: bad('VBoxInternal/CPUM/NestedVmxEpt', '1') },
      {
        text: vbox({ before: item('VBoxInternal/HM/EnableNestedPaging', '0') }),
        nested: 'auto',
      },
      { text: global('GUI/SuppressMessages', 'all') },
      { text: global('VBoxInternal/CPUM/NestedHWVirt', '0'), nested: 'auto' },
      { text: global('VBoxInternal/CPUM/NestedHWVirt', '0'), nested: 'forbid' },
    ],
    bad: [
      {
        text: bad('VBoxInternal/CPUM/NestedHWVirt', '0'),
        nested: 'auto',
        findings: [{ line: 4, column: 27, message: 'it overrides `NestedHWVirt`' }],
      },
      {
        text: bad('VBoxInternal/CPUM/NestedVmxEpt', '0'),
        findings: [{ line: 4, column: 27, message: 'no nested paging' }],
      },
      {
        text: bad('VBoxInternal/NEM/UseRing0Runloop', '0'),
        findings: [{ line: 4, column: 27, message: 'on which nesting rests' }],
      },
      {
        title: 'for all VMs of a user',
        text: global('VBoxInternal/CPUM/NestedHWVirt', '0'),
        findings: [{ line: 4, column: 27, message: '`NestedHWVirt` of every VM without its own' }],
      },
    ],
  },
  check({ document, intent, stack, report }) {
    return {
      document() {
        const global = firstChild(document.settings, 'Global');
        const holder = document.machine?.element ?? global;
        if (holder === undefined) return;
        // A user has VMs of many kinds; the file itself never asks for a hypervisor in one.
        const isAsked =
          holder === global
            ? intent.nested === 'require' && !isRuledOut(judge(stack))
            : nests({ document, intent, stack });
        if (!isAsked) return;
        const vms = holder === global ? 'every VM without its own' : 'the VM';
        for (const one of extraDataIn(document, holder)) {
          const message = effectOf(one);
          if (message === undefined) continue;
          const name = attributeOf(one.element, 'name');
          report({
            message,
            data: { name: one.name, value: one.value, vms },
            at: name === undefined ? tagRange(one.element) : attributeValueRange(name),
            setting: 'ExtraDataItem',
          });
        }
      },
    };
  },
});

function effectOf({ name, value }: ExtraDataItem): 'nesting' | 'ept' | 'engine' | undefined {
  if (name === 'VBoxInternal/CPUM/NestedHWVirt') return 'nesting';
  if (name === 'VBoxInternal/CPUM/NestedVmxEpt') {
    return readInteger(value) === 0 ? 'ept' : undefined;
  }
  return /^VBoxInternal\/(?:HM|NEM)\/./.test(name) ? 'engine' : undefined;
}
