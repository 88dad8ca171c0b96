import { NameIndex } from '../../../text/name-index.js';
import { bareGuid, instanceIn } from '../devices.js';
import { settingAt, stringOf, type Setting } from '../settings.js';
import type { Device, HypervVm } from '../vm.js';
import { versionOf } from '../version.js';
import { HYPERV_SETTINGS, type HypervSetting } from './index.js';
import { sectionOf } from './sections.js';

/** Entries by the names that their paths consist of. */
interface Branch {
  readonly name: string;
  /** Undefined: the name stands for itself. */
  readonly pattern: RegExp | undefined;
  readonly branches: Branch[];
  setting: HypervSetting | undefined;
}

let top: Branch | undefined;

function tree(): Branch {
  if (top !== undefined) return top;
  top = branch('');
  for (const setting of HYPERV_SETTINGS) {
    let at = top;
    for (const name of setting.path.split('/')) {
      let next = at.branches.find((one) => one.name === name);
      if (next === undefined) at.branches.push((next = branch(name)));
      at = next;
    }
    at.setting = setting;
  }
  return top;
}

function branch(name: string): Branch {
  return { name, pattern: patternOf(name), branches: [], setting: undefined };
}

const SPECIAL = /\*|NNN$|(?<=[a-z])N$/;

function patternOf(name: string): RegExp | undefined {
  if (!SPECIAL.test(name)) return undefined;
  const source = name
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace('*', '.*')
    .replace(/N+$/, '\\d+');
  return new RegExp(`^${source}$`, 'i');
}

/** What stands for itself first. Hyper-V writes names in one case; who asks may not. */
function matching(branches: readonly Branch[], name: string): Branch[] {
  const folded = name.toLowerCase();
  const literal = branches.filter((one) => one.name.toLowerCase() === folded);
  return [...literal, ...branches.filter(({ pattern }) => pattern?.test(name) === true)];
}

/** Deeper than any entry. */
const DEEPEST = 12;

function entryAt(names: readonly string[]): HypervSetting | undefined {
  if (names.length > DEEPEST) return undefined;
  let at = [tree()];
  for (const name of names) at = at.flatMap(({ branches }) => matching(branches, name));
  return at.find(({ setting }) => setting !== undefined)?.setting;
}

/**
 * The names from the root to a setting as the catalogue has them: the section of a device by what the device is.
 * Undefined: it stands deeper than anything that is known.
 */
function namesTo(setting: Setting, vm: HypervVm | undefined): string[] | undefined {
  const names: string[] = [];
  let at = setting;
  while (at.parent !== undefined) {
    if (names.length === DEEPEST) return undefined;
    names.push(at.parent.parent === undefined ? sectionName(at.name, vm) : at.name);
    at = at.parent;
  }
  return names.reverse();
}

function sectionName(name: string, vm: HypervVm | undefined): string {
  const instance = instanceIn(name);
  if (instance === undefined) return name;
  return `<${(vm && deviceNames(vm).get(instance)) ?? sectionOf(instance) ?? ''}>`;
}

const namesByVm = new WeakMap<HypervVm, ReadonlyMap<string, string | undefined>>();

/** What devices are, by instance: files can have any number of them. */
function deviceNames(vm: HypervVm): ReadonlyMap<string, string | undefined> {
  let names = namesByVm.get(vm);
  if (names === undefined) {
    names = new Map(vm.devices.map((device) => [device.instance, deviceName(device)]));
    namesByVm.set(vm, names);
  }
  return names;
}

/** What a device is, as the catalogue calls it: `Virtual BIOS`. */
function deviceName(device: Device): string | undefined {
  const type = stringOf(settingAt(device.entry, 'device')) ?? device.instance;
  return sectionOf(bareGuid(type)) ?? device.name?.replace(/^Microsoft /, '');
}

/** What the device of a section is, as the catalogue calls it; undefined: it is no section of one that is known. */
export function deviceOfSection(setting: Setting, vm: HypervVm | undefined): string | undefined {
  if (setting.parent === undefined || setting.parent.parent !== undefined) return undefined;
  return /^<(.+)>$/.exec(sectionName(setting.name, vm))?.[1];
}

/** What is known of a setting of a document. */
export function entryOf(setting: Setting, vm: HypervVm | undefined): HypervSetting | undefined {
  const names = namesTo(setting, vm);
  return names && entryAt(names);
}

/** Something that can stand below a setting. */
export interface PossibleChild {
  /** `N` where there may be several with numbers. */
  readonly name: string;
  /** Undefined: it only holds others. */
  readonly setting: HypervSetting | undefined;
  /** All that may be found within. */
  readonly within: readonly HypervSetting[];
}

/** What can stand right below a setting. */
export function possibleChildren(setting: Setting, vm: HypervVm | undefined): PossibleChild[] {
  const names = namesTo(setting, vm);
  if (names === undefined) return [];
  let at = [tree()];
  for (const name of names) at = at.flatMap(({ branches }) => matching(branches, name));
  return at
    .flatMap(({ branches }) => branches)
    .filter(({ name }) => !/[<*]/.test(name))
    .map((one) => ({ name: one.name, setting: one.setting, within: settingsIn(one) }));
}

function settingsIn(one: Branch): HypervSetting[] {
  return [...(one.setting === undefined ? [] : [one.setting]), ...one.branches.flatMap(settingsIn)];
}

