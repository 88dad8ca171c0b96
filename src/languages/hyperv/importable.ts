import type { VmcxFile } from '../../../grammars/vmcx/index.js';
import type { VmDocument } from '../index.js';
import { isBinary } from './detect.js';

/** A VM as Hyper-V can be told of it. Strings are the file's own: anything can be in them. */
export interface ImportableVm {
  /** A GUID in upper case, without braces; undefined: the file has none. */
  readonly id?: string;
  readonly name: string;
  /** As `9.0`. */
  readonly version?: string;
}

/**
 * The VM of a file that Hyper-V itself reads; undefined: it is another file, or one that Packer made for Vagrant, or a
 * damaged one, of which nobody knows what the VM really has.
 */
export function importableVm(document: VmDocument): ImportableVm | undefined {
  if (document.language !== 'hyperv' || document.vm === undefined) return undefined;
  const { vm, dialect, source } = document;
  if (vm.isPartOfVm) return undefined;
  const isRead = dialect === 'hyperv' || (dialect === 'vmcx' && isBinary(source));
  if (!isRead || ('container' in document && isDamaged(document.container))) return undefined;
  const { id, name = '', version } = vm;
  return {
    ...(id === undefined ? {} : { id }),
    name,
    ...(version === undefined ? {} : { version: version.text }),
  };
}

function isDamaged({ problems }: VmcxFile): boolean {
  return problems.some(({ code }) => code !== 'dirty');
}
