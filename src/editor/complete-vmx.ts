import { foldCase } from '../../grammars/vmx/index.js';
import type { VmxDocument } from '../languages/index.js';
import {
  findSetting,
  HOST_SETTINGS,
  isBooleanSetting,
  SETTINGS,
  type SettingDescription,
} from '../languages/vmx/catalogue/index.js';
import { isMaskKey, VIRTUALIZATION_BITS, WIDTH } from '../languages/vmx/cpuid-masks.js';
import { guestOsIds } from '../languages/vmx/guest-os-ids.js';
import { guestOsTopic } from '../explain/guest-os-topic.js';
import { HARDWARE_VERSIONS } from '../stack/hardware-versions.js';
import type { Completion } from './completion.js';
import { describeSetting } from './describe.js';
import { plain } from './markdown.js';

/** The keys, or the values of the key, that can stand at a view offset. */
export function completeVmx(document: VmxDocument, at: number): Completion[] {
  const { view } = document.source;
  const line = document.source.lines.lineAt(at);
  const start = document.source.lines.startOf(line);
  const end = document.source.lines.endOf(line);
  const before = view.slice(start, at);
  const equals = before.indexOf('=');
  if (equals === -1) return keys(document, start, at, end);
  const key = before.slice(0, equals).trim();
  return key === '' ? [] : values(key, start + equals + 1, at, end, view);
}

