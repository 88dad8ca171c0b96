import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import {
  ENVIRONMENT,
  parseReport,
  PROGRAM,
  QUOTED,
  UNQUOTED,
  useFolder,
  withoutTimes,
} from './vmlint.js';

const folder = useFolder();

/** Makes more than a megabyte of any report. */
function plantLongOne(): void {
  const lines = Array.from(
    { length: 9000 },
    (_, index) => `guestinfo.setting${index} = ${index}\n`,
  );
  folder.plant({ 'long.vmx': `config.version = "8"\nvhv.enable = "TRUE"\n${lines.join('')}` });
}

describe('pipes', () => {
  test('every format is complete through a slow pipe', () => {
    plantLongOne();
    const formats = ['pretty', 'compact', 'json'];
    const script = `for format in ${formats.join(' ')}; do
      {
        vmlint --format $format long.vmx > direct.$format
        vmlint --format $format long.vmx | (sleep 1; cat) > piped.$format
        echo "\${PIPESTATUS[0]}"
      } &
    done; wait`;
    expect(folder.shell(script)).toMatchObject({ stdout: '0\n0\n0\n', stderr: '' });
    for (const format of formats) {
      const [direct, piped] = ['direct', 'piped'].map((way) =>
        withoutTimes(readFileSync(folder.at(`${way}.${format}`), 'utf8')),
      );
      expect(direct!.length).toBeGreaterThan(1_000_000);
      expect(piped === direct).toBe(true);
    }
    parseReport(folder.read('piped.json'));
  });

  test('stderr is complete through a slow pipe', () => {
    for (let index = 0; index < 1500; index++) {
      folder.plant({ [`${index}-${'x'.repeat(60)}.vmx`]: { link: 'gone' } });
    }
    folder.plant({ 'a.vmx': QUOTED });
    const { stdout } = folder.shell('vmlint . 2>&1 >/dev/null | (sleep 1; cat) | wc -l');
    expect(stdout.trim()).toBe('1500');
  });

  test('a reader that goes is no crash', () => {
    plantLongOne();
    const script = ['pretty', 'compact', 'json']
      .map((format) => `vmlint --format ${format} long.vmx | head -1 > /dev/null`)
      .join('\n');
    expect(folder.shell(`${script}\nvmlint --help | head -1 >/dev/null`).stderr).toBe('');
    expect(folder.shell('vmlint rules | head -1').stdout).toMatch(/^hyperv\//);
  });

  test('a reader that goes does not keep --fix from its work', () => {
    plantLongOne();
    folder.plant({ 'z.vmx': UNQUOTED });
    folder.shell('vmlint --fix | head -1');
    expect(folder.read('z.vmx')).toBe(QUOTED);
    expect(folder.read('long.vmx')).toContain('guestinfo.setting8999 = "8999"\n');
  });

  test('standard output that is closed or full is no stack trace', () => {
    folder.plant({ 'a.vmx': UNQUOTED });
    expect(folder.shell('vmlint >&-').stderr).not.toMatch(/^\s+at /m);
    const full = folder.shell('vmlint > /dev/full');
    expect(full.status).toBe(2);
    expect(full.stderr).toMatch(/^error: [^\n]*no space/i);
    expect(full.stderr).not.toMatch(/^\s+at |a defect of vmlint/m);
  });

  test('where stderr is no terminal, a long run says nothing there', () => {
    plantLongOne();
    const texts = Array.from({ length: 5 }, (_, index) => [
      `${index}.vmx`,
      folder.read('long.vmx'),
    ]);
    folder.plant(Object.fromEntries(texts));
    expect(folder.vmlint('--format=compact').stderr).toBe('');
  });
});

describe('signals', () => {
  const COUNT = 1000;
  const name = (index: number): string => `${String(index).padStart(4, '0')}.vmx`;

  function start(args: readonly string[], stdout: 'pipe' | 'ignore'): ChildProcess {
    return spawn(process.execPath, [PROGRAM, ...args], {
      cwd: folder.at('vms'),
      env: ENVIRONMENT,
      stdio: ['ignore', stdout, 'pipe'],
    });
  }

  /** The exit code, or the signal that ended it. */
  async function ending(child: ChildProcess, within: number): Promise<number | string | null> {
    const exit = once(child, 'exit') as Promise<[number | null, string | null]>;
    const late = sleep(within, undefined, { ref: false }).then(() => 'still running' as const);
    const result = await Promise.race([exit, late]);
    if (result !== 'still running') return result[0] ?? result[1];
    child.kill('SIGKILL');
    await exit;
    return result;
  }

  test.each([
    ['SIGINT', 130, []],
    ['SIGTERM', 143, []],
    ['SIGINT', 130, ['--jobs', '2']],
  ] as const)(
    '%s in a long --fix: exit code %d, and every file is whole (%j)',
    async (signal, code, options) => {
      mkdirSync(folder.at('vms'));
      for (let index = 0; index < COUNT; index++)
        folder.plant({ [`vms/${name(index)}`]: UNQUOTED });
      const child = start(['--fix', '--backup', ...options], 'ignore');
      const ended = ending(child, 20_000);
      while (!folder.has(`vms/${name(3)}.bak`)) await sleep(2);
      child.kill(signal);
      expect(await ended).toBe(code);

      const states = Array.from({ length: COUNT }, (_, index) => folder.read(`vms/${name(index)}`));
      const fixed = states.filter((text) => text === QUOTED).length;
      expect(states.filter((text) => text === UNQUOTED)).toHaveLength(COUNT - fixed);
      expect(fixed).toBeGreaterThan(3);
      expect(fixed).toBeLessThan(COUNT);
      const backups = folder.list('vms').filter((file) => file.endsWith('.bak'));
      expect(folder.list('vms')).toHaveLength(COUNT + backups.length);
      expect(backups).toHaveLength(fixed);
    },
    30_000,
  );

  test('SIGTERM while nobody reads the report', async () => {
    mkdirSync(folder.at('vms'));
    plantLongOne();
    const child = start(['../long.vmx'], 'pipe');
    await once(child.stdout!, 'readable');
    await sleep(300);
    const ended = ending(child, 4000);
    child.kill('SIGTERM');
    // A shell makes 143 of an end by the signal itself, too.
    expect([143, 'SIGTERM']).toContain(await ended);
  });

  test('SIGINT while it waits for standard input', async () => {
    const child = spawn(process.execPath, [PROGRAM, '--stdin'], {
      cwd: folder.path,
      env: ENVIRONMENT,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stdin.write('memsize');
    await sleep(500);
    const ended = ending(child, 4000);
    child.kill('SIGINT');
    expect(await ended).toBe(130);
  });
});
