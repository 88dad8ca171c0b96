import { parseVmx } from '../../../grammars/vmx/index.js';
import type { Source } from '../../source/source.js';

const NAME = /\.(?:vmx|vmtx)$/i;

/** `.vmtx`: what vCenter calls the `.vmx` of a template. */
export function isVmxName(fileName: string): boolean {
  return NAME.test(fileName);
}

/** What people put under the name `.vmx` that is something else, by how it begins or by a line it has. */
const FOREIGN: readonly (readonly [pattern: RegExp, what: string])[] = [
  [
    /^version https:\/\/git-lfs\.github\.com\//,
    'a Git LFS pointer; fetch the file with `git lfs pull`',
  ],
  [/^(?:KDMV|COWD|# Disk DescriptorFile)/, 'a VMware disk (.vmdk)'],
  [/^(?:<\?xml|<!DOCTYPE|<html|<[A-Za-z][\w:.-]*[\s>])/i, 'XML or HTML'],
  [/^\s*versioninfo\s*\{/, 'a Valve Hammer map'],
  [
    /^(?:import|from)[ \t]+\w|^def[ \t]+\w+\(/m,
    'a Python file, as Xen uses for its configurations',
  ],
  [/^PK\x03\x04/, 'a ZIP archive'],
];

/** What nearly every `.vmx` has: then nothing else need be looked at. */
const CERTAIN = /(?:^|[\r\n])[ \t]*(?:\.encoding|config\.version|virtualHW\.version)[ \t]*=/i;

const SAMPLE = 64 * 1024;

/** More than one character of twenty is a control that no text has. */
function isBinary(sample: string): boolean {
  const controls = sample.match(/[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]/g)?.length ?? 0;
  return controls * 20 > sample.length;
}

/** What the start of a file holds. */
export interface Survey {
  readonly sample: string;
  /** Folded. */
  readonly keys: ReadonlySet<string>;
  /** Lines that are pairs, or nearly. */
  readonly pairs: number;
  /** Lines that are neither blank nor comments. */
  readonly lines: number;
  readonly isEmpty: boolean;
}

export function survey(source: Source): Survey {
  const sample = source.view.slice(source.bomLength, SAMPLE);
  const keys = new Set<string>();
  let pairs = 0;
  let lines = 0;
  for (const node of parseVmx(sample).children) {
    if (node.type === 'entry') keys.add(node.name.folded);
    if (node.type === 'comment' || node.type === 'blank') continue;
    lines++;
    const nearly =
      node.type === 'malformed' &&
      ['unterminated-quote', 'two-pairs', 'nul-byte'].includes(node.reason);
    if (node.type === 'entry' || nearly) pairs++;
  }
  return { sample, keys, pairs, lines, isEmpty: /^[\0\s]*$/.test(sample) };
}

/**
 * Why a file is not a VMware configuration, in words that follow "not a VM configuration: "; undefined
 * where it is one. A name ending in `.vmx` gets the benefit of the doubt; without it the file must have
 * a key that only a VM's configuration has (other VMware files share the grammar).
 */
export function whyNotVmx(fileName: string, source: Source): string | undefined {
  const named = isVmxName(fileName);
  if (named && CERTAIN.test(source.view)) return undefined;
  const { sample, keys, pairs, lines } = survey(source);
  const certain =
    keys.has('config.version') || keys.has('virtualhw.version') || keys.has('encryption.keysafe');
  if (certain || (named && keys.has('.encoding'))) return undefined;
  for (const [pattern, what] of FOREIGN) if (pattern.test(sample)) return `it looks like ${what}`;
  if (!named) return 'it has neither `config.version` nor `virtualHW.version`';
  // Empty files, files that a crash left full of NULs, and templates are the user's .vmx all the same.
  if (/^[\0\s]*$/.test(sample)) return undefined;
  if (isBinary(sample)) return 'it is binary';
  if (lines === 0 || /\{\{|\{%|<%|\$\{/.test(sample)) return undefined;
  return pairs * 2 >= lines
    ? undefined
    : 'less than half of its lines are of the form `key = "value"`';
}
