import { forVm } from '../../src/languages/hyperv/powershell.js';
import { defineRule } from '../../src/lint/rule.js';
import { unsafeFix } from './fixes.js';
import { SET_VM_PROCESSOR } from './sources.js';
import { listing, xml } from './written.js';

/** What Hyper-V takes, and what it has where nobody says otherwise. A share of 100 % is written as 100000. */
interface Range {
  readonly from: bigint;
  readonly to?: bigint;
  readonly expected: string;
  readonly byDefault: string;
}

const RANGES: Readonly<Record<string, Range>> = {
  count: { from: 1n, expected: 'at least one processor', byDefault: '-Count 1' },
  limit: {
    from: 0n,
    to: 100_000n,
    expected: '0 to 100000, where 100000 is 100 %',
    byDefault: '-Maximum 100',
  },
  reservation: {
    from: 0n,
    to: 100_000n,
    expected: '0 to 100000, where 100000 is 100 %',
    byDefault: '-Reserve 0',
  },
  weight: { from: 1n, to: 10_000n, expected: '1 to 10000', byDefault: '-RelativeWeight 100' },
};

export default defineRule({
  id: 'hyperv/valid-processors',
  languages: ['hyperv'],
  dialects: ['hyperv', 'vmcx', 'packer-box'],
  summary: 'Numbers of processors and shares of them are such as Hyper-V takes',
  why: 'A VM has at least one processor. What it may use of them at most (`limit`) and has for itself (`reservation`) is a part of 100000, which is 100 %; its weight against other VMs is 1 to 10000. Hyper-V takes no other numbers.',
  severity: 'error',
  fixSafety: 'No edit: the command sets the default, which may not be what was meant.',
  sources: [SET_VM_PROCESSOR],
  presets: ['recommended'],
  settings: ['processors/count', 'processors/limit', 'processors/reservation', 'processors/weight'],
  messages: {
    range: 'Unexpected `processors/{name}` = {value}, expected {expected}',
  },
  examples: {
    good: [
      {
        dialect: 'vmcx',
        text: listing({
          'settings/processors/count': 4,
          'settings/processors/limit': 100000,
          'settings/processors/reservation': 0,
          'settings/processors/weight': 100,
        }),
      },
    ],
    bad: [
      {
        text: xml({ 'settings/processors/count': 0, 'settings/processors/weight': 20000 }),
        findings: [
          { line: 4, column: 29, message: 'at least one processor' },
          { line: 5, column: 30, message: '1 to 10000' },
        ],
      },
      {
        dialect: 'vmcx',
        text: listing({
          'settings/processors/limit': 200000,
          'settings/processors/reservation': -1,
        }),
        nested: 'auto',
        findings: [
          { line: 1, column: 43, message: '`processors/limit` = 200000' },
          { line: 2, column: 49, message: '`processors/reservation` = -1' },
        ],
      },
    ],
  },
  check({ document, report }) {
    return {
      document() {
        const { vm } = document;
        if (vm === undefined) return;
        for (const [name, { from, to, expected, byDefault }] of Object.entries(RANGES)) {
          const setting = vm.at(`settings/processors/${name}`);
          const value = setting?.value;
          if (setting === undefined || typeof value !== 'bigint') continue;
          if (value >= from && (to === undefined || value <= to)) continue;
          report({
            message: 'range',
            data: { name, value: setting.text, expected },
            at: setting.at,
            setting: `settings/processors/${name}`,
            fix: unsafeFix(
              `set \`processors/${name}\` to its default`,
              forVm(vm, 'Set-VMProcessor', byDefault),
            ),
          });
        }
      },
    };
  },
});
