import { describe, expect, test } from '@jest/globals';
import { HYPERV_SETTINGS } from '../../src/languages/hyperv/catalogue/index.js';
import { containerOf, LISTED_VM, utf16, xmlOf } from '../support/hyperv.js';
import { expectQuiet, useFolder, type Content } from './vmlint.js';

const folder = useFolder();

const ID = '282874FC-59D6-4F30-BC04-5FDD909C82E0';
const NESTED = 'nested_virtualization/enabled';
const ON = LISTED_VM.replace(`${NESTED} = False`, `${NESTED} = True`);

const BOX = `<?xml version="1.0"?>
<configuration>
  <properties>
    <subtype type="integer">1</subtype>
    <name type="string">box</name>
  </properties>
  <settings>
    <processors>
      <count type="integer">2</count>
    </processors>
    <memory>
      <bank>
        <dynamic_memory_enabled type="bool">True</dynamic_memory_enabled>
        <size type="integer">2048</size>
      </bank>
    </memory>
  </settings>
  <AltSwitchName type="string">Default Switch</AltSwitchName>
  <secure_boot_enabled type="bool">True</secure_boot_enabled>
</configuration>
`;

interface Row {
  readonly name: string;
  readonly nested: { readonly state: string; readonly why: string; readonly line: number | null };
  readonly settings: readonly { readonly key: string; readonly value: string }[];
}

function inspect(name: string, content: Content, ...args: string[]): Row {
  folder.plant({ [name]: content });
  const result = folder.vmlint('inspect', '--format', 'json', ...args, name);
  expectQuiet(result);
  return (JSON.parse(result.stdout) as { vms: Row[] }).vms[0]!;
}

describe('inspect', () => {
  const SHARED = {
    name: 'Lab Zürich',
    cpus: 4,
    memoryMiB: 8192,
    firmware: 'efi',
    settings: [
      { key: 'generation', value: '2' },
      { key: 'dynamic_memory_enabled', value: 'False' },
      { key: 'secure_boot_enabled', value: 'True' },
      { key: 'Network Adapter', value: 'connected to Default Switch' },
    ],
  };

  test('a container is a row, without a line', () => {
    expect(inspect(`${ID}.vmcx`, containerOf(ON))).toMatchObject({
      ...SHARED,
      hardwareVersion: '9.0',
      nested: { state: 'on', why: `${NESTED} = True`, line: null },
    });
  });

  test('XML is a row, with the line of what decides', () => {
    const xml = xmlOf(ON).replace('>2304<', '>1280<');
    expect(inspect(`${ID}.xml`, utf16(xml))).toMatchObject({
      ...SHARED,
      hardwareVersion: '5.0',
      nested: {
        state: 'off',
        why: 'configuration version 5.0 has no nesting, which came with 8.0',
        line: xml.slice(0, xml.indexOf('<enabled type')).split('\n').length,
      },
    });
  });

  test('the box.xml of Packer is a row that cannot tell', () => {
    expect(inspect('Virtual Machines/box.xml', BOX)).toMatchObject({
      name: 'box',
      cpus: 2,
      memoryMiB: 2048,
      firmware: 'efi',
      nested: { state: 'unknown', why: 'box.xml cannot say it; the .vmcx beside it does' },
    });
  });

  const dynamic = ON.replace('dynamic_memory_enabled = False', 'dynamic_memory_enabled = True');

  test.each([
    ['False', LISTED_VM, [], 'off', `${NESTED} = False`],
    ['no such key', LISTED_VM.replace(/.*nested_virt.*\n/, ''), [], 'off', 'is not set'],
    ['version 7.1', ON.replace('= 2304', '= 1793'), [], 'off', 'has no nesting'],
    ['dynamic memory', dynamic, [], 'on', `${NESTED} = True`],
    ['AMD, 9.0', ON, ['--cpu', 'amd'], 'off', 'on AMD it takes configuration version 9.3'],
    ['AMD, 10.0', ON.replace('= 2304', '= 2560'), ['--cpu', 'amd'], 'on', `${NESTED} = True`],
    ['an old host', ON, ['--host', 'hyper-v@2012R2'], 'off', 'but the host cannot nest'],
  ])('nested: %s', (_case, listing, args, state, why) => {
    const { nested } = inspect(`${ID}.vmcx`, containerOf(listing), ...args);
    expect(nested).toMatchObject({ state, why: expect.stringContaining(why) });
  });

  test('a placeholder is not known', () => {
    const xml = xmlOf(ON).replace('>True</enabled>', '>${NESTED}</enabled>');
    const { nested } = inspect(`${ID}.xml`, utf16(xml));
    expect(nested).toMatchObject({ state: 'unknown', why: `${NESTED} is a placeholder` });
  });
});

