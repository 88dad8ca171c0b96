import { describe, expect, test } from '@jest/globals';
import { bytes, ESXI, QUOTED, UNQUOTED, useFolder, vmlint } from './vmlint.js';

const folder = useFolder();

/** What `--timing` says: milliseconds by phase and numbers by rule, in the order in which they stand. */
function timingOf(stderr: string) {
  const [title, phases, rules = ''] = stderr.trim().split('\n\n');
  expect(title).toMatch(/^Timing: \d+\.\d ms from start to end/);
  const rows = (table: string): [string, number[]][] =>
    table
      .split('\n')
      .slice(1)
      .map((line) => {
        const [what, ...numbers] = line.split(/ {2,}/);
        return [what!, numbers.map(Number)];
      });
  return { phases: rows(phases!), rules: rows(rules) };
}

function expectSlowestFirst(rows: readonly [string, number[]][]): void {
  const times = rows.map(([, [ms]]) => ms!);
  expect(times).toEqual([...times].sort((a, b) => b - a));
}

/** How often each rule was asked, and what it found. */
function countsOf(stderr: string): Record<string, number[]> {
  return Object.fromEntries(timingOf(stderr).rules.map(([id, numbers]) => [id, numbers.slice(2)]));
}

describe('--timing', () => {
  test('says on stderr where the time went, slowest first, and changes nothing else', () => {
    folder.plant({ 'a.vmx': QUOTED, 'b.vmx': UNQUOTED, 'c.vmx': UNQUOTED, 'd.vmx': 'no VM\n' });
    const plain = folder.vmlint('.', '--format=compact');
    const { stdout, status, stderr } = folder.vmlint('.', '--format=compact', '--timing');
    expect({ stdout, status }).toEqual({ stdout: plain.stdout, status: plain.status });
    const { phases, rules } = timingOf(stderr);
    expectSlowestFirst(phases);
    expectSlowestFirst(rules);
    expect(phases.map(([what]) => what)).toEqual(
      expect.arrayContaining(['decoding and parsing them', 'asking the rules']),
    );
    const shares = phases.map(([, [, share]]) => share!);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, -0.5);
    expect(countsOf(stderr)).toMatchObject({
      'vmx/quoted-value': [3, 2],
      'vmx/no-bom': [3, 0],
    });
  });

  test('counts what was found also where a comment suppresses it', () => {
    const comment = '# vmlint-ignore-file vmx/quoted-value -- x\n';
    folder.plant({ 'a.vmx': comment + UNQUOTED });
    const { stderr, status } = folder.vmlint('--timing', '--max-warnings=0');
    expect(status).toBe(0);
    expect(countsOf(stderr)).toMatchObject({ 'vmx/quoted-value': [1, 1] });
  });

  test('adds up what all threads did', () => {
    for (let index = 0; index < 100; index++) folder.plant({ [`${index}.vmx`]: UNQUOTED });
    const [one, two] = ['1', '3'].map((jobs) => folder.vmlint('--timing', '--jobs', jobs).stderr);
    expect(countsOf(one!)['vmx/quoted-value']).toEqual([100, 100]);
    expect(countsOf(two!)).toEqual(countsOf(one!));
  });

  test('tells making fixes from writing them', () => {
    folder.plant({ 'a.vmx': ESXI });
    const phases = timingOf(folder.vmlint('--fix', '--timing').stderr).phases.map(([what]) => what);
    expect(phases).toContain('writing files');
    expect(phases.some((what) => what.startsWith('making fixes'))).toBe(true);
  });

  test('with --stdin, and for a cache that knows everything', () => {
    const { stderr } = vmlint(folder.path, ['--stdin', '--timing'], { input: bytes(UNQUOTED) });
    expect(countsOf(stderr)).toMatchObject({ 'vmx/quoted-value': [1, 1] });
    folder.plant({ 'a.vmx': UNQUOTED });
    folder.vmlint('--cache');
    const warm = timingOf(folder.vmlint('--cache', '--timing').stderr);
    expect(warm.phases.map(([what]) => what)).toContain('the cache');
    expect(warm.rules).toEqual([]);
  });
});
