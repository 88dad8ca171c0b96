import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { bundleInto, remove, temporaryFolder } from './support.js';

const KILLS = 30;
const FILES = 8;
const MIB = 1 << 20;
const BOTH = ['old', 'new'] as const;

let folder: string;
let bundle: string;

beforeAll(async () => {
  folder = temporaryFolder();
  bundle = await bundleInto(folder);
  for (const name of ['vms', ...BOTH]) mkdirSync(join(folder, name));
  for (let index = 0; index < FILES; index++) {
    for (const which of BOTH) {
      writeFileSync(pathOf(index, which), contentOf(index, which));
    }
    writeFileSync(pathOf(index), contentOf(index, 'old'));
  }
});
afterAll(() => {
  remove(folder);
});

const pathOf = (index: number, place = 'vms'): string =>
  join(folder, place, `vm-${String(index)}.vmx`);

/** Between 1 and 4 MiB, different at every place, so that no mix of both passes for one of them. */
function contentOf(index: number, which: (typeof BOTH)[number]): Buffer {
  const length = MIB + ((index * 7919 * 401 + (which === 'new' ? 12345 : 0)) % (3 * MIB));
  return Buffer.alloc(length, `annotation = "${which} ${String(index)}"\n`);
}

/** Rewrites all files, each from old to new or back, over and over until it is killed. */
function rewriteForever(): string {
  return `
    import { readFile, writeAtomically } from ${JSON.stringify(bundle)};
    const files = ${JSON.stringify(Array.from({ length: FILES }, (_, index) => pathOf(index)))};
    const contents = new Map(files.map((path) => [path, ${JSON.stringify(BOTH)}.map(
      (which) => readFile(path.replace('/vms/', '/' + which + '/'), 1e9).bytes)]));
    console.log('ready');
    for (let round = 0; ; round++) {
      for (const path of files) {
        const before = readFile(path, 1e9);
        writeAtomically(path, contents.get(path)[round % 2], before, { backup: round % 4 > 1 });
      }
    }`;
}

async function runAndKill(program: string, delay: number): Promise<void> {
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  await new Promise((resolve) => setTimeout(resolve, delay));
  child.kill('SIGKILL');
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  if (signal !== 'SIGKILL') throw new Error('the child ended by itself');
}

/** Which of both a file is, byte for byte; its backup too, where there is one. */
function stateOf(index: number): (typeof BOTH)[number] {
  if (existsSync(`${pathOf(index)}.bak`)) wholeState(index, `${pathOf(index)}.bak`);
  return wholeState(index, pathOf(index));
}

function wholeState(index: number, path: string): (typeof BOTH)[number] {
  const bytes = readFileSync(path);
  const state = BOTH.find((which) => bytes.equals(contentOf(index, which)));
  if (state === undefined) throw new Error(`${path} is neither the old nor the new one`);
  return state;
}

test('a kill at any moment leaves the old or the new file', async () => {
  const program = join(folder, 'rewrite-forever.mjs');
  writeFileSync(program, rewriteForever());
  let hits = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    await runAndKill(program, Math.random() * 120);
    const states = Array.from({ length: FILES }, (_, index) => stateOf(index));
    const leftovers = readdirSync(join(folder, 'vms')).filter((name) => name.endsWith('.tmp'));
    if (leftovers.length > 0 || new Set(states).size > 1) hits++;
    expect(leftovers.length).toBeLessThanOrEqual(2);
    for (const name of leftovers) rmSync(join(folder, 'vms', name));
  }
  process.stdout.write(`${String(hits)} of ${String(KILLS)} kills hit while files were written\n`);
  expect(hits).toBeGreaterThan(5);
}, 300_000);
