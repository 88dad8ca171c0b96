import type { Source } from '../../source/source.js';
import type { VmxDialect } from '../dialects.js';
import { survey } from './detect.js';

const NAME =
  /(?:^|[\\/])(?:(config|config\.ini|settings)|(preferences|preferences\.ini)|inventory\.vmls|([^\\/]*\.vmsd))$/i;

/** Where VMware keeps these files on Linux, on macOS and on Windows. */
const FOLDER = /(?:^|[\\/])(?:\.?vmware|VMware (?:Fusion|Workstation|Player))[\\/][^\\/]+$/i;

/** Keys that no other program's `config` or `preferences` has; folded. */
const OF_VMWARE =
  /^(?:\.encoding$|(?:installerdefaults|prefvmx|pref|hint|hints|vmwizard|vhv|vmx|hv|mks|mainmem|authd|vix|vmware|vmplayer|vmlist[0-9]+)\.|vmnet[0-9]+\.)/;

/** The dialect that a name speaks of. `path` may be the name alone. */
function dialectNamed(path: string): VmxDialect | undefined {
  const match = NAME.exec(path);
  if (match === null) return undefined;
  if (match[1] !== undefined) return 'host-config';
  return match[3] === undefined ? 'preferences' : 'snapshots';
}

/**
 * What a file is by its name, where that is not `.vmx`, and by its content: plain names are those of other
 * programs too. Undefined: none of these; it may be a `.vmx` all the same.
 */
export function recogniseDialect(
  path: string,
  source: Source,
): { dialect: VmxDialect } | { whyNot: string } | undefined {
  const dialect = dialectNamed(path);
  if (dialect === undefined) return undefined;
  const { keys, pairs, lines, isEmpty } = survey(source);
  const own = dialect === 'snapshots' || /\.vmls$/i.test(path);
  // Before the first snapshot a .vmsd may well be empty.
  if (isEmpty) return own ? { whyNot: 'it is empty' } : undefined;
  if (!own && (keys.has('config.version') || keys.has('virtualhw.version'))) return undefined;
  if (pairs * 2 < lines || keys.size === 0) return undefined;
  const certain = own || FOLDER.test(path) || [...keys].some((key) => OF_VMWARE.test(key));
  return certain ? { dialect } : undefined;
}
