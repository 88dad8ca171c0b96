import { rmSync, utimesSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { vmTree } from '../support/vmcx-vm.js';
import { writeVmcx } from '../support/vmcx-writer.js';
import { useFolder } from './vmlint.js';

const folder = useFolder();

const HEAD = 'config.version = "8"\nvirtualHW.version = "20"\nguestOS = "ubuntu-64"\n';

/** Files of all kinds, in folders, more than a thread takes at once. */
function plantMany(): void {
  const files: Record<string, string> = {};
  for (let index = 0; index < 120; index++) {
    const path = `d${index % 7}/vm ${index}.vmx`;
    if (index % 10 === 3) files[path] = `${HEAD}memsize = 409${index % 4}\n`;
    else if (index % 10 === 4) files[path] = 'no VM at all\n';
    else if (index % 10 === 5) files[path] = `${HEAD}displayName = "a\n`;
    else files[path] = `${HEAD}vhv.enable = "TRUE"\nmemsize = "4096"\n`;
  }
  folder.plant(files);
}

function lint(...args: string[]) {
  const { stdout, stderr, status } = folder.vmlint('.', '--format', 'json', ...args);
  const report = JSON.parse(stdout) as { summary: { durationMs: number } };
  report.summary.durationMs = 0;
  return { stderr, status, report };
}

describe('--jobs', () => {
  test.each(['2', '5', '100'])('%s says what one thread says', (jobs) => {
    plantMany();
    expect(lint('--jobs', jobs)).toEqual(lint('--jobs', '1'));
  });

  test('in words for a person, too, with warnings once', () => {
    plantMany();
    folder.plant({ 'huge.vmx': `${HEAD}${'# x\n'.repeat(1000)}` });
    const args = ['.', '--max-size', '2000'];
    const one = folder.vmlint(...args, '--jobs', '1');
    const two = folder.vmlint(...args, '--jobs', '2');
    const untimed = (text: string): string => text.replace(/in \d+ ms/, 'in 0 ms');
    expect(untimed(two.stdout)).toBe(untimed(one.stdout));
    expect(two.stderr).toBe(one.stderr);
    expect(one.stderr).toContain('huge.vmx');
  });

  test('fixes are made by one thread, whatever is asked for', () => {
    plantMany();
    expect(folder.vmlint('.', '--fix', '--jobs', '4').status).toBe(1);
    expect(folder.read('d3/vm 3.vmx')).toContain('memsize = "4093"');
  });

  test('takes a whole number', () => {
    expect(folder.vmlint('.', '--jobs', 'many')).toMatchObject({ status: 2 });
  });
});

describe('--cache', () => {
  test('says again what it said, of each file, and what has changed since', () => {
    plantMany();
    const plain = lint();
    expect(lint('--cache')).toEqual(plain);
    expect(lint('--cache')).toEqual(plain);
    folder.plant({ 'd0/vm 0.vmx': `${HEAD}memsize = 1\n` });
    // What a file is, is what counts, not when it was written.
    utimesSync(folder.at('d0/vm 0.vmx'), 0, 0);
    expect(lint('--cache')).toEqual(lint());
    expect(lint('--cache').report).not.toEqual(plain.report);
  });

  test('knows what was asked, and how the file is called', () => {
    folder.plant({ 'a.vmx': HEAD });
    lint('--cache', '--nested', 'auto');
    expect(lint('--cache').status).toBe(1);
    expect(lint('--cache', '--nested', 'auto').status).toBe(0);
    expect(lint('--cache', '--host', 'workstation', '--hyperv', 'on')).toEqual(
      lint('--host', 'workstation', '--hyperv', 'on'),
    );
  });

  test('keeps what is said of files that are never written', () => {
    const bytes = Buffer.from(writeVmcx([vmTree({ nested: false })]).bytes);
    folder.plant({ 'a.vmcx': bytes, 'b.vmcx': bytes.subarray(0, 0x2800) });
    const plain = lint();
    expect(lint('--cache')).toEqual(plain);
    expect(folder.read('.vmlintcache')).toMatch(/"keys":"[^"]+ a\.vmcx\\n[^"]+ b\.vmcx"/);
    expect(lint('--cache')).toEqual(plain);
  });

  test('is sound where there is nothing to keep', () => {
    folder.plant({ 'a.vmx': HEAD, 'a.vmx.lck/M1.lck': 'x' });
    const plain = lint();
    expect(lint('--cache')).toEqual(plain);
    expect(lint('--cache')).toEqual(plain);
  });

  test('does not hide what lies beside a file', () => {
    folder.plant({ 'a.vmx': `${HEAD}vhv.enable = "TRUE"\n` });
    expect(lint('--cache').report).toMatchObject({ files: [{ status: 'linted' }] });
    folder.plant({ 'a.vmx.lck/M1.lck': 'x' });
    expect(lint('--cache').report).toMatchObject({ files: [{ status: 'read-only' }] });
  });

  test('never keeps a suppression beyond its day', () => {
    const comment = '# vmlint-ignore-file vmx/quoted-value -- x until 2999-01-01\n';
    folder.plant({ 'a.vmx': `${comment}memsize = 4096\n`, 'b.vmx': HEAD });
    lint('--cache', '--nested', 'auto');
    expect(folder.read('.vmlintcache')).toMatch(/"keys":"[^"\\]+ b\.vmx","which":\[0\]/);
  });

  test.each([
    ['{"version":2', 'it is no JSON'],
    ['{"version":3}', 'it is no cache of vmlint'],
    ['{"version":2,"keys":"","which":0,"reports":[]}', 'it is no cache of vmlint'],
    ['null', 'it is no cache of vmlint'],
    ['[]', 'it is no cache of vmlint'],
  ])('that is %j is left aside with a warning, and written anew', (content, why) => {
    folder.plant({ 'a.vmx': HEAD, '.vmlintcache': content });
    const { stderr, ...result } = lint('--cache');
    expect(stderr).toContain(why);
    const { stderr: _, ...plain } = lint();
    expect(result).toEqual(plain);
    expect(lint('--cache').stderr).toBe('');
  });

  test.each<[string, (kept: string) => string, string]>([
    ['cut off', (kept) => kept.slice(0, kept.length >> 1), 'it is no JSON'],
    ['without a report', (kept) => kept.replace('"which":[0,', '"which":[7,'), 'it is damaged'],
    ['short of a key', (kept) => kept.replace(/"keys":"[^"]*?\\n/, '"keys":"'), 'it is damaged'],
    [
      'with a report that is none',
      (kept) => kept.replaceAll('"fixed":[]', '"fixed":0'),
      'it is damaged',
    ],
  ])('that is %s is left aside with a warning, and written anew', (_, damage, why) => {
    folder.plant({ 'a.vmx': HEAD, 'b.vmx': `${HEAD}memsize = 1\n` });
    const plain = lint();
    lint('--cache');
    folder.plant({ '.vmlintcache': damage(folder.read('.vmlintcache')) });
    const { stderr, ...result } = lint('--cache');
    expect(stderr).toMatch(new RegExp(`^warning: the cache .*: ${why}\n$`));
    expect({ ...result, stderr: '' }).toEqual(plain);
    expect(lint('--cache')).toEqual(plain);
  });

  test('that is a folder is left aside with a warning', () => {
    folder.plant({ 'a.vmx': HEAD, '.vmlintcache': null });
    const { stderr, ...result } = lint('--cache');
    expect(stderr).toMatch(
      /^warning: the cache .*\nwarning: the cache .* could not be written: .*\n$/,
    );
    expect({ ...result, stderr: '' }).toEqual(lint());
  });

  test('knows files that are alike, that move and that go, with any number of threads', () => {
    plantMany();
    folder.plant({
      'twin/a\nb.vmx': HEAD,
      'twin/2/a\nb.vmx': HEAD,
      'twin/"a\\nb".vmx': `${HEAD}#\n`,
    });
    lint('--cache', '--jobs', '2');
    const kept = folder.read('.vmlintcache');
    rmSync(folder.at('d0'), { recursive: true });
    folder.plant({ 'a/first.vmx': `${HEAD}memsize = 1\n` });
    expect(lint('--cache', '--jobs', '2')).toEqual(lint());
    expect(lint('--cache')).toEqual(lint('--jobs', '3'));
    // What was known of files that are gone is kept: they may be on another branch.
    const keys = (text: string): string[] =>
      (JSON.parse(text) as { keys: string }).keys.split('\n');
    expect(keys(folder.read('.vmlintcache'))).toEqual(expect.arrayContaining(keys(kept)));
  });

  test('of another build is left aside in silence', () => {
    folder.plant({ 'a.vmx': HEAD });
    lint('--cache');
    const kept = folder.read('.vmlintcache');
    const forged = kept.replace(/"program":"[^"]*"/, '"program":"x"').replaceAll('error', 'info');
    folder.plant({ '.vmlintcache': forged });
    expect(lint('--cache')).toEqual(lint());
  });

  test('is in another place where that is said, and no failure where it cannot be written', () => {
    folder.plant({ 'a.vmx': HEAD, 'sub/x': '' });
    lint('--cache', '--cache-location', 'sub/cache');
    expect(folder.read('sub/cache')).toContain('"version":2');
    const { status, stderr } = lint('--cache', '--cache-location', 'none/cache');
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(/^warning: the cache .*none\/cache could not be written: /),
    });
  });

  test('plays no part in fixes', () => {
    folder.plant({ 'a.vmx': HEAD });
    lint('--cache');
    expect(folder.vmlint('a.vmx', '--cache', '--fix').status).toBe(0);
    expect(folder.read('a.vmx')).toContain('vhv.enable');
  });
});