describe('ast', () => {
  interface Node {
    readonly type: string;
    readonly name?: string;
    readonly value?: unknown;
    readonly children?: readonly Node[];
  }

  /** `path type value` of each leaf. */
  function leaves(name: string, content: Content): string[] {
    folder.plant({ [name]: content });
    const result = folder.vmlint('ast', name);
    expectQuiet(result);
    const found: string[] = [];
    const visit = (node: Node, path: string): void => {
      const own = node.name === undefined ? path : `${path}/${node.name}`;
      if (node.type === 'node' || node.type === 'root') {
        node.children!.forEach((child) => visit(child, own));
      } else found.push(`${own} ${node.type} ${JSON.stringify(node.value)}`);
    };
    visit((JSON.parse(result.stdout) as { tree: Node }).tree, '');
    return found;
  }

  test('XML and the container of the same VM have the same tree', () => {
    const fromXml = leaves(`${ID}.xml`, utf16(xmlOf(ON)));
    const fromContainer = leaves(`${ID}.vmcx`, containerOf(ON));
    expect(fromXml).toContain('/configuration/settings/memory/bank/size integer "8192"');
    expect(fromXml).toContain(`/configuration/settings/processors/${NESTED} bool true`);
    const blankless = (lines: string[]): string[] =>
      lines.map((line) => line.replace(/(?:\\r|\\n)+"$/, '"'));
    expect(blankless(fromXml)).toEqual(blankless(fromContainer));
    expect(fromXml.length).toBe(ON.trimEnd().split('\n').length);
  });

  test('secrets are masked', () => {
    const secret = `${ON}configuration/security/keys/key_protector = base64:c2VjcmV0IQ==\n`;
    for (const [name, content] of [
      [`${ID}.xml`, utf16(xmlOf(secret))],
      [`${ID}.vmcx`, containerOf(secret)],
    ] as const) {
      const text = leaves(name, content).join('\n');
      expect(text).toContain('key_protector bytes "********"');
      expect(text).not.toContain('c2VjcmV0');
    }
  });
});

describe('settings and explain', () => {
  test('settings --language hyperv lists all of them', () => {
    const json = folder.vmlint('settings', '--language', 'hyperv', '--format', 'json');
    expectQuiet(json);
    const { settings } = JSON.parse(json.stdout) as { settings: { pattern: string }[] };
    expect(settings.map(({ pattern }) => pattern)).toEqual(HYPERV_SETTINGS.map(({ path }) => path));
    expect(settings).toContainEqual(
      expect.objectContaining({
        language: 'hyperv',
        pattern: 'settings/memory/bank/size',
        unit: 'MiB',
        cmdlet: 'Set-VMMemory -StartupBytes',
      }),
    );
    const { stdout } = folder.vmlint('settings', '--language', 'hyperv');
    expect(stdout).toMatch(/^settings\/processors\/count +integer +1 +- +How many virtual/m);
    expect(stdout).toMatch(/^global_settings\/owner\/sid +string +- +- +observed$/m);
    expect(stdout.trimEnd().split('\n')).toHaveLength(HYPERV_SETTINGS.length);
  });

  test.each([
    [
      'dynamic_memory_enabled',
      'settings/memory/bank/dynamic_memory_enabled',
      'nested/static-memory',
    ],
    ['nested_virtualization', NESTED, 'nested/expose-hardware-virtualization'],
    ['ExposeVirtualizationExtensions', NESTED, 'nested/hide-hardware-virtualization'],
    ['MacAddressSpoofing', 'Connection/Features/Id', 'nested/allow-mac-spoofing'],
    [
      'secure_boot_enabled',
      '<Virtual BIOS>/secure_boot_enabled',
      'Set-VMFirmware -EnableSecureBoot',
    ],
    ['properties/version', 'properties/version', 'nested/sufficient-configuration-version'],
    ['  <size type="integer">8192</size>', 'settings/memory/bank/size', 'nested/memory'],
    [
      'Set-VMProcessor -VMName lab -Count 4',
      'settings/processors/count',
      'nested/several-processors',
    ],
    ['configuration/settings/vnuma/enabled = True', 'settings/vnuma/enabled', 'bool'],
    ['Error Code: 32784', '32784', 'Update-VMVersion'],
    ["Could not find Ethernet switch 'Lab'.", 'virtual switch', 'Disconnect-VMNetworkAdapter'],
    ['Use Get-VMBios and Set-VMBios instead.', 'generation 1', 'Set-VMBios'],
  ])('explain %s', (what, heading, more) => {
    const result = folder.vmlint('explain', what);
    expectQuiet(result);
    expect(result.stdout).toContain(heading);
    expect(result.stdout).toContain(more);
  });

  test('explain tells `Enabled` of a device from `enabled`', () => {
    const { stdout } = folder.vmlint('explain', 'ExposeVirtualizationExtensions');
    expect(stdout.match(/(?<=^ {2}vmlint explain )[a-z]+\/[\w-]+(?=:)/gm)).toEqual([
      'nested/expose-hardware-virtualization',
      'nested/hide-hardware-virtualization',
      'nested/possible-on-host',
    ]);
    expect(folder.vmlint('explain', 'Enabled').stdout).toContain('hyperv/integration-services');
  });
});
