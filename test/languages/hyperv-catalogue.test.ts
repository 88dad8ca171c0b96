import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { RULES } from '../../rules/index.js';
import { HYPERV_SETTINGS, type HypervSetting } from '../../src/languages/hyperv/catalogue/index.js';
import {
  entryOf,
  isWithin,
  nearestSettingName,
  possibleChildren,
  settingsAskedFor,
} from '../../src/languages/hyperv/catalogue/lookup.js';
import type { HypervDocument } from '../../src/languages/hyperv/document.js';
import {
  pathOf,
  settingAt,
  walkSettings,
  type Setting,
} from '../../src/languages/hyperv/settings.js';
import { detectLanguage, hypervIn, sourceOf } from '../../src/languages/index.js';
import { Source } from '../../src/source/source.js';
import { corpus } from '../support/shared.js';

/** A template of the domain's list, with its types and the kinds of files that have it. */
interface Listed {
  readonly path: string;
  readonly types: readonly string[];
  readonly seenIn: readonly string[];
}

const KEYS = fileURLToPath(new URL('../../../shared/domain/hyperv-keys.tsv', import.meta.url));

/** The list of what stands in real files; empty where it is not at hand. */
function listed(): Listed[] {
  if (!existsSync(KEYS)) {
    process.stdout.write('skipped: hyperv-keys.tsv is not here\n');
    return [];
  }
  const [, ...lines] = readFileSync(KEYS, 'utf8').trimEnd().split('\n');
  process.stdout.write(`read ${lines.length} paths of hyperv-keys.tsv\n`);
  return lines.map((line) => {
    const [path = '', types = '', seenIn = ''] = line.split('\t');
    return {
      path: path.replace('/configuration/', ''),
      types: types.split(',').map((type) => (type === 'int' ? 'integer' : type)),
      seenIn: seenIn.split(','),
    };
  });
}

const LISTED = listed();
const withList = LISTED.length === 0 ? test.skip : test;

/** A path of the list with names that a file could have, its devices listed in a manifest. */
function example({ path }: Listed): { document: HypervDocument; path: string } {
  const [top = '', ...names] = path.split('/');
  const section = /^_<(.+)>_$/.exec(top)?.[1];
  const isGuid = section !== undefined && /^[0-9a-f-]{36}$/.test(section);
  const INSTANCE = '12345678-1234-1234-1234-123456789abc';
  const first = section === undefined ? top : `_${isGuid ? section : INSTANCE}_`;
  const rest = names.map((name) =>
    name
      .replace(/<[^>]*>/g, 'X')
      .replace(/NNN$/, '001')
      .replace(/([a-z])N$/, '$17'),
  );
  const manifest =
    section === undefined || isGuid
      ? ''
      : `configuration/manifest/vdev001/device = ${typeNamed(section)}\nconfiguration/manifest/vdev001/instance = ${INSTANCE}\nconfiguration/manifest/vdev001/name = ${section}\n`;
  const at = [first.replace('NNN', '001'), ...rest].join('/');
  const text = `configuration/${at} = 1\n${manifest}configuration/properties/highly_available = False\n`;
  return { document: hypervIn('vmcx').parse(Source.fromText(text)), path: at };
}

/** The GUID of a type is made up where a name alone must do. */
function typeNamed(name: string): string {
  return name.includes('SCSI')
    ? 'd422512d-2bf2-4752-809d-7b82b5fcb1b4'
    : 'ffffffff-ffff-4fff-8fff-ffffffffffff';
}

function entryOfListed(one: Listed): HypervSetting | undefined {
  const { document, path } = example(one);
  return entryOf(settingAt(document.tree, path)!, document.vm);
}

