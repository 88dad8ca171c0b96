import type { Preset, Rule } from '../lint/rule.js';

/** The presets by name: what they are for. `vmlint:NAME` in `extends`, NAME behind `--preset`. */
export const PRESETS = {
  recommended: 'what vmlint checks unless somebody says otherwise',
  strict: 'the recommended rules, and what is harmless but not clean',
  syntax: 'how any file of the format is written',
  nested: 'what it takes to run hypervisors inside the VM',
  security: 'what a VM gives away',
  portable: 'what other programs make of a file that VMware reads well',
  all: 'every rule',
} as const satisfies Record<Preset | 'all', string>;
export type PresetName = keyof typeof PRESETS;

export const PRESET_NAMES = Object.keys(PRESETS) as readonly PresetName[];

export function isInPreset({ presets }: Rule, name: PresetName): boolean {
  if (name === 'all') return true;
  return presets.includes(name) || (name === 'strict' && presets.includes('recommended'));
}
