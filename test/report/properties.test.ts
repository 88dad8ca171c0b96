import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatCompact } from '../../src/report/compact.js';
import { formatJson } from '../../src/report/json.js';
import { formatPretty } from '../../src/report/pretty.js';
import type { FileReport, ReportedFinding, RunReport } from '../../src/report/report.js';

const UNITS = ['\x00', '\t', '\n', '\r', '\x1b', '\x7f', '\x9b', '\u200b', '\u202e', '\u2028'];
const unit = fc.oneof(
  fc.constantFrom(...UNITS, '\ufeff', '\ud83d', '\ude00', '\u0301', '日', 'a', ' ', '|', '\\'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
);
const string = fc.oneof(fc.string({ unit }), fc.string({ unit, minLength: 90, maxLength: 200 }));
const point = fc.record({
  line: fc.integer({ min: 1, max: 1200 }),
  column: fc.integer({ min: 1, max: 250 }),
  offset: fc.nat(),
});
const excerpt = fc.record({ text: string, from: fc.nat({ max: 20 }), cut: fc.boolean() });
const place = { message: string, start: point, end: point };
const related = fc.record({ ...place, excerpt }, { requiredKeys: ['message', 'start', 'end'] });
const change = fc.record({
  line: fc.nat({ max: 1200 }),
  old: fc.array(string, { maxLength: 3 }),
  new: fc.array(string, { maxLength: 3 }),
});
const fix = fc.record(
  {
    safety: fc.constantFrom('safe' as const, 'unsafe' as const),
    title: string,
    edits: fc.constant([{ start: 0, end: 0, text: '' }]),
    commands: fc.array(fc.record({ shell: fc.constant('sh' as const), text: string })),
    assumes: string,
    changes: fc.array(change, { maxLength: 2 }),
  },
  { requiredKeys: ['safety', 'title', 'edits', 'commands'] },
);
const finding: fc.Arbitrary<ReportedFinding> = fc.record(
  {
    ...place,
    rule: string,
    severity: fc.constantFrom('error' as const, 'warning' as const, 'info' as const),
    related: fc.array(related, { maxLength: 3 }),
    fix,
    label: string,
    excerpt,
  },
  { requiredKeys: ['message', 'start', 'end', 'rule', 'severity', 'related'] },
);
const file: fc.Arbitrary<FileReport> = fc.record(
  {
    path: string,
    status: fc.constantFrom('linted', 'fixed', 'skipped', 'read-only', 'failed'),
    explanation: string,
    error: string,
    findings: fc.array(finding, { maxLength: 3 }),
    fixed: fc.array(finding, { maxLength: 2 }),
  },
  { requiredKeys: ['path', 'status', 'findings', 'fixed'] },
);
const run: fc.Arbitrary<RunReport> = fc.record({
  files: fc.array(file, { maxLength: 3 }),
  durationMs: fc.nat(),
  diffOnly: fc.boolean(),
});
const options = fc.record({ quiet: fc.boolean(), unsafe: fc.boolean(), assume: fc.boolean() });

const UNSAFE_TO_PRINT = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

test('whatever is in files, no report steers the terminal, and colours change no text', () => {
  fc.assert(
    fc.property(run, options, (report, given) => {
      const plain = formatPretty(report, { ...given, color: false });
      expect(plain).not.toMatch(UNSAFE_TO_PRINT);
      expect(plain.endsWith('\n')).toBe(true);
      const coloured = formatPretty(report, { ...given, color: true });

      expect(coloured.replace(/\x1b\[\d+m/g, '')).toBe(plain);
      expect(formatCompact(report, given)).not.toMatch(UNSAFE_TO_PRINT);
      expect(formatJson(report)).not.toMatch(UNSAFE_TO_PRINT);
    }),
    { numRuns: 300 },
  );
});
