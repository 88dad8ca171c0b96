import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { ENVIRONMENT, Folder, PROGRAM, withoutTimes } from '../cli/vmlint.js';

const EXAMPLE = fileURLToPath(new URL('../../examples/vm-template-repo', import.meta.url));

/** A copy of the example, in which vmlint is what was built. */
class Copy extends Folder {
  override make(): void {
    super.make();
    cpSync(EXAMPLE, this.path, { recursive: true });
  }

  /** A command as somebody types it, or as a CI runs it. */
  sh(command: string): { status: number | null; stdout: string; stderr: string } {
    const own = command.replace(/^(?:npx )?vmlint\b/, '"$NODE" "$VMLINT"');
    const { status, stdout, stderr } = spawnSync('sh', ['-c', own], {
      cwd: this.path,
      env: { ...ENVIRONMENT, NODE: process.execPath, VMLINT: PROGRAM },
      encoding: 'utf8',
    });
    return { status, stdout: withoutTimes(stdout), stderr };
  }
}

function read(name: string): string {
  return readFileSync(join(EXAMPLE, name), 'utf8');
}

const README = read('README.md');

/** `$ command` and what the README shows of its output, in order. */
function transcripts(): { command: string; output: string }[] {
  const blocks = [...README.matchAll(/^```console\n([^]*?)^```$/gm)].map(([, block = '']) => block);
  return blocks
    .flatMap((block) => block.split(/^\$ /m).slice(1))
    .map((part) => {
      const end = part.indexOf('\n');
      return { command: part.slice(0, end), output: withoutTimes(part.slice(end + 1)) };
    });
}

/** The parts of an output that the README shows; `…` on a line stands for whatever comes between. */
function isShown(output: string, shown: string): boolean {
  const parts = shown.split(/^…\n/m);
  let from = 0;
  return parts.every((part, index) => {
    const at =
      index === parts.length - 1 ? output.length - part.length : output.indexOf(part, from);
    const fits = at >= from && output.startsWith(part, at) && (index > 0 || at === 0);
    from = at + part.length;
    return fits;
  });
}

