import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RULES } from '../../rules/index.js';
import type { Layer, RuleSetting } from '../../src/config/layer.js';
import { merge, RECOMMENDED_BY_DEFAULT } from '../../src/config/merge.js';
import type { Origin } from '../../src/config/origin.js';
import { isInPreset, PRESET_NAMES, type PresetName } from '../../src/config/presets.js';
import type { Severity } from '../../src/lint/finding.js';

const SOME = RULES.filter(({ id }) =>
  /\/(?:no-bom|known-key|no-secrets|encoding-declared|hide-hardware-virtualization)$/.test(id),
);
const NAMES = [...SOME.map(({ id }) => id), 'vmx/*', 'nested/*', '*'];

/** Which layer said it is the option's name, so that an origin tells its layer. */
const layerOf = (index: number): Origin => ({ kind: 'option', option: String(index) });

const LAYERS = fc
  .array(
    fc.dictionary(
      fc.constantFrom(...NAMES),
      fc.tuple(
        fc.constantFrom<Severity | 'off'>('off', 'info', 'warning', 'error'),
        fc.dictionary(fc.constantFrom('a', 'b'), fc.integer({ min: 0, max: 9 })),
      ),
      { maxKeys: 4 },
    ),
    { maxLength: 5 },
  )
  .map((layers) =>
    layers.map((settings, index): Layer => {
      const rules = Object.entries(settings).map(([name, [value, options]]): RuleSetting => {
        const told = Object.entries(options).map(
          ([option, given]) => [option, { value: given, origin: layerOf(index) }] as const,
        );
        return { name, severity: { value, origin: layerOf(index) }, options: new Map(told) };
      });
      return { rules, policies: [] };
    }),
  );

const NOTHING: Layer = { rules: [], policies: [] };

/** What a layer says of a rule by its name, else by its group, else of all. */
function saidBy({ rules }: Layer, id: string): RuleSetting | undefined {
  const group = `${id.split('/')[0]}/*`;
  return [id, group, '*']
    .map((name) => rules.find((setting) => setting.name === name))
    .find((setting) => setting !== undefined);
}

test('the last layer that speaks of a rule says how severe it is, and each option is the last that was given', () => {
  fc.assert(
    fc.property(LAYERS, fc.boolean(), (layers, lastIsCommandLine) => {
      const split = lastIsCommandLine ? -1 : layers.length;
      const merged = merge(
        SOME,
        RECOMMENDED_BY_DEFAULT,
        layers.slice(0, split),
        layers.slice(split)[0] ?? NOTHING,
      );
      for (const { rule, severity, options } of merged.rules) {
        const last = layers
          .map((layer) => saidBy(layer, rule.id))
          .findLast((said) => said !== undefined);
        if (last === undefined) {
          const isOn = isInPreset(rule, 'recommended');
          expect(severity.value).toBe(isOn ? 'as-it-is' : 'off');
        } else {
          expect(severity).toEqual(last.severity);
        }
        for (const name of ['a', 'b']) {
          // In one layer, too, what is said by name comes over what is said of its group, and of all.
          const given = layers.flatMap((layer) =>
            ['*', `${rule.id.split('/')[0]}/*`, rule.id].flatMap((said) => {
              const setting = layer.rules.find((one) => one.name === said);
              return setting?.options.get(name) ?? [];
            }),
          );
          expect(options.get(name)).toEqual(given.at(-1));
        }
      }
    }),
  );
});

test('presets of the command line alone say which rules are on', () => {
  const PRESETS = fc.uniqueArray(fc.constantFrom<PresetName>(...PRESET_NAMES), { minLength: 1 });
  fc.assert(
    fc.property(LAYERS, PRESETS, (layers, names) => {
      const presets = names.map((value) => ({ value, origin: layerOf(0) }));
      const merged = merge(SOME, { presets, final: true }, layers, NOTHING);
      for (const { rule, severity } of merged.rules) {
        const isIn = names.some((name) => isInPreset(rule, name));
        expect(severity.value !== 'off').toBe(isIn);
      }
    }),
  );
});

test('every rule is in `all`, and what is recommended is in `strict`', () => {
  for (const rule of RULES) {
    expect(isInPreset(rule, 'all')).toBe(true);
    if (isInPreset(rule, 'recommended')) expect(isInPreset(rule, 'strict')).toBe(true);
  }
});
