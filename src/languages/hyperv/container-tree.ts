import type { VmcxFile, VmcxKey, VmcxKeyType } from '../../../grammars/vmcx/index.js';
import type { Span } from '../document.js';
import { ROOT } from './document.js';
import { textOf, type Setting, type SettingType, type SettingValue } from './settings.js';

/** A setting of a container, and the key that holds it. */
export interface ContainerSetting extends Setting {
  readonly key: VmcxKey;
  readonly parent: ContainerSetting | undefined;
  readonly children: readonly ContainerSetting[];
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
  const first = new SettingOfKey(top, undefined);
  const open = [first];
  settings.set(top, first);
  for (let setting = open.pop(); setting !== undefined; setting = open.pop()) {
    const parent = setting;
    if (parent.key.children.length === 0) continue;
    parent.children = parent.key.children.map((key) => new SettingOfKey(key, parent));
    for (const child of parent.children) {
      settings.set(child.key, child);
      open.push(child);
    }
  }
  return { root: first, settings };
}

const NO_CHILDREN: readonly SettingOfKey[] = [];

/** Files have tens of thousands of them: whatever the key says already is not kept a second time. */
class SettingOfKey implements ContainerSetting {
  children = NO_CHILDREN;

  constructor(
    readonly key: VmcxKey,
    readonly parent: SettingOfKey | undefined,
  ) {}

  get name(): string {
    return this.key.name;
  }

  get type(): SettingType {
    return TYPES[this.key.type];
  }

  get value(): SettingValue | undefined {
    return this.key.value;
  }

  get text(): string {
    const { value } = this.key;
    return value === undefined ? '' : textOf(value);
  }

  get at(): Span {
    const { type, nameStart, nameEnd, valueStart, valueEnd } = this.key;
    const hasValue = type !== 'node' && valueEnd > valueStart;
    return hasValue ? { start: valueStart, end: valueEnd } : { start: nameStart, end: nameEnd };
  }

  get whole(): Span {
    const { start, end } = this.key;
    return { start, end };
  }
}
