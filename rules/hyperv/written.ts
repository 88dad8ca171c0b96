import { textOf, type SettingValue } from '../../src/languages/hyperv/settings.js';

/** Values by path below `configuration`, in the order in which they are to stand. */
export type Settings = Readonly<Record<string, SettingValue>>;

/** The listing of the container of a VM with these settings, for examples. */
export function listing(settings: Settings): string {
  // A container without properties is none of a VM.
  const isVm = Object.keys(settings).some((path) => path.startsWith('properties/'));
  const all = isVm ? settings : { ...settings, 'properties/type_id': 'Virtual Machines' };
  return Object.entries(all)
    .map(([path, value]) => `configuration/${path} = ${listed(value)}\n`)
    .join('');
}

/** A file of XML with these settings, as Hyper-V writes one; what stands together there stands together here. */
export function xml(settings: Settings): string {
  const lines = ['<configuration>'];
  let open: readonly string[] = [];
  const indented = (depth: number, text: string): void =>
    void lines.push('  '.repeat(depth + 1) + text);
  const close = (depth: number): void => {
    for (const [level, name] of [...open.entries()].reverse()) {
      if (level >= depth) indented(level, `</${name}>`);
    }
  };
  for (const [path, value] of Object.entries(settings)) {
    const parents = path.split('/');
    const name = parents.pop()!;
    const differs = parents.findIndex((parent, level) => open[level] !== parent);
    const shared = differs === -1 ? parents.length : differs;
    close(shared);
    for (const [level, parent] of parents.entries()) {
      if (level >= shared) indented(level, `<${parent}>`);
    }
    open = parents;
    indented(parents.length, `<${name} type="${typeOf(value)}">${textOf(value)}</${name}>`);
  }
  close(0);
  return [...lines, '</configuration>', ''].join('\n');
}

function listed(value: SettingValue): string {
  return value instanceof Uint8Array ? `base64:${textOf(value)}` : textOf(value);
}

function typeOf(value: SettingValue): string {
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  return value instanceof Uint8Array ? 'bytes' : 'integer';
}
