import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ENVIRONMENT, Folder } from '../cli/vmlint.js';

/** The root of the project. */
export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Without what npm and git tell the programs that they start, which would lead the git and the npm of a test
 * to the project itself, and without the settings of whoever runs the tests. What was downloaded once is used again.
 */
const SETTINGS: NodeJS.ProcessEnv = {
  ...Object.fromEntries(
    Object.entries(ENVIRONMENT).filter(
      ([name]) => !/^(?:npm_|GIT_|PRE_COMMIT|INIT_CWD$)/i.test(name),
    ),
  ),
  LANG: 'C.UTF-8',
  // lint-staged takes a CI for a terminal with colours.
  NO_COLOR: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'A Tester',
  GIT_AUTHOR_EMAIL: 'tester@example.com',
  GIT_COMMITTER_NAME: 'A Tester',
  GIT_COMMITTER_EMAIL: 'tester@example.com',
  npm_config_prefer_offline: 'true',
};

export interface Ran {
  readonly status: number | null;
  /** Both outputs. */
  readonly output: string;
}

/** Runs a program to its end; one that cannot be started, or takes longer than five minutes, throws. */
export function run(
  cwd: string,
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Ran {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env: { ...SETTINGS, ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
    timeout: 300_000,
  });
  if (error !== undefined) throw error;
  return { status, output: stdout + stderr };
}

/** Runs a program that has to succeed. @returns what it printed */
export function succeed(...given: Parameters<typeof run>): string {
  const { status, output } = run(...given);
  if (status !== 0) throw new Error(`${given[1]} ${given[2].join(' ')}: exit ${status}\n${output}`);
  return output;
}

/** Why a program cannot be run here, or undefined. */
export function whyWithout(command: string): string | undefined {
  const { error } = spawnSync(command, ['--version'], { env: SETTINGS });
  return error && `${command} is not installed`;
}

export function temporaryFolder(name: string): string {
  return realpathSync(mkdtempSync(join(tmpdir(), `vmlint-${name}-`)));
}

/**
 * The project as it stands, uncommitted changes included and ignored files not, as the one commit of a repository
 * of its own, tagged as the version that the README installs.
 */
export function commitProject(into: string): void {
  succeed(into, 'git', ['init', '--quiet']);
  const there = [`--git-dir=${into}/.git`, `--work-tree=${PROJECT}`];
  succeed(PROJECT, 'git', [...there, 'add', '--all']);
  succeed(PROJECT, 'git', [...there, 'commit', '--quiet', '--message', 'The project']);
  succeed(into, 'git', ['tag', 'v0.1.0']);
}

/** A throw-away repository. */
export class Repository extends Folder {
  readonly env: NodeJS.ProcessEnv = {};

  override make(): void {
    super.make();
    this.git('init', '--quiet');
  }

  git(...args: string[]): string {
    return succeed(this.path, 'git', args, this.env);
  }

  /** Commits whatever changed, ignored files that are named included, and gives back what the hooks said. */
  commit(...ignored: string[]): Ran {
    this.git('add', '--all');
    if (ignored.length > 0) this.git('add', '--force', '--', ...ignored);
    return run(this.path, 'git', ['commit', '--message', 'A change'], this.env);
  }

  /** The files of the last commit; none before the first. */
  committed(): string[] {
    const { status, output } = run(this.path, 'git', [
      'ls-tree',
      '-r',
      '-z',
      '--name-only',
      'HEAD',
    ]);
    return status === 0 ? output.split('\0').slice(0, -1) : [];
  }

  /** A file of the last commit. */
  committedText(name: string): string {
    return this.git('show', `HEAD:${name}`, '--');
  }
}
