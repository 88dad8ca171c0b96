import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import picomatch from 'picomatch';
import { GlobList, globPath, whyNoGlob } from '../../src/config/globs.js';

function fits(patterns: string | string[], path: string, isFolder = false): boolean {
  return new GlobList([patterns].flat()).fits(globPath(path), isFolder);
}

describe('a pattern', () => {
  test.each<[pattern: string, fitting: string[], other: string[]]>([
    ['a.vmx', ['a.vmx', 'x/a.vmx', 'x/y/a.vmx', 'a.vmx/in.vmx'], ['b.vmx', 'a.vmxf']],
    ['legacy', ['legacy', 'legacy/a.vmx', 'x/legacy/y/a.vmx'], ['legacy2/a.vmx']],
    ['legacy/', ['legacy/a.vmx', 'x/legacy/a.vmx'], ['legacy']],
    ['/legacy', ['legacy/a.vmx'], ['x/legacy/a.vmx']],
    ['./legacy/*.vmx', ['legacy/a.vmx'], ['x/legacy/a.vmx', 'legacy/x/a.vmx']],
    ['legacy/**', ['legacy/a.vmx', 'legacy/x/y/a.vmx'], ['legacy', 'x/legacy/a.vmx']],
    ['*/**', ['x/a.vmx', 'x/y/a.vmx'], ['a.vmx']],
    ['**', ['a.vmx', 'x/a.vmx'], []],
    ['**/old/*.vmx', ['old/a.vmx', 'x/y/old/a.vmx'], ['x/old/y/a.vmx']],
    ['x/**/a.vmx', ['x/a.vmx', 'x/y/z/a.vmx'], ['a.vmx', 'x/b.vmx']],
    ['*.vmx', ['a.vmx', 'x/.hidden.vmx'], ['a.vmx2']],
    ['a?c', ['abc', 'aéc', 'a😀c'], ['ac', 'abbc']],
    ['[a-c]1', ['a1', 'c1'], ['d1', '-1']],
    ['[!a]1', ['b1'], ['a1']],
    ['[]x]1', [']1', 'x1'], ['a1']],
    ['{a,b/c}/*.vmx', ['a/1.vmx', 'b/c/1.vmx'], ['b/1.vmx']],
    ['{a,{b,c}d}', ['a', 'bd', 'cd'], ['b', 'd']],
    ['{a}', ['{a}'], ['a']],
    ['a{b', ['a{b'], ['ab']],
    ['a[b', ['a[b'], ['ab']],
    ['a\\*', ['a*'], ['ab']],
    ['(a|b)+', ['(a|b)+'], ['a', 'b', 'ab']],
    ['^a$', ['^a$'], ['a']],
  ])('%s', (pattern, fitting, other) => {
    expect(whyNoGlob(pattern)).toBeUndefined();
    expect(fitting.filter((path) => !fits(pattern, path))).toEqual([]);
    expect(other.filter((path) => fits(pattern, path))).toEqual([]);
  });

  test('for folders only fits the folder and what is in it', () => {
    expect(fits('legacy/', 'legacy', true)).toBe(true);
    expect(fits('legacy/**', 'legacy', true)).toBe(true);
    expect(fits('legacy/*.vmx', 'legacy', true)).toBe(false);
  });

  test.each([
    ['', 'expected a pattern'],
    ['!', 'expected a pattern'],
    ['../a', 'downwards'],
    ['a/../b', 'downwards'],
    ['C:/vms', 'downwards'],
    ['legacy\\vms', 'expected "/" between folders'],
    ['x'.repeat(501), '500 characters'],
    ['{a,b}'.repeat(9), '256 alternatives'],
  ])('that cannot be meant: %j', (pattern, why) => {
    expect(whyNoGlob(pattern)).toContain(why);
  });
});

test('of a list the last pattern that fits decides', () => {
  const list = ['archive/**', '!archive/keep/**', 'archive/keep/old.vmx'];
  expect(fits(list, 'archive/a.vmx')).toBe(true);
  expect(fits(list, 'archive/keep/a.vmx')).toBe(false);
  expect(fits(list, 'archive/keep/old.vmx')).toBe(true);
  expect(fits(list, 'b.vmx')).toBe(false);
});

const SEGMENT = fc.constantFrom(
  'a',
  'b',
  'ab',
  '*',
  '**',
  '?',
  'a*',
  '*b',
  'a?',
  '[ab]',
  '{a,b}',
  '*a*b',
);
const PATTERN = fc.array(SEGMENT, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const PATH = fc
  .array(fc.constantFrom('a', 'b', 'ab', 'ba', 'aab', '.a'), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join('/'));

test('patterns mean what they mean to picomatch', () => {
  fc.assert(
    fc.property(PATTERN, PATH, (pattern, path) => {
      const anchored = pattern.includes('/') ? pattern : `**/${pattern}`;
      // To it `a/**` fits a file `a` and `*/**` does not; here, as for Git, both fit what is inside only.
      const folder = anchored.replace(/(?:\/\*\*)+$/, '');
      const inside = folder === '**' ? '**' : `${folder}/**/*`;
      const known = picomatch(folder === anchored ? [anchored, inside] : inside, { dot: true });
      expect(fits(pattern, path)).toBe(known(path));
    }),
    { numRuns: 3000 },
  );
});

test('no pattern takes long, whatever it is', () => {
  const started = process.hrtime.bigint();
  for (const pattern of ['*a'.repeat(200), '**/'.repeat(150), '{a,b}{a,b}*'.repeat(4), '(a+)+b']) {
    const list = new GlobList([pattern]);
    for (const path of ['a'.repeat(4000), 'a/'.repeat(2000)]) list.fits(globPath(path));
  }
  expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(2000);
});

test('any text is a pattern or is refused, and fits any path or not', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (pattern, path) => {
      if (whyNoGlob(pattern) !== undefined) return;
      expect(typeof fits(pattern, path)).toBe('boolean');
    }),
  );
});
