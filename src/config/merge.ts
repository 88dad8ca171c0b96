import type { Severity } from '../lint/finding.js';
import type { OptionValue } from '../lint/options.js';
import type { Rule } from '../lint/rule.js';
import type { Layer, PolicyDraft, RuleSetting } from './layer.js';
import { BY_DEFAULT, type Origin, type Traced } from './origin.js';
import { isInPreset, type PresetName } from './presets.js';
import { POLICY_RULE } from './shapes/findings.js';

/** What all layers say together, each value with where it comes from. */
export interface Merged extends Omit<Layer, 'rules' | 'policies'> {
  readonly presets: readonly Traced<PresetName>[];
  /** Every rule, in the order in which they are listed. */
  readonly rules: readonly MergedRule[];
  readonly policies: readonly Traced<PolicyDraft>[];
}

export interface MergedRule {
  readonly rule: Rule;
  /** `as-it-is`: on, and each finding as severe as the rule itself says. */
  readonly severity: Traced<Severity | 'off' | 'as-it-is'>;
  readonly options: ReadonlyMap<string, Traced<OptionValue>>;
}

export interface Choice {
  readonly presets: readonly Traced<PresetName>[];
  /**
   * Chosen on the command line: the presets alone say which rules are on, whatever files say; how severe they are
   * and what they are told stays.
   */
  readonly final: boolean;
}

export const RECOMMENDED_BY_DEFAULT: Choice = {
  presets: [{ value: 'recommended', origin: BY_DEFAULT }],
  final: false,
};

/**
 * @param layers of files; what is later wins
 * @param commandLine wins over all of them
 */
export function merge(
  rules: readonly Rule[],
  choice: Choice,
  layers: readonly Layer[],
  commandLine: Layer,
): Merged {
  const all = [...layers, commandLine];
  const policies = mergePolicies(all);
  const fromFiles = settingsFor(rules, layers);
  const fromCommandLine = settingsFor(rules, [commandLine]);
  return {
    ...mergeIntent(all),
    presets: choice.presets,
    policies,
    rules: rules.map((rule) => {
      const said = fromFiles.get(rule.id);
      const last = fromCommandLine.get(rule.id);
      const options = new Map([...(said?.options ?? []), ...(last?.options ?? [])]);
      const severity = last?.severity ?? severityOf(rule, said?.severity, choice, policies);
      return { rule, severity, options };
    }),
  };
}

function severityOf(
  rule: Rule,
  said: Traced<Severity | 'off'> | undefined,
  { presets, final }: Choice,
  policies: readonly Traced<PolicyDraft>[],
): MergedRule['severity'] {
  const by = presets.find(({ value }) => isInPreset(rule, value));
  // Presets choose among the rules of vmlint; what somebody requires is their own.
  if (rule.id === POLICY_RULE && by === undefined) {
    const [first] = policies;
    const state = first === undefined ? 'off' : 'as-it-is';
    return said ?? { value: state, origin: first?.origin ?? BY_DEFAULT };
  }
  const chosen: Origin =
    by === undefined ? originOf(presets) : { kind: 'preset', name: by.value, by: by.origin };
  if (said !== undefined && !final) return said;
  if (by === undefined) return { value: 'off', origin: chosen };
  if (said !== undefined && said.value !== 'off') return said;
  return { value: 'as-it-is', origin: chosen };
}

/** Why a rule is off that is in none of the presets. */
function originOf(presets: readonly Traced<PresetName>[]): Origin {
  const [only, other] = presets;
  if (only === undefined) return BY_DEFAULT;
  return other === undefined ? { kind: 'preset', name: only.value, by: only.origin } : only.origin;
}

interface Said {
  severity: Traced<Severity | 'off'>;
  readonly options: Map<string, Traced<OptionValue>>;
}

/** What layers say of each rule. In one layer a rule by its name wins over its group, and that over all. */
function settingsFor(rules: readonly Rule[], layers: readonly Layer[]): ReadonlyMap<string, Said> {
  const known = new Map<string, Said>();
  const ids = rules.map(({ id }) => id);
  for (const { rules: settings } of layers) {
    const inOrder = [...settings].sort((a, b) => breadth(b) - breadth(a));
    for (const { name, severity, options } of inOrder) {
      for (const id of idsOf(name, ids)) {
        const said = known.get(id);
        if (said === undefined) known.set(id, { severity, options: new Map(options) });
        else {
          said.severity = severity;
          for (const [option, value] of options) said.options.set(option, value);
        }
      }
    }
  }
  return known;
}

function breadth({ name }: RuleSetting): number {
  return name === '*' ? 2 : name.endsWith('/*') ? 1 : 0;
}

function idsOf(name: string, ids: readonly string[]): readonly string[] {
  if (name === '*') return ids;
  return name.endsWith('/*') ? ids.filter((id) => id.startsWith(name.slice(0, -1))) : [name];
}

/** Of the same setting, only what the last layer requires that speaks of it. */
function mergePolicies(layers: readonly Layer[]): Traced<PolicyDraft>[] {
  let policies: Traced<PolicyDraft>[] = [];
  for (const layer of layers) {
    const own = new Set(layer.policies.map(({ value }) => value.setting.toLowerCase()));
    if (own.size === 0) continue;
    policies = policies.filter(({ value }) => !own.has(value.setting.toLowerCase()));
    policies.push(...layer.policies);
  }
  return policies;
}

type IntentLayer = Omit<Layer, 'rules' | 'policies'>;

function mergeIntent(layers: readonly Layer[]): IntentLayer {
  let merged: IntentLayer = {};
  for (const layer of layers) {
    const { nested, host, hostOs, hyperv, cpu, guest, under, endOfLine, groupNamespaces } = layer;
    // What was said of one host says nothing of another.
    const isOther =
      host !== undefined &&
      merged.host !== undefined &&
      host.value.product !== merged.host.value.product;
    const before: IntentLayer = isOther
      ? { ...merged, host: undefined, hostOs: undefined, hyperv: undefined, cpu: undefined }
      : merged;
    merged = {
      nested: nested ?? before.nested,
      host: host ?? before.host,
      hostOs: hostOs ?? before.hostOs,
      hyperv: hyperv ?? before.hyperv,
      cpu: cpu ?? before.cpu,
      guest: guest ?? before.guest,
      under: under ?? before.under,
      endOfLine: endOfLine ?? before.endOfLine,
      groupNamespaces: groupNamespaces ?? before.groupNamespaces,
    };
  }
  return merged;
}
