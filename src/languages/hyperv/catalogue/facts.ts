import type { HypervSetting } from './model.js';

const KINDS = {
  xml: 'XML (configuration version 5.0 and older)',
  container: 'containers (.vmcx)',
  box: 'box.xml of Packer',
} as const;

/** What is known of a setting besides what it is for, a line each, with a name for each. */
export function factsOf(setting: HypervSetting): { name: string; text: string; code?: true }[] {
  const { unit, values = {}, since, seenIn, cmdlet, wmi } = setting;
  const meanings = Object.entries(values).map(([value, meaning]) => `${value}: ${meaning}`);
  const facts: { name: string; text: string | undefined; code?: true }[] = [
    { name: 'default', text: setting.default, code: true },
    { name: 'unit', text: unit },
    { name: 'values', text: meanings.length === 0 ? undefined : meanings.join(', ') },
    { name: 'since configuration version', text: since },
    { name: 'seen only in', text: seenIn && KINDS[seenIn] },
    { name: 'set by', text: cmdlet, code: true },
    { name: 'in WMI', text: wmi, code: true },
  ];
  return facts.flatMap(({ text, ...fact }) => (text === undefined ? [] : [{ ...fact, text }]));
}

/** What it is for, as far as a source says it. */
export function aboutOf({ description, source }: HypervSetting): string {
  return (
    description ??
    (source === undefined
      ? 'Seen in real files; no source says what it does.'
      : 'Hyper-V reads it; no source says more.')
  );
}
