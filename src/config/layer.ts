import type { FormatOptions } from '../format/options.js';
import type { Severity } from '../lint/finding.js';
import type { OptionValue } from '../lint/options.js';
import type { Policy } from '../lint/policy.js';
import type { NestedIntent } from '../lint/rule.js';
import {
  parseGuest,
  parseHost,
  parseUnder,
  type Cpu,
  type GuestHypervisor,
  type Host,
  type HostOs,
  type HostProduct,
  type HypervState,
  type Parsed,
  type Stack,
} from '../stack/stack.js';
import type { Origin, Traced } from './origin.js';
import type { ConfigSource } from './source.js';
import { textOf, valueOf, type ConfigEntry, type ConfigNode } from './tree.js';

/** What one place says: a file, an override in it, or the command line. What it does not say is absent. */
export interface Layer {
  readonly nested?: Traced<NestedIntent> | undefined;
  readonly host?: Traced<Host> | undefined;
  readonly hostOs?: Traced<HostOs> | undefined;
  readonly hyperv?: Traced<HypervState> | undefined;
  readonly cpu?: Traced<Cpu> | undefined;
  readonly guest?: Traced<GuestHypervisor> | undefined;
  readonly under?: Traced<HostProduct> | undefined;
  readonly endOfLine?: Traced<FormatOptions['endOfLine']> | undefined;
  readonly groupNamespaces?: Traced<boolean> | undefined;
  readonly rules: readonly RuleSetting[];
  readonly policies: readonly Traced<PolicyDraft>[];
}

export interface RuleSetting {
  /** An id, `group/*`, or `*`. */
  readonly name: string;
  readonly severity: Traced<Severity | 'off'>;
  readonly options: ReadonlyMap<string, Traced<OptionValue>>;
}

/** A policy; without a severity of its own it is as severe as its rule. */
export type PolicyDraft = Omit<Policy, 'severity'> & { readonly severity?: Severity };

/** What options say of the intent, each by its name. */
export function layerOfOptions(
  nested: NestedIntent | undefined,
  stack: Partial<Stack>,
  optionName: (part: 'nested' | keyof Stack) => string,
): Layer {
  const traced = <T>(value: T | undefined, part: 'nested' | keyof Stack): Traced<T> | undefined =>
    value === undefined
      ? undefined
      : { value, origin: { kind: 'option', option: optionName(part) } };
  return {
    nested: traced(nested, 'nested'),
    host: traced(stack.host, 'host'),
    hostOs: traced(stack.hostOs, 'hostOs'),
    hyperv: traced(stack.hyperv, 'hyperv'),
    cpu: traced(stack.cpu, 'cpu'),
    guest: traced(stack.guest, 'guest'),
    under: traced(stack.under, 'under'),
    rules: [],
    policies: [],
  };
}

/** What an object of a configuration says. It must have the shape of one. */
export function layerOf(source: ConfigSource, node: ConfigNode): Layer {
  const reader = new Reader(source);
  const host = valueOf(node, 'host');
  const format = valueOf(node, 'format');
  return {
    nested: reader.text(valueOf(node, 'nested')),
    host: host?.type === 'object' ? reader.hostIn(host) : reader.parsed(host, parseHost),
    hostOs: reader.text(valueOf(host, 'os')),
    hyperv: reader.text(valueOf(host, 'hyperv')),
    cpu: reader.text(valueOf(host, 'cpu')),
    guest: reader.parsed(valueOf(node, 'guest'), parseGuest),
    under: reader.parsed(valueOf(node, 'under'), parseUnder),
    endOfLine: reader.text(valueOf(format, 'endOfLine')),
    groupNamespaces: reader.flag(valueOf(format, 'groupNamespaces')),
    rules: entriesOf(valueOf(node, 'rules')).map((entry) => reader.rule(entry)),
    policies: itemsOf(valueOf(node, 'require')).map((item) => reader.policy(item)),
  };
}

class Reader {
  constructor(private readonly source: ConfigSource) {}

  originOf({ start, end }: ConfigNode): Origin {
    return { kind: 'file', at: { source: this.source, start, end } };
  }

  /** The shape has checked that it is one of the words of the type. */
  text<Word extends string>(node: ConfigNode | undefined): Traced<Word> | undefined {
    if (node?.type !== 'string') return undefined;
    return { value: node.value as Word, origin: this.originOf(node) };
  }

  flag(node: ConfigNode | undefined): Traced<boolean> | undefined {
    if (node?.type !== 'boolean') return undefined;
    return { value: node.value, origin: this.originOf(node) };
  }

  parsed<T>(
    node: ConfigNode | undefined,
    parse: (text: string) => Parsed<T>,
  ): Traced<T> | undefined {
    if (node?.type !== 'string') return undefined;
    const result = parse(node.value);
    return 'value' in result ? { value: result.value, origin: this.originOf(node) } : undefined;
  }

  hostIn(node: ConfigNode): Traced<Host> | undefined {
    const product = valueOf(node, 'product');
    const version = valueOf(node, 'version');
    const at = version === undefined ? '' : `@${textOf(version) ?? ''}`;
    return this.parsed(product, (name) => parseHost(name + at));
  }

  rule({ key, value }: ConfigEntry): RuleSetting {
    const [severity = value, told] = value.type === 'array' ? value.items : [value];
    const options = entriesOf(told).map((entry) => {
      const given = { value: optionValue(entry.value), origin: this.originOf(entry.value) };
      return [entry.key, given] as const;
    });
    return {
      name: key,
      severity: this.text<Severity | 'off'>(severity)!,
      options: new Map(options),
    };
  }

  policy(node: ConfigNode): Traced<PolicyDraft> {
    const is = valueOf(node, 'is');
    const present = valueOf(node, 'present');
    const message = stringOf(valueOf(node, 'message'));
    const severity = stringOf(valueOf(node, 'severity')) as Severity | undefined;
    const value: PolicyDraft = {
      setting: stringOf(valueOf(node, 'setting')) ?? '',
      is: itemsOf(is).flatMap((item) => textOf(item) ?? []),
      ...(present?.type === 'boolean' && { present: present.value }),
      ...(present?.type === 'string' && { present: 'optional' }),
      ...(message !== undefined && { message }),
      ...(severity !== undefined && { severity }),
    };
    return { value, origin: this.originOf(node) };
  }
}

export function stringOf(node: ConfigNode | undefined): string | undefined {
  return node?.type === 'string' ? node.value : undefined;
}

/** The items of a list, or the one thing that stands for it. */
export function itemsOf(node: ConfigNode | undefined): readonly ConfigNode[] {
  if (node === undefined) return [];
  return node.type === 'array' ? node.items : [node];
}

function entriesOf(node: ConfigNode | undefined): readonly ConfigEntry[] {
  return node?.type === 'object' ? node.entries : [];
}

function optionValue(node: ConfigNode): OptionValue {
  switch (node.type) {
    case 'number':
    case 'boolean':
    case 'string':
      return node.value;
    default:
      return itemsOf(node).flatMap((item) => stringOf(item) ?? []);
  }
}
