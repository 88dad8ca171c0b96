import { existsSync, lstatSync, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { codeOf } from './errors.js';

export interface InUse {
  readonly reason: 'locked' | 'suspended';
  /** What was found and what to do, in one sentence. */
  readonly explanation: string;
}

/** The names in a folder that end in .lck, .vmss or .vbox-tmp, vmware.log, and Logs; `undefined` if it cannot be listed. */
type Listing = readonly Telling[] | undefined;

interface Telling {
  readonly name: string;
  readonly folded: string;
}

/** `Logs` is where VirtualBox keeps them. */
const TELLING_NAME = /\.(?:lck|vmss|vbox-tmp)$|^vmware\.log$|^Logs$/i;

/**
 * Whether a VMware VM is running or suspended, by what lies beside its .vmx. VMware holds its own copy of
 * the settings then, writes it back later, and cannot resume on another virtual CPU. Whether VirtualBox is saving a
 * .vbox, or broke off: it writes NAME.vbox-tmp first, and renames it. Each folder is listed once, so an object of this
 * class should not outlive the run.
 */
export class FolderStates {
  readonly #listings = new Map<string, Listing>();

  /** `referencedFiles`: the disks and other files that the .vmx names, as it names them; asked for where locks lie. */
  inUse(
    absolutePath: string,
    referencedFiles: () => readonly string[],
    mayBeLink = true,
  ): InUse | undefined {
    const beside = this.#look(absolutePath, referencedFiles, 'it');
    if (beside !== undefined) return beside;
    const real = mayBeLink ? realPathOfLink(absolutePath) : undefined;
    return real === undefined
      ? undefined
      : this.#look(real, referencedFiles, `\`${real}\`, which it links to`);
  }

  /** Whether nothing lies beside the file that says anything about VMs. */
  isQuiet(absolutePath: string): boolean {
    return this.#list(dirname(absolutePath))?.length === 0;
  }

  /** The log that VMware writes beside the VM, if there is one. */
  logBeside(absolutePath: string): string | undefined {
    return this.#find(absolutePath, 'vmware.log');
  }

  /** The log that VirtualBox writes in a folder beside the VM, if there is such a folder. */
  virtualBoxLog(absolutePath: string): string | undefined {
    const logs = this.#find(absolutePath, 'logs');
    return logs && join(logs, 'VBox.log');
  }

  #find(absolutePath: string, folded: string): string | undefined {
    const folder = dirname(absolutePath);
    const found = this.#list(folder)?.find((one) => one.folded === folded);
    return found && join(folder, found.name);
  }

  #look(path: string, referencedFiles: () => readonly string[], what: string): InUse | undefined {
    const folder = dirname(path);
    const listing = this.#list(folder);
    if (listing?.length === 0) return undefined;
    const names = new OwnNames(folder, basename(path), referencedFiles());
    const telling = listing ?? names.probe();
    const save = telling.find((found) => names.isUnfinishedSave(found));
    if (save !== undefined) {
      const found = `VirtualBox is saving the machine, or broke off: \`${save.name}\` lies beside ${what}`;
      const explanation = `${found}; close VirtualBox, see which of the two files is whole, and remove the other, or pass --force`;
      return { reason: 'locked', explanation };
    }
    const lock = telling.find((found) => names.isLock(found));
    if (lock !== undefined) {
      const found = `the VM is in use: \`${lock.name}\` lies beside ${what}`;
      const explanation = `${found}; power the VM off, or pass --force if the lock is stale`;
      return { reason: 'locked', explanation };
    }
    const state = telling.find((found) => names.isSuspendedState(found));
    if (state === undefined) return undefined;
    const found = `the VM is suspended: \`${state.name}\` lies beside ${what}`;
    return { reason: 'suspended', explanation: `${found}; resume the VM and shut it down first` };
  }

  #list(folder: string): Listing {
    if (this.#listings.has(folder)) return this.#listings.get(folder);
    const listing = listTelling(folder);
    this.#listings.set(folder, listing);
    return listing;
  }
}

/** The names that locks and saved states of one VM have. Case counts nowhere: some hosts fold it. */
class OwnNames {
  readonly #folder: string;
  readonly #stem: string;
  readonly #locks: ReadonlySet<string>;
  readonly #unfinishedSave: string | undefined;

  constructor(folder: string, fileName: string, referencedFiles: readonly string[]) {
    this.#folder = folder;
    this.#stem = basename(fileName, extname(fileName)).toLowerCase();
    this.#unfinishedSave = /\.vbox(?:-prev)?$/i.test(fileName)
      ? `${this.#stem}.vbox-tmp`
      : undefined;
    const locked = referencedFiles.flatMap((file) => nameIn(folder, file) ?? []);
    locked.push(fileName, `${this.#stem}.vmem`);
    this.#locks = new Set(locked.map((name) => `${name.toLowerCase()}.lck`));
  }

  isLock(found: Telling): boolean {
    return this.#locks.has(found.folded) || this.#isDerived(found, '.vmem.lck');
  }

  isSuspendedState(found: Telling): boolean {
    return found.folded === `${this.#stem}.vmss` || this.#isDerived(found, '.vmss');
  }

  /** `vm.vbox-tmp` of `vm.vbox`, also of its `vm.vbox-prev`. */
  isUnfinishedSave(found: Telling): boolean {
    return found.folded === this.#unfinishedSave;
  }

  /** Where a folder may be entered but not listed, the plain names can still be asked for. */
  probe(): Telling[] {
    const names = [...this.#locks, `${this.#stem}.vmss`, `${this.#stem}.vbox-tmp`];
    const there = names.filter((name) => existsSync(join(this.#folder, name)));
    return there.map((name) => ({ name, folded: name }));
  }

  /** `vm-564d1a2b.vmem.lck` is of `vm.vmx`, unless there is a `vm-564d1a2b.vmx`. */
  #isDerived({ name, folded }: Telling, ending: string): boolean {
    if (!folded.startsWith(`${this.#stem}-`) || !folded.endsWith(ending)) return false;
    return !existsSync(join(this.#folder, `${name.slice(0, -ending.length)}.vmx`));
  }
}

/** The name of a referenced file if it lies in the folder itself. Both kinds of slashes separate. */
function nameIn(folder: string, file: string): string | undefined {
  if (!/[/\\]/.test(file)) return file;
  const path = resolve(folder, file.replaceAll('\\', '/'));
  return dirname(path).toLowerCase() === folder.toLowerCase() ? basename(path) : undefined;
}

function listTelling(folder: string): Listing {
  try {
    return readdirSync(folder)
      .filter((name) => TELLING_NAME.test(name))
      .map((name) => ({ name, folded: name.toLowerCase() }));
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? [] : undefined;
  }
}

function realPathOfLink(path: string): string | undefined {
  try {
    if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return undefined;
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}
