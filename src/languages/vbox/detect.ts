import { parseXml } from '../../../grammars/xml/index.js';
import type { Source } from '../../source/source.js';
import { ROOT } from './document.js';
import { firstChild, localName } from './reading.js';

/** `.vbox-prev` is what the file was before VirtualBox wrote it last. */
const NAME = /\.vbox(?:-prev)?$/i;
/** The file of a user. */
const GLOBAL = /(?:^|[\\/])VirtualBox\.xml(?:-prev)?$/i;

export function isVboxName(path: string): boolean {
  return NAME.test(path) || GLOBAL.test(path);
}

/** Enough to see the first tags behind a comment. */
const SAMPLE = 64 * 1024;
const ROOT_TAG = /<(?:[\w.-]+:)?VirtualBox(?=[\s/>])/;

/**
 * Why a file is none of settings of VirtualBox, in words that follow "not a VM configuration: "; undefined: it is
 * one. A name ending in `.vbox` gets the benefit of the doubt.
 */
export function whyNotVbox(path: string, source: Source): string | undefined {
  const sample = source.view.slice(0, SAMPLE);
  if (isVboxName(path) && /^[\0\s]*$/.test(sample)) return undefined;
  if (NAME.test(path)) {
    if (ROOT_TAG.test(sample) || /<Machine[\s>]/.test(sample)) return undefined;
    if (/^version https:\/\/git-lfs\.github\.com\//.test(sample)) {
      return 'it looks like a Git LFS pointer; fetch the file with `git lfs pull`';
    }
    return /^(?:\xEF\xBB\xBF)?\s*</.test(sample) || /\{\{|\{%|<%|\$\{/.test(sample)
      ? undefined
      : 'it is no XML';
  }
  if (!ROOT_TAG.test(sample)) return 'it has no element `VirtualBox`';
  const root = parseXml(sample).element;
  if (root === undefined || localName(root) !== ROOT) return 'its root is not `VirtualBox`';
  const isOfMachine =
    firstChild(root, 'Machine') !== undefined || firstChild(root, 'MachineEncrypted') !== undefined;
  const isOfUser = firstChild(root, 'Global') !== undefined;
  return isOfMachine || isOfUser || GLOBAL.test(path)
    ? undefined
    : 'it has neither `Machine` nor `Global`';
}

/** Whether it is the file of a user, not of a machine. */
export function isGlobal(source: Source): boolean {
  const sample = source.view.slice(0, SAMPLE);
  return /<(?:[\w.-]+:)?Global(?=[\s/>])/.test(sample) && !/<Machine[\s>]/.test(sample);
}
