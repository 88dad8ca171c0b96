import { byName, foldCase } from '../../../../grammars/vmx/index.js';
import { DEVICE_SETTINGS } from './devices.js';
import { MISTAKEN_KEYS } from './mistaken.js';
import type { MistakenKey, SettingDescription } from './model.js';
import { NESTING_SETTINGS } from './nesting.js';
import { OPERATION_SETTINGS } from './operation.js';
import { STATE_SETTINGS } from './state.js';
import { STORAGE_SETTINGS } from './storage.js';
import { SYSTEM_SETTINGS } from './system.js';
import { TypoIndex } from './typos.js';
import { distanceWithin } from '../../../text/distance.js';
import { isMask, withStars, withUnitsOf } from './units.js';

export { MISTAKEN_KEYS } from './mistaken.js';
export type { MistakenKey, Product, Reference, SettingDescription, SettingType } from './model.js';

/** Every setting that vmlint knows, by subject. */
export const SETTINGS: readonly SettingDescription[] = [
  ...NESTING_SETTINGS,
  ...SYSTEM_SETTINGS,
  ...DEVICE_SETTINGS,
  ...STORAGE_SETTINGS,
  ...OPERATION_SETTINGS,
  ...STATE_SETTINGS,
];

/** What bears on nesting in the configuration of a host, /etc/vmware/config. */
export const HOST_SETTINGS: readonly SettingDescription[] = SETTINGS.filter(
  ({ pattern, hostOnly }) =>
    hostOnly === true || pattern === 'vmx.allowNested' || pattern === 'vhv.enable',
);

/** A setting that a key was probably meant to be. */
export interface NearestSetting {
  readonly setting: SettingDescription;
  /** The setting's key, with the units of the key that was asked for. */
  readonly key: string;
  /** How many letters are missing, superfluous, different, or swapped with their neighbour. */
  readonly distance: number;
}

/** Built when first needed: a start without `.vmx` files does not pay for them. */
let byPattern: Map<string, SettingDescription> | undefined;
let byPrefix: Map<string, SettingDescription> | undefined;
let mistakenByKey: Map<string, MistakenKey> | undefined;
let typos: TypoIndex | undefined;

/** What is known of a setting. `key` in any case; a pattern finds itself. */
export function findSetting(key: string): SettingDescription | undefined {
  return lookUp(foldCase(key));
}

/** Several questions are asked about a key before there is another. */
let last: { readonly folded: string; readonly setting: SettingDescription | undefined } | undefined;

function lookUp(folded: string): SettingDescription | undefined {
  if (last?.folded !== folded) last = { folded, setting: search(folded) };
  return last.setting;
}

function search(folded: string): SettingDescription | undefined {
  if (byPattern === undefined || byPrefix === undefined) {
    byPattern = new Map();
    byPrefix = new Map();
    for (const setting of SETTINGS) {
      const pattern = setting.pattern.toLowerCase();
      byPattern.set(pattern, setting);
      if (pattern.endsWith('**')) byPrefix.set(pattern.slice(0, -2), setting);
    }
  }
  return (
    byPattern.get(folded) ?? byPattern.get(withStars(folded)) ?? lookUpPrefix(byPrefix, folded)
  );
}

/** A known key in the case in which VMware writes it, with its own units; undefined: nobody knows that. */
export function spellingOf(key: string): string | undefined {
  const folded = foldCase(key);
  // The digits of a leaf are nobody's spelling.
  const pattern = findSetting(isMask(folded) ? withStars(folded) : key)?.pattern;
  if (pattern === undefined) return undefined;
  return pattern.endsWith('**')
    ? pattern.slice(0, -2) + key.slice(pattern.length - 2)
    : withUnitsOf(key, pattern);
}

function lookUpPrefix(
  prefixes: ReadonlyMap<string, SettingDescription>,
  folded: string,
): SettingDescription | undefined {
  // No prefix is longer than this; a line of a broken file may be a key of megabytes.
  for (let end = Math.min(folded.length - 1, LONGEST_PREFIX); end > 0; end--) {
    const last = folded.charCodeAt(end - 1);
    if (last !== 0x2e && last !== 0x5f) continue;
    const setting = prefixes.get(folded.slice(0, end));
    if (setting !== undefined) return setting;
  }
  return undefined;
}

const LONGEST_PREFIX = 40;

/** Why no VMware product reads a key that people write. `key` in any case. */
export function findMistakenKey(key: string): MistakenKey | undefined {
  mistakenByKey ??= new Map(MISTAKEN_KEYS.map((entry) => [entry.key.toLowerCase(), entry]));
  const folded = foldCase(key);
  return mistakenByKey.get(folded) ?? mistakenByKey.get(withStars(folded));
}

/**
 * The one setting that an unknown key was probably meant to be; undefined where the key is known, where it is
 * nobody's business (`guestinfo.*`, `_key`, `__MARKER__`), and where two settings are as near.
 */
export function nearestSetting(key: string): NearestSetting | undefined {
  const folded = foldCase(key);
  if (lookUp(folded) !== undefined || NOT_MEANT_FOR_VMWARE.test(folded)) return undefined;
  const mistaken = findMistakenKey(folded);
  if (mistaken !== undefined) return meantBy(mistaken, folded);
  typos ??= new TypoIndex(SETTINGS);
  const found = typos.nearest(folded);
  return found && { ...found, key: withUnitsOf(folded, found.setting.pattern) };
}

/** Masks of CPUID leaves have a syntax of their own (`cpuid.0x1.ecx` is none). */
const NOT_MEANT_FOR_VMWARE = /^(?:_|guestinfo\.|cpuid\.[0-9])/;

function meantBy({ instead }: MistakenKey, folded: string): NearestSetting | undefined {
  const setting = instead === undefined ? undefined : findSetting(instead);
  if (setting === undefined) return undefined;
  const distance = distanceWithin(folded, setting.pattern.toLowerCase(), 2);
  return distance > 2 ? undefined : { setting, key: setting.pattern, distance };
}

/** What every device may have: `X.present = "FALSE"` switches `X` off (virt-v2v, input/parse_domain_from_vmx.ml). */
const BOOLEAN_DEVICE_SETTING =
  /^[a-z][a-z_]*[0-9]*(?::[0-9]+)?\.(?:present|startconnected|autodetect|nopromisc)$/;

/** Whether VMware reads the setting as a boolean. `folded` is a key in lower case. */
export function isBooleanSetting(folded: string): boolean {
  const setting = lookUp(folded);
  return setting === undefined ? BOOLEAN_DEVICE_SETTING.test(folded) : setting.type === 'boolean';
}

/** The same of the name of an entry. */
export const isBooleanName = byName(isBooleanSetting);

/** Whatever may hold a password, also in settings that are not VMware's. */
const SECRET_WORD = /^guestinfo\..*(?:password|token|secret)|\.keystore/;

/**
 * Whether a value must never be shown: keys of encrypted VMs, certificates, passwords, what the guest is told.
 * `folded` is a key in lower case.
 */
export function isSecretSetting(folded: string): boolean {
  return lookUp(folded)?.secret === true || SECRET_WORD.test(folded);
}
