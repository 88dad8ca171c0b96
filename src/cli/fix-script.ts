import { chmodSync, lstatSync, readFileSync, statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { inPlainWords } from '../files/errors.js';
import { whyNotAFile } from '../files/kinds.js';
import { realPath } from '../files/patch-name.js';
import { isBelow } from '../files/paths.js';
import { TemporaryFile } from '../files/temporary-file.js';
import { escapeControls } from '../report/escape.js';
import { scriptedVms } from '../report/fix-script/collect.js';
import { MARK, renderFixScript, type PlacedVm } from '../report/fix-script/render.js';
import type { RunReport } from '../report/report.js';
import { warn } from './check-paths.js';
import { toStderr } from './output.js';

/** The file of `--fix-script`: made anew by each run, and never in place of what somebody else has written. */
export class FixScript {
  private constructor(
    /** As it was given. */
    private readonly name: string,
    private readonly absolute: string,
  ) {}

  /** Null: what is there is none, which was told. */
  static open(name: string): FixScript | null {
    const script = new FixScript(name, realPath(resolve(name)));
    return script.isFree() ? script : null;
  }

  /** @returns whether all went well; there may be nothing to write. `assume` as in `scriptedVms` */
  write(report: RunReport, assume: boolean): boolean {
    const vms = this.place(report, assume);
    if (vms.length === 0) {
      const old = isThere(this.absolute) ? ', and what an earlier run has written stays there' : '';
      this.say(`was not written: no command of Hyper-V fixes anything that remains${old}`);
      return true;
    }
    // It may have come meanwhile: as a report, for one.
    if (!this.isFree()) return false;
    const file = new TemporaryFile(this.absolute);
    try {
      const old = statSync(this.absolute, { throwIfNoEntry: false });
      file.fill(renderFixScript(vms), undefined, READABLE);
      if (old !== undefined) chmodSync(file.path, old.mode & 0o777);
      file.place();
      const count = `${vms.length} ${vms.length === 1 ? 'VM' : 'VMs'}`;
      this.say(`was written, for ${count}; on the host, begin with -WhatIf`);
      return true;
    } catch (error) {
      return this.refuse(inPlainWords(error));
    } finally {
      file.discard();
    }
  }

  private isFree(): boolean {
    try {
      const stats = lstatSync(this.absolute, { throwIfNoEntry: false });
      if (stats === undefined) return true;
      if (stats.isDirectory()) return this.refuse('it is a folder, not a file');
      const kind = whyNotAFile(stats);
      if (kind !== undefined) return this.refuse(kind);
      const start = readFileSync(this.absolute)
        .subarray(0, MARK.length + 3)
        .toString('utf8');
      if (start.replace(/^\uFEFF/, '').startsWith(MARK)) return true;
      return this.refuse(
        'it is there, and no script of vmlint: name another file, or move that one',
      );
    } catch (error) {
      return this.refuse(inPlainWords(error));
    }
  }

  /** Each VM once, also where its configuration has several names. */
  private place(report: RunReport, assume: boolean): PlacedVm[] {
    const seen = new Set<string>();
    const placed: PlacedVm[] = [];
    for (const { path, ...vm } of scriptedVms(report, assume)) {
      const absolute = resolve(path);
      const real = realPath(absolute);
      if (seen.has(real)) continue;
      seen.add(real);
      const file = this.pathOf(absolute);
      if (file === undefined) {
        warn(`${path} is not in ${this.name}: Windows has no files of such a name`);
      } else {
        placed.push({ ...vm, file });
      }
    }
    return placed;
  }

  /**
   * The path of a configuration as Windows has it: from the folder of the script, where both are in the working folder
   * or the one is below the other, so that they can be taken elsewhere together. Undefined: Windows has no such names.
   */
  private pathOf(absolute: string): string | undefined {
    const folder = dirname(resolve(this.name));
    const cwd = process.cwd();
    const inCwd = isBelow(absolute, cwd) && (folder === cwd || isBelow(folder, cwd));
    const isNear = inCwd || isBelow(absolute, folder);
    const names = (isNear ? relative(folder, absolute) : absolute).split(sep);
    const isPossible =
      sep === '\\' || names.every((name) => name === '..' || !NOT_ON_WINDOWS.test(name));
    return isPossible ? names.join('\\') : undefined;
  }

  private refuse(why: string): false {
    toStderr(`error: ${escapeControls(this.name)} was not written: ${why}\n`);
    return false;
  }

  private say(what: string): void {
    toStderr(`${escapeControls(this.name)} ${what}\n`);
  }
}

/** By whom else, the system says. */
const READABLE = 0o666;

const NOT_ON_WINDOWS = /[\\:*?"<>|\0-\x1f]|[ .]$/;

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
