import { Buffer } from 'node:buffer';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RULES } from '../../rules/index.js';
import { fixText, lintText } from '../../src/api/index.js';
import {
  ContainerDocument,
  detectLanguage,
  HypervXmlDocument,
  isCandidateName,
  sourceOf,
  type VmDocument,
} from '../../src/languages/index.js';
import { containerOf as readContainer } from '../../src/languages/hyperv/container-document.js';
import type { HypervDocument } from '../../src/languages/hyperv/document.js';
import { pathOf, walkSettings } from '../../src/languages/hyperv/settings.js';
import { hypervIn } from '../../src/languages/index.js';
import { containerOf, LISTED_VM, utf16, xmlOf } from '../support/hyperv.js';
import { corpus } from '../support/shared.js';
import { verifyVmcx } from '../support/vmcx-verifier.js';

const GUID = '282874FC-59D6-4F30-BC04-5FDD909C82E0';
const XML = xmlOf(LISTED_VM);

function read(path: string, bytes: Buffer): VmDocument {
  const source = sourceOf(path, bytes);
  const detected = detectLanguage(path, source);
  if ('whyNot' in detected) throw new Error(detected.whyNot);
  return detected.language.parse(source);
}

function whyNot(path: string, content: string | Buffer): string | undefined {
  const bytes = Buffer.from(content as string);
  const detected = detectLanguage(path, sourceOf(path, bytes));
  return 'whyNot' in detected ? detected.whyNot : undefined;
}

/** Everything that a tree says, a line a setting. */
function listed(document: VmDocument): string[] {
  const { tree } = document as HypervDocument;
  const lines: string[] = [];
  if (tree === undefined) return lines;
  walkSettings(tree, (setting) => {
    const { type, text } = setting;
    lines.push(type === 'node' ? pathOf(setting) : `${pathOf(setting)} ${type} ${text}`);
  });
  return lines;
}

describe('what is a configuration of Hyper-V', () => {
  test.each([
    ['a.vmcx', '/lab'],
    [`${GUID}.XML`, '/lab'],
    ['vm.xml', '/lab/Virtual Machines'],
    ['box.xml', 'C:\\out\\Virtual Machines'],
    ['a.exp', '/lab/virtual machines'],
  ])('%s in %s is looked at', (name, folder) => {
    expect(isCandidateName(name, folder)).toBe(true);
  });

  test.each([
    ['pom.xml', '/lab'],
    ['box.xml', '/lab'],
    ['a.vmrs', '/lab'],
    ['vm.xml', '/lab/Virtual Machines/below'],
  ])('%s in %s is not', (name, folder) => {
    expect(isCandidateName(name, folder)).toBe(false);
  });

  test('XML is told by its root and what is in it, whatever its name', () => {
    expect(whyNot('/lab/anything.xml', XML)).toBeUndefined();
    expect(whyNot('/lab/noextension', utf16(XML))).toBeUndefined();
    expect(whyNot('/lab/log.xml', '<configuration><appender/></configuration>')).toBeDefined();
    expect(whyNot(`/lab/${GUID}.xml`, '<configuration><appender/></configuration>')).toContain(
      'none of a VM of Hyper-V',
    );
    expect(whyNot(`/lab/${GUID}.xml`, '<project/>')).toContain('no element `configuration`');
  });

  test.each([
    ['data.vmcx', 'Configurations/VM/path = a.vmcx\n', 'the list of the VMs'],
    ['Resource Types/a.vmcx', 'pool/name = Ethernet\n', 'as files of resource types do'],
    [
      'a.VMRS',
      'configuration/properties/version = 2304\nconfiguration/global_settings/metrics/x = 1\n',
      'when it stopped',
    ],
  ])('%s is recognised and said', (name, listing, message) => {
    expect(whyNot(`/lab/${name}`, containerOf(listing))).toContain(message);
  });

  test('a `.vmcx` of Windows Virtual PC is XML', () => {
    const text = '<?xml version="1.0" encoding="utf-8"?>\n<vm_description/>\n';
    expect(whyNot('/lab/a.vmcx', text)).toContain('Windows Virtual PC');
  });

  test('what is called .vmcx and is no container is told of, also when it is empty', () => {
    expect(whyNot('/lab/a.vmcx', 'hello')).toBeUndefined();
    expect(whyNot('/lab/a.vmcx', '')).toBeUndefined();
  });
});

describe('one tree, whatever it is read from', () => {
  const container = read('/lab/a.vmcx', containerOf(LISTED_VM));

  test('the container, the XML in each dialect and the listing say the same', () => {
    expect(container).toBeInstanceOf(ContainerDocument);
    const expected = listed(container);
    expect(expected).toContain('settings/processors/count integer 4');
    const texts = {
      original: utf16(XML),
      'big end first': utf16(XML).swap16(),
      'without mark': Buffer.from(XML, 'utf16le'),
      'after dos2unix': Buffer.from(XML.replaceAll('\r\n', '\n')),
      'UTF-8 with mark': Buffer.from(`\uFEFF${XML}`),
    };
    for (const [what, bytes] of Object.entries(texts)) {
      const document = read(`/lab/${GUID}.xml`, bytes);
      expect(document).toBeInstanceOf(HypervXmlDocument);
      expect([what, ...listed(document)]).toEqual([what, ...expected]);
      expect([what, Buffer.from(document.source.bytes).equals(bytes)]).toEqual([what, true]);
    }
    expect(listed(hypervIn('vmcx').parse(sourceOf('x', Buffer.from(LISTED_VM))))).toEqual(expected);
  });

  test('devices are found through the manifest, whatever the case of its GUIDs', () => {
    const { vm } = container as HypervDocument;
    expect(vm).toMatchObject({ name: 'Lab Zürich', id: GUID, generation: 2, memory: 8192 });
    expect(vm?.version?.text).toBe('9.0');
    expect(vm?.adapters).toMatchObject([
      { kind: 'synthetic', name: 'Network Adapter', isConnected: true },
    ]);
    expect(vm?.secureBoot?.value).toBe(true);
  });

  test('keys in another order, in several tables, with files of their own, are the same VM', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.boolean(), (keysPerTable, reversed) => {
        const order = (count: number): number[] => {
          const all = Array.from({ length: count }, (_, index) => index);
          return reversed ? all.reverse() : all;
        };
        const bytes = containerOf(LISTED_VM, { keysPerTable, order });
        expect(listed(read('/lab/a.vmcx', bytes))).toEqual(listed(container));
      }),
      { numRuns: 20 },
    );
  });
});

