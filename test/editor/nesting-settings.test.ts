import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { elements } from '../../src/languages/vbox/catalogue/index.js';
import { findSetting, SETTINGS } from '../../src/languages/vmx/catalogue/index.js';
import { hoverAt, labels, offersAt } from './opened.js';

const RULES = fileURLToPath(new URL('../../rules/nested/', import.meta.url));

/** What stands in quotes in the rules on nesting: keys, elements and attributes among it. */
const words = new Set(
  readdirSync(RULES).flatMap((name) =>
    [...readFileSync(RULES + name, 'utf8').matchAll(/['`"]([\w.:]+)['`"]/g)].map(
      ([, word]) => word!,
    ),
  ),
);

const inRules = [...words].flatMap((word) => {
  const setting = findSetting(word);
  return setting === undefined || !/[.a-z]/.test(word) ? [] : [[word, setting] as const];
});
const inCatalogue = SETTINGS.filter(
  ({ pattern, nesting, hostOnly }) =>
    nesting === true && hostOnly !== true && !/^cpuid\.\*|\*\*$/.test(pattern),
).map((setting) => [setting.pattern.replaceAll('*', '0'), setting] as const);
const VMX = [...new Map([...inRules, ...inCatalogue])].filter(([, { hostOnly }]) => !hostOnly);

/** What people see of Markdown, without its marks. */
const unescaped = (markdown: string): string =>
  markdown.replaceAll('\\', '').replace(/Source: \[(.*?)\]\(.*\)/g, 'Source: $1');

test('rules on nesting read settings of both', () => {
  expect(inRules.length).toBeGreaterThan(10);
  expect(inCatalogue.length).toBeGreaterThan(20);
});

test.each(VMX)('hover over %s names default, since and source', (key, setting) => {
  const text = unescaped(hoverAt(`config.version = "8"\n${key}^ = "x"\n`));
  const { description, source, sinceHardwareVersion } = setting;
  if (description !== undefined) expect(text).toContain(description);
  if (source !== undefined) expect(text).toContain(`Source: ${source.title}`);
  if (setting.default !== undefined) expect(text).toContain(`Default: \`${setting.default}\``);
  if (sinceHardwareVersion !== undefined) {
    expect(text).toContain(`Since \`virtualHW.version\` ${sinceHardwareVersion}`);
  }
});

/** Those whose values are a list of their own, or part of one. */
const LISTED = /^(?:guestOS|virtualHW\.version|\.encoding|cpuid\.[0-9a-f]+\..*)$/i;

test.each(VMX)('completion of %s offers its values, and no others', (key, setting) => {
  const { type, values = [] } = setting;
  const offered = labels(offersAt(`${key} = "^"\n`));
  if (LISTED.test(key)) {
    expect(offered).not.toEqual([]);
    for (const mask of type === 'mask' ? offered : []) {
      expect(mask.replaceAll(':', '')).toMatch(/^[-01hHtTfFrRxX]{32}$/);
    }
  } else if (type === 'boolean') {
    expect(offered).toEqual(['TRUE', 'FALSE']);
  } else {
    const byDefault = setting.default === undefined ? [] : [setting.default];
    expect([...offered].sort()).toEqual([...new Set([...byDefault, ...values])].sort());
  }
});

const VBOX = elements().flatMap((element) => {
  const isRead =
    element.nesting === true ||
    words.has(element.name) ||
    element.attributes.some(({ nesting }) => nesting === true);
  const [place] = element.places;
  if (!isRead || place === undefined) return [];
  return element.attributes.map((attribute) => {
    const name = `${element.name}/@${attribute.name}`;
    return [name, { element, place, attribute }] as const;
  });
});

function within(path: string, line: string, version: string): string {
  const names = path.split('/').filter((name) => name !== '');
  const open = names.map((name) => `<${name}>`).join('');
  const close = names.map((name) => `</${name}>`);
  return `<VirtualBox version="${version}-linux">${open}\n${line}\n${close.reverse().join('')}</VirtualBox>\n`;
}

test('elements are read by rules on nesting', () => {
  expect(VBOX.length).toBeGreaterThan(30);
});

test.each(VBOX)('hover and completion of %s', (name, { element, place, attribute }) => {
  const version = place.to ?? (place.in.includes('Platform') ? '1.20' : '1.19');
  const about = (line: string): string =>
    unescaped(hoverAt(within(place.in, line, version), 'vbox'));
  const text = about(`<${element.name} ${attribute.name}^="x"/>`);
  expect(text).toContain(`\`${name}\``);
  const since = attribute.since ?? element.since;
  if (attribute.default !== undefined) expect(text).toContain(`Default: \`${attribute.default}\``);
  if (since !== undefined) expect(text).toContain(`Since settings version ${since}`);
  if (element.source !== undefined) expect(text).toContain(`Source: ${element.source.title}`);
  const line = `<${element.name} ${attribute.name}="^"/>`;
  const offered = labels(offersAt(within(place.in, line, version), 'vbox'));
  const values = attribute.type === 'boolean' ? ['true', 'false'] : (attribute.values ?? []);
  expect(offered).toEqual(values);
});