function keys(document: VmxDocument, lineStart: number, at: number, lineEnd: number): Completion[] {
  const { view } = document.source;
  const typed = /[^ \t]*$/.exec(view.slice(lineStart, at))![0];
  const start = at - typed.length;
  // A second word is no key.
  if (/[^ \t\xEF\xBB\xBF]/.test(view.slice(lineStart, start))) return [];
  const behind = view.slice(at, lineEnd);
  const rest = /^[^ \t="]*/.exec(behind)![0];
  const hasValue = behind.slice(rest.length).trimStart().startsWith('=');
  const range = { start, end: at + rest.length };
  const own = foldCase(typed + rest);
  const settings = document.dialect === 'host-config' ? HOST_SETTINGS : SETTINGS;
  const seen = new Set<string>();
  return settings.flatMap((setting) => {
    if (document.dialect === 'vmx' && setting.hostOnly === true) return [];
    return keysOf(setting, typed, document).flatMap((key): Completion[] => {
      const folded = foldCase(key);
      if (seen.has(folded) || (document.settings.has(folded) && folded !== own)) return [];
      seen.add(folded);
      const usual = setting.type === 'boolean' ? '${1|TRUE,FALSE|}' : '$1';
      const isWhole = hasValue || key.endsWith('.');
      return [
        {
          label: key,
          kind: 'key',
          detail: setting.type,
          text: isWhole ? key : `${key} = ""`,
          ...(isWhole ? {} : { snippet: `${key} = "${usual}"` }),
          range,
          documentation: () => describeSetting(setting, key),
        },
      ];
    });
  });
}

/** So many devices of a kind are offered. */
const MOST_UNITS = 8;

/** The keys that a pattern stands for: with the units that are typed, else with those that the file has, else the first. */
function keysOf({ pattern }: SettingDescription, typed: string, document: VmxDocument): string[] {
  if (!pattern.includes('*')) return [pattern];
  // What may follow is without end.
  if (pattern.endsWith('**')) return [pattern.slice(0, -2)];
  // The leaves that matter have patterns of their own.
  if (pattern.startsWith('cpuid.')) return [];
  const [device = ''] = pattern.split('.');
  const asked = unitsIn(device, typed);
  if (asked !== undefined) return [fill(pattern, asked)];
  const units = new Map<string, readonly string[]>();
  for (const key of document.settings.keys()) {
    const found = unitsIn(device, key);
    if (found !== undefined && found.length === stars(device)) units.set(found.join(':'), found);
    if (units.size >= MOST_UNITS) break;
  }
  if (units.size === 0) return [fill(pattern, [])];
  return [...units.values()].map((found) => fill(pattern, found));
}

function stars(pattern: string): number {
  return pattern.split('*').length - 1;
}

/** The units that a key has for the stars of a device; undefined: it is of another device, or has none yet. */
function unitsIn(device: string, key: string): string[] | undefined {
  const head = /^[^.]*/.exec(key)![0];
  const parts = device.split('*').map((part) => part.toLowerCase());
  const source = parts.map((part) => part.replace(/[^a-z0-9_]/g, '\\$&')).join('([0-9]{1,4})');
  const match = new RegExp(`^${source}$`).exec(foldCase(head).slice(0, 40));
  return match === null ? undefined : match.slice(1);
}

function fill(pattern: string, units: readonly string[]): string {
  let next = 0;
  return pattern.replaceAll('*', () => units[next++] ?? '0');
}

interface Choice {
  readonly value: string;
  readonly detail?: string;
  readonly documentation?: () => string;
}

function values(
  key: string,
  from: number,
  at: number,
  lineEnd: number,
  view: string,
): Completion[] {
  const said = view.slice(from, lineEnd);
  const [, blanks, quote] = /^([ \t]*)("?)/.exec(said)!;
  const start = from + blanks!.length + quote!.length;
  if (at < from + blanks!.length) return [];
  const isQuoted = quote === '"';
  const closing = isQuoted ? view.indexOf('"', start) : -1;
  const isClosed = closing !== -1 && closing < lineEnd;
  // Behind the closing quote nothing can stand.
  if (isClosed && at > closing) return [];
  const end = isClosed
    ? closing
    : isQuoted
      ? lineEnd
      : at + /^[^ \t"#]*/.exec(view.slice(at, lineEnd))![0].length;
  return choicesFor(key).map(({ value, detail, documentation }) => ({
    label: value,
    kind: 'value' as const,
    ...(detail === undefined ? {} : { detail }),
    text: isQuoted ? (isClosed ? value : `${value}"`) : `"${value}"`,
    range: { start: Math.max(start, from), end: Math.max(end, start) },
    ...(documentation === undefined ? {} : { documentation }),
  }));
}

function choicesFor(key: string): Choice[] {
  const folded = foldCase(key);
  if (folded === 'guestos') {
    return guestOsIds().map((value) => ({
      value,
      documentation: () => plain(guestOsTopic(value)?.text ?? ''),
    }));
  }
  if (folded === 'virtualhw.version') {
    return [...HARDWARE_VERSIONS].reverse().map(([hardware, esxi, workstation, fusion]) => {
      const products = [
        esxi === null ? '' : `ESXi ${esxi}`,
        workstation === null ? '' : `Workstation ${workstation}`,
        fusion === null ? '' : `Fusion ${fusion}`,
      ].filter((product) => product !== '');
      return { value: String(hardware), detail: `since ${products.join(', ')}` };
    });
  }
  if (folded === '.encoding') return [{ value: 'UTF-8' }, { value: 'windows-1252' }];
  if (folded.startsWith('cpuid.') && isMaskKey(folded)) return maskChoices(folded);
  if (isBooleanSetting(folded)) return [{ value: 'TRUE' }, { value: 'FALSE' }];
  const setting = findSetting(key);
  const known = setting?.values ?? [];
  const byDefault = setting?.default;
  const all = byDefault === undefined || known.includes(byDefault) ? known : [byDefault, ...known];
  return all.map((value) => (value === byDefault ? { value, detail: 'the default' } : { value }));
}

/** `-` leaves a bit as it is; `h` shows what the host has. */
function maskChoices(key: string): Choice[] {
  const neutral = '-'.repeat(WIDTH);
  const choices: Choice[] = VIRTUALIZATION_BITS.filter((one) => one.key === key).map(
    ({ bit, feature }) => ({
      value: grouped(`${'-'.repeat(WIDTH - 1 - bit)}h${'-'.repeat(bit)}`),
      detail: `shows ${feature} of the host`,
    }),
  );
  choices.push({ value: grouped(neutral), detail: 'changes nothing' });
  if (key.startsWith('cpuid.8000000a.')) {
    choices.unshift({ value: grouped('h'.repeat(WIDTH)), detail: 'shows what the host has' });
  }
  return choices;
}

function grouped(mask: string): string {
  return mask.match(/.{4}/g)!.join(':');
}
