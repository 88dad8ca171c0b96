import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { ENVIRONMENT, ESXI, PROGRAM, unlessImpossible, useFolder, withoutTimes } from './vmlint.js';

const folder = useFolder();

const HAS_SCRIPT = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0;

const FILES = 150;

/** Files that take some seconds together, one that is too large, and one with a finding. */
function plantSlowOnes(): void {
  const lines = Array.from({ length: 9000 }, (_, index) => `guestinfo.item${index} = ${index}\n`);
  const text = `config.version = "8"\nvhv.enable = "TRUE"\n${lines.join('')}`;
  const names = Array.from({ length: FILES }, (_, index) => `${index}.vmx`);
  folder.plant(Object.fromEntries(names.map((name) => [name, text])));
  folder.plant({ 'huge.vmx': `${text}${text}`, 'flawed.vmx': ESXI });
}

const ARGS = ['.', '--max-size', '400000', '--format', 'compact', '--rule', 'vmx/quoted-value=off'];

/** `rest`: a part of a command line of sh, behind the command; `before`: one before it. */
function commandOf(rest: string, before = ''): [string, string[]] {
  const command = `${before} '${process.execPath}' '${PROGRAM}' ${ARGS.join(' ')} ${rest}`;
  return ['script', ['-qec', command, '/dev/null']];
}

const optionsOf = (env: NodeJS.ProcessEnv) => ({
  cwd: folder.path,
  env: { ...ENVIRONMENT, SHELL: '/bin/sh', TERM: 'xterm', ...env },
});

/** Everything that goes to the terminal. */
function onTerminal(rest: string, env: NodeJS.ProcessEnv = {}): string {
  return spawnSync(...commandOf(rest), optionsOf(env)).stdout.toString();
}

/** The lines that a terminal shows in the end. */
function screen(output: string): string[] {
  const lines = [''];
  let column = 0;
  for (const [part] of output.matchAll(/\x1b\[K|[^]/g)) {
    const line = lines.at(-1)!;
    if (part === '\r') {
      column = 0;
    } else if (part === '\n') {
      lines.push('');
      column = 0;
    } else if (part === '\x1b[K') {
      lines[lines.length - 1] = line.slice(0, column);
    } else {
      lines[lines.length - 1] = line.slice(0, column) + part + line.slice(column + 1);
      column++;
    }
  }
  return lines;
}

const SHOWN = new RegExp(`\\rChecked (\\d+) of ${FILES + 2} files\\x1b\\[K`, 'g');

unlessImpossible(HAS_SCRIPT, 'progress, which needs the terminals that `script` makes', () => {
  test('on a terminal one line says how far it is, and nothing of it is left', () => {
    plantSlowOnes();
    const plain = folder.vmlint(...ARGS);
    expect(plain.stderr).toBe(
      'warning: huge.vmx: it has 463642 bytes, more than --max-size 400000\n',
    );
    const output = onTerminal('> report');
    const counts = [...output.matchAll(SHOWN)].map(([, count]) => Number(count));
    expect(counts.length).toBeGreaterThan(1);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(screen(output)).toEqual([plain.stderr.trim(), '']);
    expect(withoutTimes(folder.read('report'))).toBe(plain.stdout);
    // No colour, and so nothing for NO_COLOR to say.
    expect(output).not.toMatch(/\x1b\[[\d;]*m/);
  });

  test('it makes room for a report on the same terminal, with many threads and a cache, too', () => {
    plantSlowOnes();
    const plain = folder.vmlint(...ARGS);
    expect(plain.stdout).toContain('flawed.vmx:3:1: error');
    for (const rest of ['', '--jobs 2 --cache', '--cache --format json=report.json']) {
      const output = onTerminal(rest);
      const shown = withoutTimes(screen(output).join('\n'));
      expect(shown).toBe(plain.stderr + plain.stdout);
    }
  });

  test('nothing is shown on a terminal that cannot wipe it, and nothing of a short run', () => {
    plantSlowOnes();
    expect(onTerminal('> report', { TERM: 'dumb' })).toMatch(/^warning: [^\r\x1b]*\r\n$/);
    expect(onTerminal('2>&1 > report | cat')).not.toContain('\x1b');
    const { stderr } = folder.vmlint('0.vmx', '--format=compact');
    expect(stderr).toBe('');
  });

  test('SIGINT leaves nothing of it', async () => {
    plantSlowOnes();
    const terminal = spawn(...commandOf('', 'echo $$ > pid; exec'), optionsOf({}));
    let output = '';
    for await (const part of terminal.stdout) {
      const isFirst = !output.includes('Checked');
      output += String(part);
      if (isFirst && output.includes('Checked')) process.kill(Number(folder.read('pid')), 'SIGINT');
    }
    expect(output).toMatch(SHOWN);
    expect(screen(output)).toEqual(['']);
    expect(terminal.exitCode ?? (await once(terminal, 'exit'))[0]).toBe(130);
  });
});
