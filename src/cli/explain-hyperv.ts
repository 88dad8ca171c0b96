import { aboutOf, factsOf } from '../languages/hyperv/catalogue/facts.js';
import type { HypervSetting } from '../languages/hyperv/catalogue/index.js';
import type { Colors } from '../report/colors.js';
import { join, list, references, section, wrap } from './explanations.js';

/** What is known of a setting in configurations of Hyper-V. */
export function explainHypervSetting(setting: HypervSetting, colors: Colors): string {
  const { path, type, source } = setting;
  const facts = [
    `type: ${type}`,
    ...factsOf(setting).map(({ name, text }) =>
      name.startsWith('since') ? `${name} ${text}` : `${name}: ${text}`,
    ),
  ];
  return join([
    `${colors.bold(path)} (setting of Hyper-V)\n${wrap(aboutOf(setting), { indent: '' })}`,
    section('Facts', list(facts), colors),
    section('Source', source === undefined ? '' : references([source]), colors),
  ]);
}
