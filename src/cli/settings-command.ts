import { LANGUAGES, type LanguageId } from '../languages/index.js';
import { HYPERV_SETTINGS } from '../languages/hyperv/catalogue/index.js';
import { placesShown, vboxSettings } from '../languages/vbox/catalogue/lookup.js';
import { SETTINGS } from '../languages/vmx/catalogue/index.js';
import { toStdout } from './output.js';
import { UsageError } from './usage-error.js';

/** One setting: a row for people, and what a program gets. */
interface Listed {
  readonly row: readonly string[];
  readonly data: Readonly<Record<string, unknown>>;
}

const LISTS: Readonly<Record<LanguageId, () => Listed[]>> = {
  vmx: ofVmx,
  vbox: ofVbox,
  hyperv: ofHyperv,
};

/** @throws {UsageError} for a language that does not exist */
export function runSettings(format: 'pretty' | 'json', language?: string): number {
  const languages = LANGUAGES.map(({ id }) => id);
  if (language !== undefined && !languages.some((id) => id === language)) {
    throw new UsageError(`unknown language "${language}", expected one of ${languages.join(', ')}`);
  }
  const wanted = languages.filter((id) => language === undefined || id === language);
  const listed = wanted.flatMap((id) => LISTS[id]());
  toStdout(format === 'json' ? asJson(listed) : asTable(listed));
  return 0;
}

function asJson(listed: readonly Listed[]): string {
  return `${JSON.stringify({ version: 1, settings: listed.map(({ data }) => data) }, null, 2)}\n`;
}

function asTable(listed: readonly Listed[]): string {
  const rows = listed.map(({ row }) => row);
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at]!))).join('  '),
  );
  return `${lines.join('\n')}\n`;
}

function ofVmx(): Listed[] {
  return SETTINGS.map((setting) => {
    const { pattern, type, sinceHardwareVersion: since, description } = setting;
    const version = since === undefined ? '-' : `hw ${since}`;
    return {
      row: [pattern, type, setting.default ?? '-', version, description ?? 'observed'],
      data: { language: 'vmx', ...setting },
    };
  });
}

function ofVbox(): Listed[] {
  return vboxSettings().map(({ pattern, element, attribute }) => {
    const { name: _element, attributes: _all, places: _places, ...rest } = element;
    const { description: _description, ...ofElement } = rest;
    const { name: _attribute, ...ofAttribute } = attribute ?? { name: '', type: 'element' };
    const data = { language: 'vbox', pattern, ...ofElement, ...ofAttribute };
    const isWhole =
      attribute === undefined || attribute.name === 'enabled' || element.attributes.length === 1;
    const description = attribute?.description ?? (isWhole ? element.description : undefined);
    const since = attribute?.since ?? element.since ?? '-';
    const about = element.source === undefined ? 'observed' : '-';
    return {
      row: [pattern, data.type, attribute?.default ?? '-', since, description ?? about],
      data: { ...data, places: placesShown(element), ...(description && { description }) },
    };
  });
}

function ofHyperv(): Listed[] {
  return HYPERV_SETTINGS.map((setting) => {
    const { path: pattern, ...rest } = setting;
    const { type, since, source, description } = rest;
    const about = description ?? (source === undefined ? 'observed' : '-');
    return {
      row: [pattern, type, setting.default ?? '-', since ?? '-', about],
      data: { language: 'hyperv', pattern, ...rest },
    };
  });
}