/** A name or a parameter that this many settings have is none to ask by (`enabled`). */
const MANY = 5;

/**
 * The settings that somebody asks for: by a path or its end, by the name of a node around few of them, by the cmdlet
 * that sets it or by its parameter (`-ExposeVirtualizationExtensions`), by the property of WMI. Case counts nowhere.
 */
export function settingsAskedFor(what: string): readonly HypervSetting[] {
  const asked = what.trim().replace(/^\/?configuration\//i, '');
  if (asked === '' || asked.length > LONGEST) return [];
  const isPath = !/\s|^-/.test(asked.replace(/<[^>]*>/g, ''));
  const found = isPath ? settingsOfPath(asked.split('/').filter((name) => name !== '')) : [];
  return found.length > 0 ? found : settingsOfCommand(asked);
}

function settingsOfPath(names: readonly string[]): readonly HypervSetting[] {
  if (names.length === 0 || names.length > DEEPEST) return [];
  const ending = preferred(({ path }) => endsWith(path.split('/'), names));
  if (ending.length > 0) return names.length > 1 || ending.length < MANY ? ending : [];
  const around = preferred(({ path }) => holds(path.split('/'), names));
  return around.length < MANY ? around : [];
}

/** What Packer writes at another place is told of where nothing else is. */
function preferred(isMeant: (setting: HypervSetting) => boolean): HypervSetting[] {
  const found = HYPERV_SETTINGS.filter(isMeant);
  const own = found.filter(({ seenIn }) => seenIn !== 'box');
  return own.length > 0 ? own : found;
}

const LONGEST = 300;

function endsWith(path: readonly string[], names: readonly string[]): boolean {
  const from = path.length - names.length;
  return from >= 0 && names.every((name, at) => isName(path[from + at]!, name));
}

/** Whether names stand in a path, one behind the other. */
function holds(path: readonly string[], names: readonly string[]): boolean {
  return path.some((_, from) => endsWith(path.slice(0, from + names.length), names));
}

function isName(template: string, name: string): boolean {
  const guid = instanceIn(name);
  const called = guid === undefined ? name : `<${sectionOf(guid) ?? ''}>`;
  // `<*>` is the section of any device, and no name to ask by.
  if (template.startsWith('<*')) return false;
  return (
    template.toLowerCase() === called.toLowerCase() || patternOf(template)?.test(called) === true
  );
}

/**
 * Whether a path of the catalogue is, or is within, what a rule calls `nested_virtualization/enabled`. A single name
 * is as it is in files: `Enabled` of an integration service is not `enabled`.
 */
export function isWithin({ path }: HypervSetting, called: string): boolean {
  const names = called.split('/');
  const own = path.split('/');
  if (names.length > 1) return endsWith(own, names) || holds(own, names);
  const isOtherCase = own.at(-1) !== called && own.at(-1)?.toLowerCase() === called.toLowerCase();
  return !isOtherCase && endsWith(own, names);
}

const CMDLET = /(?:^|[\s|;\\])([A-Za-z]+-VM[A-Za-z]*)(?=\s|$)/g;

function settingsOfCommand(asked: string): HypervSetting[] {
  const cmdlets = [...asked.matchAll(CMDLET)].map(([, name]) => name!.toLowerCase());
  const isCommand = cmdlets.length > 0;
  const parameters = isCommand ? parametersIn(asked) : [asked.replace(/^-/, '')];
  const isAsked = (name: string | undefined): boolean =>
    name !== undefined && parameters.some((one) => one.toLowerCase() === name.toLowerCase());
  const found = HYPERV_SETTINGS.filter((setting) => {
    const [cmdlet = '', option] = (setting.cmdlet ?? '').split(' -');
    if (!isCommand) return isAsked(option) || isAsked(setting.wmi?.split('.')[1]);
    return cmdlets.includes(cmdlet.toLowerCase()) && (option === undefined || isAsked(option));
  });
  return isCommand || found.length < MANY ? found : [];
}

function parametersIn(command: string): string[] {
  return [...command.matchAll(/\s-([A-Za-z]+)/g)].map(([, name]) => name!);
}

let lastNames: NameIndex<string> | undefined;

/** The name of the setting that was probably meant: the last one of its path, or a parameter of a cmdlet. */
export function nearestSettingName(what: string): string | undefined {
  if (lastNames === undefined) {
    const names = HYPERV_SETTINGS.flatMap(({ path, cmdlet }) => [
      path.split('/').at(-1)!,
      ...(cmdlet === undefined ? [] : cmdlet.split(' -').slice(1)),
    ]);
    const unique = new Map(names.map((name) => [name.toLowerCase(), name]));
    lastNames = new NameIndex(
      [...unique.values()].filter((name) => settingsAskedFor(name).length > 0),
      (name) => name,
    );
  }
  return lastNames.nearest(what.trim());
}

/** What a value means: `generation 2`; of the version of a configuration, `9.0`. */
export function meaningOf({ path, values = {} }: HypervSetting, value: string): string | undefined {
  if (path === 'properties/version') return versionOf(Number(value))?.text;
  const folded = value.toLowerCase();
  return Object.entries(values).find(([name]) => name.toLowerCase() === folded)?.[1];
}
