import { layerOfOptions, type RuleSetting } from '../config/layer.js';
import type { Origin } from '../config/origin.js';
import { PRESET_NAMES, type PresetName } from '../config/presets.js';
import type { CommandLine } from '../config/resolve.js';
import { ruleNames, whyNoRule } from '../config/shapes/rules.js';
import { SEVERITIES, type Severity } from '../lint/finding.js';
import type { Rule } from '../lint/rule.js';
import { nearest } from '../text/nearest.js';
import type { EffectiveArguments } from './lint-arguments.js';
import { UsageError } from './usage-error.js';

const STATES = ['off', ...[...SEVERITIES].reverse()] as const;

/**
 * What the options say, as configurations say it.
 * @throws {UsageError} for a rule, a severity or a preset that does not exist
 */
export function commandLineOf(given: EffectiveArguments, rules: readonly Rule[]): CommandLine {
  const { nested, stack } = given;
  const layer = {
    ...layerOfOptions(nested, stack, (part) => `--${part === 'hostOs' ? 'host-os' : part}`),
    rules: lastOfEach(given.rules.map((text) => ruleSetting(text, rules))),
  };
  const presets = [...new Set(given.presets.map(presetNamed))];
  return { layer, presets: presets.map((value) => ({ value, origin: byOption('preset') })) };
}

function byOption(name: string): Origin {
  return { kind: 'option', option: `--${name}` };
}

/** `ID=SEVERITY` */
function ruleSetting(text: string, rules: readonly Rule[]): RuleSetting {
  const equals = text.lastIndexOf('=');
  if (equals === -1) {
    const example = `--rule ${text || 'vmx/no-bom'}=off`;
    throw new UsageError(`--rule takes ID=SEVERITY, as in ${example}, not "${text}"`);
  }
  const [name, severity] = [text.slice(0, equals), text.slice(equals + 1)];
  if (!ruleNames(rules).includes(name)) {
    throw new UsageError(`--rule: ${whyNoRule(rules, name).message}`);
  }
  if (!STATES.some((state) => state === severity)) {
    const meant = nearest(severity, STATES);
    const hint = meant === undefined ? '' : `, did you mean "${meant}"?`;
    throw new UsageError(
      `--rule: unknown severity "${severity}"${hint || `, expected one of ${STATES.join(', ')}`}`,
    );
  }
  const value = severity as Severity | 'off';
  return { name, severity: { value, origin: byOption('rule') }, options: new Map() };
}

/** Of the same name given twice the last counts. */
function lastOfEach(settings: readonly RuleSetting[]): RuleSetting[] {
  return [...new Map(settings.map((setting) => [setting.name, setting])).values()];
}

/** With or without the `vmlint:` that it has in files. */
function presetNamed(text: string): PresetName {
  const name = text.replace(/^vmlint:/, '');
  const preset = PRESET_NAMES.find((known) => known === name);
  if (preset !== undefined) return preset;
  const meant = nearest(name.toLowerCase(), PRESET_NAMES);
  const hint =
    meant === undefined ? `expected one of ${PRESET_NAMES.join(', ')}` : `did you mean "${meant}"?`;
  throw new UsageError(`--preset: unknown preset "${text}", ${hint}`);
}
