import type { VmcxFile, VmcxKey, VmcxKeyType } from '../../../grammars/vmcx/index.js';
import { ROOT } from './document.js';
import { textOf, type Setting, type SettingType } from './settings.js';

/** A setting of a container, and the key that holds it. */
export interface ContainerSetting extends Setting {
  readonly key: VmcxKey;
  readonly parent: ContainerSetting | undefined;
  readonly children: ContainerSetting[];
}

const TYPES: Readonly<Record<VmcxKeyType, SettingType>> = {
  node: 'node',
  integer: 'integer',
  unsigned: 'integer',
  double: 'double',
  string: 'string',
  bytes: 'bytes',
  bool: 'bool',
  unknown: 'unknown',
};

/** `configuration` with all that is in it, and the setting of each key. */
export function readContainerTree({ root }: VmcxFile): {
  root: ContainerSetting | undefined;
  settings: ReadonlyMap<VmcxKey, ContainerSetting>;
} {
  const settings = new Map<VmcxKey, ContainerSetting>();
  const top = root.children.find(({ name }) => name === ROOT);
  if (top === undefined) return { root: undefined, settings };
  const first = settingOf(top, undefined);
  const open = [first];
  settings.set(top, first);
  for (let setting = open.pop(); setting !== undefined; setting = open.pop()) {
    for (const key of setting.key.children) {
      const child = settingOf(key, setting);
      settings.set(key, child);
      setting.children.push(child);
      open.push(child);
    }
  }
  return { root: first, settings };
}

function settingOf(key: VmcxKey, parent: ContainerSetting | undefined): ContainerSetting {
  const { name, type, start, end, nameStart, nameEnd, valueStart, valueEnd } = key;
  const hasValue = type !== 'node' && valueEnd > valueStart;
  return {
    name,
    type: TYPES[type],
    get value() {
      return key.value;
    },
    get text() {
      const { value } = key;
      return value === undefined ? '' : textOf(value);
    },
    parent,
    children: [],
    at: hasValue ? { start: valueStart, end: valueEnd } : { start: nameStart, end: nameEnd },
    whole: { start, end },
    key,
  };
}