describe('changes', () => {
  test('of a container are the value and its checksum', () => {
    const bytes = containerOf(LISTED_VM);
    const document = hypervIn('vmcx', true).parse(sourceOf('a.vmcx', bytes)) as ContainerDocument;
    const nested = document.vm!.nested!;
    const { edits } = document.change(nested, true)!;
    const after = Buffer.from(document.source.edit(edits).bytes);
    const different = [...bytes.keys()].filter((at) => bytes[at] !== after[at]);
    expect(after.length).toBe(bytes.length);
    expect(different.length).toBeGreaterThan(1);
    expect(different.length).toBeLessThanOrEqual(5);
    expect(verifyVmcx(after).complaints).toEqual([]);
    const changed = read('/lab/a.vmcx', after) as HypervDocument;
    expect(changed.vm?.nested?.value).toBe(true);
  });

  test('of a container that is damaged or dirty are none', () => {
    const dirty = containerOf(LISTED_VM, {
      pending: [{ offset: 0x4000, data: Uint8Array.of(1) }],
    });
    const document = read('/lab/a.vmcx', dirty) as ContainerDocument;
    expect(document.readOnly?.reason).toBe('malformed');
    expect(document.change(document.vm!.nested!, true)).toBeUndefined();
  });

  test.each([
    ['original', utf16(XML)],
    ['after dos2unix', Buffer.from(XML.replaceAll('\r\n', '\n'))],
  ])('of the XML %s keep all other bytes', (_what, bytes) => {
    const document = read(`/lab/${GUID}.xml`, bytes) as HypervXmlDocument;
    const count = document.vm!.at('settings/processors/count')!;
    const { edits } = document.change(count, 2n)!;
    const after = Buffer.from(document.source.edit(edits).bytes);
    const wide = bytes[0] === 0xff;
    const [from, to] = ['<count type="integer">4<', '<count type="integer">2<'];
    const encoded = (text: string): Buffer => Buffer.from(text, wide ? 'utf16le' : 'utf8');
    const at = bytes.indexOf(encoded(from));
    const expected = Buffer.concat([
      bytes.subarray(0, at),
      encoded(to),
      bytes.subarray(at + encoded(from).length),
    ]);
    expect(after.equals(expected)).toBe(true);
  });
});

test('values of templates are unknown, and nothing is said to be absent where parts come and go', () => {
  const text = XML.replace('>4<', '>{{ cpus }}<');
  const document = read('/lab/a.xml', Buffer.from(text)) as HypervXmlDocument;
  expect(document.vm?.processors).toBeUndefined();
  expect(document.showsAllSettings).toBe(true);
  const block = XML.replace('<settings>', '{% if lab %}<settings>');
  const other = read('/lab/a.xml', Buffer.from(block)) as HypervXmlDocument;
  expect(other.showsAllSettings).toBe(false);
});

test('a bare line, or any other text, that is read as a configuration has no stack trace', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (noise, isContainer) => {
      const base = isContainer ? containerOf(LISTED_VM) : utf16(XML);
      const bytes = Buffer.from(base);
      const at = noise.length === 0 ? 0 : (noise[0]! * 256 + (noise[1] ?? 0)) % bytes.length;
      bytes.set(noise.subarray(0, bytes.length - at), at);
      const path = isContainer ? 'a.vmcx' : `${GUID}.xml`;
      const report = lintText(bytes, { path, rules: RULES, nested: 'require' });
      expect(report.status).not.toBe('failed');
      const fixed = fixText(bytes, { path, rules: RULES, nested: 'require', unsafe: true });
      expect(fixed.report.status).not.toBe('failed');
    }),
    { numRuns: 60 },
  );
});

describe('real files', () => {
  const files = [...corpus('hyperv/xml'), ...corpus('hyperv/vmcx')];

  test.each(files.map((file) => [file.name, file] as const))('%s', (name, { bytes }) => {
    if (/\.vmrs$/i.test(name)) {
      expect(whyNot(name, bytes)).toContain('when it stopped');
      return;
    }
    const document = read(`/lab/${name}`, bytes) as HypervDocument;
    expect(document.vm?.name).toBeTruthy();
    expect(Buffer.from(document.source.bytes).equals(bytes)).toBe(true);
    if (document instanceof ContainerDocument) {
      expect(readContainer(document.source).problems).toEqual([]);
    }
    const { findings } = lintText(bytes, { path: name, nested: 'auto' });
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
