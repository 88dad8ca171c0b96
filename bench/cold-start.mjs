// What a start of vmlint costs, in CPU time, against a start of Node that does nothing.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandPath, root, temporary } from './lib/bundle.mjs';
import { environment } from './lib/environment.mjs';
import { row } from './lib/rows.mjs';
import { cleanTemplate } from './lib/templates.mjs';

const ROUNDS = 13;
const STARTS = 4;
const LIMIT = 3;

/**
 * The shell's `time` reads what the kernel counted for its children, from their start to their end, to 1 ms;
 * over several starts that is a quarter of a millisecond each. The clock of a process itself misses its end.
 */
const SCRIPT = `TIMEFORMAT='%3U %3S'; time for ((i = 0; i < ${STARTS}; i++)); do "$@" > /dev/null 2>&1; done`;

function cpuTime(args) {
  const { stderr, status, error } = spawnSync(
    'bash',
    ['-c', SCRIPT, 'bash', process.execPath, ...args],
    {
      cwd: temporary,
      env: environment,
      encoding: 'utf8',
    },
  );
  if (error) throw error;
  const [user, system] = stderr.trim().split(' ').map(Number);
  if (!(user + system > 0)) throw new Error(`no time from bash (${status}): ${stderr}`);
  return (user + system) / STARTS;
}

export function measure() {
  const vmlint = commandPath();
  const clean = cleanTemplate(4096, 0);
  const flawed = clean
    .replace('vhv.enable = "TRUE"', 'vhv.enable = "maybe"')
    .replace('numvcpus = ', 'numvcpus: ')
    .replace(/cpuid.coresPerSocket = "1"/, 'cpuid.coresPerSocket = 1');
  writeFileSync(join(temporary, 'clean.vmx'), clean, 'latin1');
  writeFileSync(join(temporary, 'flawed.vmx'), flawed, 'latin1');
  const pairs = clean.matchAll(/^(\S+) = "(.*)"$/gm);
  const settings = Object.fromEntries([...pairs].map(([, key, value]) => [key, value]));
  writeFileSync(join(temporary, 'clean.json'), `${JSON.stringify(settings, null, 2)}\n`);

  const contenders = [
    { what: 'vmlint clean.vmx', args: [vmlint, 'clean.vmx'], limit: LIMIT },
    { what: 'vmlint flawed.vmx', args: [vmlint, 'flawed.vmx'], limit: LIMIT },
    { what: 'vmlint --diff flawed.vmx', args: [vmlint, '--diff', 'flawed.vmx'] },
    { what: 'vmlint --version', args: [vmlint, '--version'] },
    {
      what: 'prettier --check clean.json',
      args: [join(root, 'node_modules/prettier/bin/prettier.cjs'), '--check', 'clean.json'],
    },
  ].map((contender) => ({ ...contender, ratios: [] }));
  for (let round = 0; round < ROUNDS; round++) {
    const bare = cpuTime(['-e', '0']);
    for (const { args, ratios } of contenders) ratios.push(cpuTime(args) / bare);
  }
  return contenders.map(({ what, ratios, limit }) => row(`${what} / node -e 0`, ratios, limit));
}