describe('the README of the repository of templates', () => {
  const copy = new Copy();
  beforeAll(() => copy.make());
  afterAll(() => copy.remove());

  // In the order of the story: what one command breaks, a later one mends.
  test.each(transcripts())('`$command` does what it shows', ({ command, output }) => {
    const { stdout, stderr } = copy.sh(command);
    expect(stderr).toBe('');
    if (!isShown(stdout, output)) expect(stdout).toBe(output);
  });

  test('shows every kind of command', () => {
    expect(transcripts().length).toBeGreaterThan(6);
    expect(isShown('a\nb\nc\n', 'a\n…\nc\n') && isShown('a\nb\n', 'a\n…\n')).toBe(true);
    expect(isShown('a\nb\n', '…\na\n') || isShown('a\nb\n', 'a\n')).toBe(false);
  });

  test('names each file and folder', () => {
    const inBackticks = new Set([...README.matchAll(/`([^`\n]+)`/g)].map(([, name]) => name!));
    const names = readdirSync(EXAMPLE, { withFileTypes: true }).map((entry) => {
      if (entry.name === '.github') return '.github/workflows/vmlint.yml';
      return entry.isDirectory() ? `${entry.name}/` : entry.name;
    });
    for (const name of names.filter((one) => one !== 'README.md')) {
      expect([...inBackticks]).toContain(name);
    }
    const paths = [...inBackticks].filter((name) => /^[\w.-]+\/[\w./-]*$|\.jsonc$/.test(name));
    expect(paths.length).toBeGreaterThan(8);
    for (const path of paths.filter((name) => !name.startsWith('vmx/'))) {
      expect({ path, isThere: existsSync(join(EXAMPLE, path)) }).toEqual({ path, isThere: true });
    }
  });
});

describe('the jobs of its CI', () => {
  const workflow = parse(read('.github/workflows/vmlint.yml')) as {
    jobs: Record<string, { steps: { uses?: string; run?: string }[] }>;
  };
  const gitlab = parse(read('.gitlab-ci.yml')) as { vmlint: { script: string[] } };
  const hooks = parse(read('.pre-commit-config.yaml')) as {
    repos: { repo: string; rev: string; hooks: { id: string }[] }[];
  };
  const steps = workflow.jobs['vmlint']!.steps.flatMap(({ run }) => run ?? []);

  test('run the same commands, with the version that the hook has', () => {
    const [{ repo, rev } = { repo: '', rev: '' }] = hooks.repos;
    expect(steps).toEqual([
      `npm install --global --install-links git+${repo}#${rev}`,
      'vmlint --max-warnings 0',
    ]);
    expect(gitlab.vmlint.script).toEqual(steps);
  });

  test.each<[string, (copy: Copy) => void, number]>([
    ['as it is', () => {}, 0],
    [
      'with an error',
      (copy) => copy.plant({ 'hosts/new.vmx': 'config.version = "8"\nmemsize = "4097"\n' }),
      1,
    ],
    [
      'with less memory than the configuration asks for',
      (copy) => {
        const text = copy.read('hosts/esxi-8.vmx');
        copy.plant({ 'hosts/esxi-8.vmx': text.replace('"16384"', '"8192"') });
      },
      1,
    ],
    [
      'with a card that is not allowed',
      (copy) => {
        const text = copy.read('hosts/esxi-8.vmx');
        copy.plant({ 'hosts/esxi-8.vmx': text.replace('"vmxnet3"', '"vmxnet"') });
      },
      1,
    ],
    [
      'with an exception that is not needed any more',
      (copy) => {
        const text = copy.read('appliances/firewall.vmx');
        copy.plant({ 'appliances/firewall.vmx': text.replace('"e1000e"', '"vmxnet3"') });
      },
      1,
    ],
    [
      'with a configuration that cannot be used',
      (copy) => {
        const text = copy.read('vmlint.config.jsonc');
        copy.plant({ 'vmlint.config.jsonc': text.replace('"forbid"', '"forbidden"') });
      },
      2,
    ],
  ])('%s', (_what, change, status) => {
    const copy = new Copy();
    copy.make();
    try {
      change(copy);
      expect(copy.sh(steps.at(-1)!).status).toBe(status);
    } finally {
      copy.remove();
    }
  });
});

test('each exception is needed, and so is each comment that says what a VM is for', () => {
  const copy = new Copy();
  copy.make();
  try {
    const without = (name: string, part: RegExp): string[] => {
      const text = copy.read(name);
      expect(text).toMatch(part);
      copy.plant({ [name]: text.replace(part, '') });
      const { stdout } = copy.sh('vmlint --format compact');
      copy.plant({ [name]: text });
      return stdout.split('\n').map((line) => / (\w+\/[\w-]+) /.exec(line)?.[1] ?? line);
    };
    const firewall = 'appliances/firewall.vmx';
    const config = 'vmlint.config.jsonc';
    expect(without(firewall, /^# vmlint-ignore.*\n/m)).toContain('policy/require');
    expect(without(firewall, /^# vmlint-nested.*\n/m)).toContain(
      'nested/expose-hardware-virtualization',
    );
    expect(without(config, /"ignoreFindings": \[[^]*?\n {2}\],/)).toContain('vmx/no-secrets');
    expect(without(config, /\{ "files": "packer[^]*?\} \},/)).toContain(
      'vmx/template-placeholders',
    );
    expect(without(config, /\{ "files": "desktops[^]*?\},/)).toContain(
      'nested/expose-hardware-virtualization',
    );
    expect(without('.vmlintignore', /^archive\/$/m).length).toBeGreaterThan(3);
  } finally {
    copy.remove();
  }
});
