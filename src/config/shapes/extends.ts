import { nearest } from '../../text/nearest.js';
import { PRESET_NAMES, PRESETS } from '../presets.js';
import { quoted, type Problem, type Shape } from '../shape.js';
import { list } from './common.js';

export function extendsShape(): Shape {
  const presets = Object.entries(PRESETS).map(([name, what]) => `vmlint:${name} (${what})`);
  return list(
    {
      definition: 'extended',
      type: 'string',
      expected: 'a preset, a file or a package',
      names: PRESET_NAMES.map((name) => `vmlint:${name}`),
      pattern: '^(?!vmlint:).*\\S',
      why: whyNotExtended,
    },
    0,
    `What this configuration builds on: presets, which say what rules there are (${presets.join('; ')}; by default recommended), other files ("./team.jsonc"), and packages, which name a file or hold a configuration under "vmlint" in their package.json. All of it is data: nothing is run, nothing is fetched.`,
  );
}

function whyNotExtended(text: string): Problem | undefined {
  const problem = (rest: string): Problem => ({
    message: `Unexpected ${quoted(text)} in "extends", ${rest}`,
  });
  if (text.startsWith('vmlint:')) {
    const name = text.slice('vmlint:'.length);
    if (PRESET_NAMES.some((preset) => preset === name)) return undefined;
    const meant = nearest(name, PRESET_NAMES);
    const known = PRESET_NAMES.map((preset) => `vmlint:${preset}`).join(', ');
    if (meant === undefined) return problem(`expected one of ${known}`);
    return { ...problem(`did you mean "vmlint:${meant}"?`), notes: [`the presets are ${known}`] };
  }
  if (text.trim() === '') return problem('expected a preset, a file or a package');
  if (PRESET_NAMES.some((preset) => preset === text))
    return problem(`did you mean "vmlint:${text}"?`);
  if (/^[a-z][a-z0-9+.-]+:/i.test(text) && !/^[a-z]:[\\/]/i.test(text)) {
    return problem('expected a file or a package: nothing is fetched, so save it beside this file');
  }
  return /\.[cm]?[jt]sx?$/i.test(text)
    ? problem('expected data (.jsonc, .json or .yaml): a configuration never runs code')
    : undefined;
}