describe('the catalogue of Hyper-V', () => {
  withList('has every path of the list, with its type and where it was seen', () => {
    const wrong = LISTED.flatMap((one) => {
      const entry = entryOfListed(one);
      if (entry === undefined) return [`${one.path}: missing`];
      const type = entry.type === 'node' ? ['node', '(none)'] : [entry.type];
      return one.types.every((name) => type.includes(name)) ? [] : [`${one.path}: ${entry.type}`];
    });
    expect(wrong).toEqual([]);
  });

  withList('has nothing that is not in the list, but for the box.xml of Packer', () => {
    const seen = new Map<HypervSetting, Set<string>>();
    for (const one of LISTED) {
      const entry = entryOfListed(one)!;
      const kinds = seen.get(entry) ?? new Set();
      for (const where of one.seenIn) kinds.add(where.startsWith('xml') ? 'xml' : 'container');
      seen.set(entry, kinds);
    }
    const others = HYPERV_SETTINGS.filter(({ seenIn }) => seenIn !== 'box');
    expect(others.filter((setting) => !seen.has(setting))).toEqual([]);
    for (const setting of others) {
      const kinds = [...seen.get(setting)!];
      const expected = kinds.length === 1 ? kinds[0] : undefined;
      // The list has leaves only, and a node that is empty here may hold something there.
      if (setting.path === '<Virtual BIOS>/nvram') continue;
      expect([setting.path, setting.seenIn]).toEqual([setting.path, expected]);
    }
    process.stdout.write(`${others.length} entries stand for ${LISTED.length} paths\n`);
  });

  const FILES = [...corpus('hyperv/xml'), ...corpus('hyperv/vmcx')].filter(
    ({ name }) => !/\.vmrs$/i.test(name),
  );

  (FILES.length === 0 ? test.skip : test)('knows every setting of real files by its type', () => {
    let count = 0;
    for (const { name, bytes } of FILES) {
      const source = sourceOf(name, bytes);
      const detected = detectLanguage(name, source);
      if ('whyNot' in detected) throw new Error(`${name}: ${detected.whyNot}`);
      const document = detected.language.parse(source) as HypervDocument;
      const unknown: string[] = [];
      walkSettings(document.tree!, (setting: Setting) => {
        if (setting.children.length > 0) return;
        count += 1;
        const entry = entryOf(setting, document.vm);
        const isKnown =
          entry === undefined
            ? isEmpty(setting) && possibleChildren(setting, document.vm).length > 0
            : entry.type === setting.type || isEmpty(setting);
        if (!isKnown) unknown.push(`${pathOf(setting)}: ${setting.type}, ${entry?.type}`);
      });
      expect([name, unknown]).toEqual([name, []]);
    }
    process.stdout.write(`found ${count} settings of ${FILES.length} real files\n`);
  });

  test('describes nothing without a source, and says once what a path is', () => {
    for (const { path, source, seenIn, type, ...rest } of HYPERV_SETTINGS) {
      if (source === undefined)
        expect([path, rest, seenIn, type]).toEqual([path, {}, seenIn, type]);
    }
    const paths = HYPERV_SETTINGS.map(({ path }) => path);
    expect(paths.filter((path, at) => paths.indexOf(path) !== at)).toEqual([]);
  });

  test('is what the rules speak of', () => {
    const called = RULES.filter(
      ({ id, languages }) => id.startsWith('nested/') && languages.includes('hyperv'),
    )
      .flatMap(({ settings = [] }) => settings)
      .filter((setting) => setting.includes('/'));
    expect(called.length).toBeGreaterThan(8);
    for (const setting of called) {
      expect([setting, HYPERV_SETTINGS.some((one) => isWithin(one, setting))]).toEqual([
        setting,
        true,
      ]);
    }
  });

  test.each([
    ['settings/memory/bank/size', ['settings/memory/bank/size']],
    ['/configuration/settings/memory/bank/size', ['settings/memory/bank/size']],
    ['memory/bank/size', ['settings/memory/bank/size']],
    ['DYNAMIC_memory_enabled', ['settings/memory/bank/dynamic_memory_enabled']],
    ['nested_virtualization', ['settings/processors/nested_virtualization/enabled']],
    ['secure_boot_enabled', ['<Virtual BIOS>/secure_boot_enabled']],
    ['boot/device3', ['<Virtual BIOS>/boot/deviceN']],
    [
      '_ac6b8dc1-3257-4a70-b1b2-a9c9215659ad_/secure_boot_enabled',
      ['<Virtual BIOS>/secure_boot_enabled'],
    ],
    ['secure_boot_template', ['secure_boot_template']],
    ['ExposeVirtualizationExtensions', ['settings/processors/nested_virtualization/enabled']],
    ['-exposeVirtualizationExtensions', ['settings/processors/nested_virtualization/enabled']],
    ['MacAddressSpoofing', ['<Synthetic Ethernet Port>/Connection/Features/Id']],
    ['DynamicMemoryEnabled', ['settings/memory/bank/dynamic_memory_enabled']],
    ['HideHypervisorPresent', ['settings/processors/hide_hypervisor_present']],
    [
      'Get-VM x | Set-VMProcessor -Count 2 -Maximum 50',
      ['settings/processors/count', 'settings/processors/limit'],
    ],
    ['Update-VMVersion', ['properties/version']],
    ['Set-VMProcessor', []],
    ['enabled', []],
    ['<*>', []],
    ['', []],
    ['a/'.repeat(1000), []],
    ['x'.repeat(1_000_000), []],
  ])('is asked for %.60s', (what, paths) => {
    expect(settingsAskedFor(what).map(({ path }) => path)).toEqual(paths);
  });

  test.each([
    ['dynamic_memroy_enabled', 'dynamic_memory_enabled'],
    ['ExposeVirtualisationExtensions', 'ExposeVirtualizationExtensions'],
    ['wibble', undefined],
  ])('takes %s for %s', (what, expected) => {
    expect(nearestSettingName(what)).toBe(expected);
  });

  test('tells devices by the manifest, and by their type where that lists none', () => {
    const SECTION = '_12345678-1234-1234-1234-123456789abc_';
    const text = `configuration/${SECTION}/MacAddress = 00-15-5D-01-02-03
configuration/_AC6B8DC1-3257-4A70-B1B2-A9C9215659AD_/secure_boot_enabled = True
configuration/_99999999-1234-1234-1234-123456789abc_/secure_boot_enabled = True
configuration/manifest/vdev001/device = {2FC216B0-D2E2-4967-9B6D-B8A5C9CA2778}
configuration/manifest/vdev001/instance = {12345678-1234-1234-1234-123456789ABC}
configuration/properties/version = 2304
`;
    const { tree, vm } = hypervIn('vmcx').parse(Source.fromText(text));
    const pathAt = (path: string): string | undefined => entryOf(settingAt(tree, path)!, vm)?.path;
    expect(pathAt(`${SECTION}/MacAddress`)).toBe('<Synthetic Ethernet Port>/MacAddress');
    expect(pathAt('_AC6B8DC1-3257-4A70-B1B2-A9C9215659AD_/secure_boot_enabled')).toBe(
      '<Virtual BIOS>/secure_boot_enabled',
    );
    expect(pathAt('_99999999-1234-1234-1234-123456789abc_/secure_boot_enabled')).toBeUndefined();
    const names = possibleChildren(settingAt(tree, SECTION)!, vm).map(({ name }) => name);
    expect(names).toContain('MacAddressIsStatic');
    expect(names).not.toContain('secure_boot_enabled');
  });
});

/** An empty element without a type says nothing of it. */
function isEmpty({ type, text }: Setting): boolean {
  return type === 'node' && text === '';
}
