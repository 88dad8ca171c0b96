import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { formatJson } from '../../src/report/json.js';
import { file, finding, fix, mark, point, related, run } from './build.js';

const validate = new Ajv({ strict: true, strictRequired: false, allErrors: true }).compile(
  JSON.parse(readFileSync(new URL('../../schema/report.json', import.meta.url), 'utf8')),
);

function problems(json: unknown): unknown[] {
  return validate(json) ? [] : validate.errors!;
}

const FULL = finding({
  rule: 'nested/expose-hardware-virtualization',
  message: 'Unexpected missing `vhv.enable`',
  ...mark(14, '|guestOS = "vmkernel7"|'),
  label: 'not in the JSON',
  related: [related('see here', mark(2, '|a|'))],
  setting: 'vhv.enable',
  fix: fix({
    title: 'add `vhv.enable = "TRUE"`',
    edits: [
      { start: 905, end: 905, text: 'vhv.enable = "TRUE"\n' },
      { start: 7, end: 9, base64: '/w==' },
    ],
    commands: [{ shell: 'powershell', text: 'Set-VMProcessor' }],
    assumes: 'nested: require',
    changes: [{ line: 38, old: [], new: ['vhv.enable = "TRUE"'] }],
  }),
});

const REPORT = run(
  [
    file({
      path: 'templates/esxi.vmx',
      encoding: 'windows-1252',
      findings: [FULL, finding({ severity: 'info', fix: fix({ safety: 'unsafe' }) })],
    }),
    file({ path: 'b.vmx', status: 'fixed', findings: [], fixed: [FULL] }),
    file({
      ...{ path: 'c.vmx', status: 'read-only', reason: 'locked', explanation: 'in use' },
      findings: [finding({ severity: 'warning', fix: fix() })],
    }),
    {
      path: 'd',
      status: 'skipped',
      reason: 'too-large',
      explanation: 'x',
      findings: [],
      fixed: [],
    },
    { path: 'e.vmx', status: 'failed', error: 'EACCES', findings: [], fixed: [] },
  ],
  { durationMs: 12.3 },
);

test('the shape of version 1', () => {
  const output = formatJson(REPORT);
  const json = JSON.parse(output);
  expect(output).toBe(`${JSON.stringify(json, null, 2)}\n`);
  expect(json.version).toBe(1);
  expect(json.summary).toEqual({
    ...{ files: 3, errors: 1, warnings: 1, infos: 1 },
    ...{ fixable: 1, fixableUnsafe: 1, fixed: 1, durationMs: 12 },
  });
  const { rule, severity, message, setting, fix, start, end } = FULL;
  const see = { message: 'see here', start: point(2, 1), end: point(2, 2) };
  expect(json.files[0]).toEqual({
    path: 'templates/esxi.vmx',
    language: 'vmx',
    encoding: 'windows-1252',
    status: 'linted',
    findings: [
      { rule, severity, message, start, end, related: [see], setting, fix },
      expect.anything(),
    ],
    fixed: [],
  });
  expect(json.files[0].findings[1]).not.toHaveProperty('setting');
  expect(json.files[1].fixed).toEqual([json.files[0].findings[0]]);
  expect(json.files.slice(2)).toMatchObject([
    { status: 'read-only', reason: 'locked', explanation: 'in use' },
    { status: 'skipped', reason: 'too-large', explanation: 'x' },
    { status: 'failed', error: 'EACCES' },
  ]);
  expect(problems(json)).toEqual([]);
});

test('--diff fixes nothing, and says what it would fix', () => {
  const diff = '--- a/a.vmx\n+++ b/a.vmx\n@@ -1 +1 @@\n-a\xe4\n+b\xe4\n';
  const report = run([file({ fixed: [FULL], diff })], { diffOnly: true });
  const json = JSON.parse(formatJson(report));
  expect(json.summary.fixed).toBe(0);
  expect(json.files[0]).toMatchObject({ diff, fixed: [{ rule: FULL.rule }] });
  expect(problems(json)).toEqual([]);
});

test('any string survives, none steers a terminal', () => {
  const message = 'a\ud800\u202e\x1b[31m\x9b\u2028"\\日';
  const output = formatJson(run([file({ path: message, findings: [finding({ message })] })]));
  expect(output).not.toMatch(/[^\n -~日]/);
  const [first] = JSON.parse(output).files;
  expect([first.path, first.findings[0].message]).toEqual([message, message]);
});

test.each<[string, string | RegExp, string]>([
  ['a property that nobody knows', '"rule":', '"excerpt": {}, "rule":'],
  ['a line 0', '"line": 14', '"line": 0'],
  ['no related', /"related": \[[^\]]*\],/, ''],
  ['an edit with text and bytes', '"base64":', '"text": "", "base64":'],
  ['an edit with neither', /,\s*"base64": "[^"]*"/, ''],
  ['a skipped file without a reason', '"reason": "too-large",', ''],
  ['a skipped file that is locked', '"reason": "too-large"', '"reason": "locked"'],
  ['a failed file without an error', '"error": "EACCES",', ''],
  ['another version', '"version": 1', '"version": 2'],
])('the schema rejects %s', (_, valid, spoilt) => {
  const json = formatJson(REPORT);
  const changed = json.replace(valid, spoilt);
  expect(changed).not.toBe(json);
  expect(problems(JSON.parse(changed))).not.toEqual([]);
});
