import { Buffer } from 'node:buffer';
import { writeVmcx, type Layout, type Tree } from './vmcx-writer.js';

/** A VM as the listing of its container. */
export const LISTED_VM = `configuration/_1bc9500e-ad4b-426e-ad70-d04cbeb2033b_/FriendlyName = Network Adapter
configuration/_1bc9500e-ad4b-426e-ad70-d04cbeb2033b_/IsConnected = True
configuration/_1bc9500e-ad4b-426e-ad70-d04cbeb2033b_/MacAddress = 00-15-5D-01-02-03
configuration/_1bc9500e-ad4b-426e-ad70-d04cbeb2033b_/MacAddressIsStatic = False
configuration/_1bc9500e-ad4b-426e-ad70-d04cbeb2033b_/Connection/AltSwitchName = Default Switch
configuration/_ac6b8dc1-3257-4a70-b1b2-a9c9215659ad_/secure_boot_enabled = True
configuration/manifest/size = 2
configuration/manifest/vdev001/device = ac6b8dc1-3257-4a70-b1b2-a9c9215659ad
configuration/manifest/vdev001/instance = ac6b8dc1-3257-4a70-b1b2-a9c9215659ad
configuration/manifest/vdev001/name = Microsoft Virtual BIOS
configuration/manifest/vdev002/device = 2fc216b0-d2e2-4967-9b6d-b8a5c9ca2778
configuration/manifest/vdev002/instance = 1BC9500E-AD4B-426E-AD70-D04CBEB2033B
configuration/manifest/vdev002/name = Synthetic Ethernet Port
configuration/properties/creation_time = base64:p25FZp6X1wE=
configuration/properties/global_id = 282874FC-59D6-4F30-BC04-5FDD909C82E0
configuration/properties/name = Lab Zürich
configuration/properties/notes = 
configuration/properties/subtype = 1
configuration/properties/version = 2304
configuration/settings/global/logical_id = 282874FC-59D6-4F30-BC04-5FDD909C82E0
configuration/settings/memory/bank/dynamic_memory_enabled = False
configuration/settings/memory/bank/limit = 1048576
configuration/settings/memory/bank/reservation = 512
configuration/settings/memory/bank/size = 8192
configuration/settings/processors/count = 4
configuration/settings/processors/nested_virtualization/enabled = False
`;

/** The tree that a listing describes, as the writer of containers takes it. */
export function treeOf(listing: string): Tree[] {
  const top: Tree[] = [];
  for (const line of listing.split('\n').filter((text) => text !== '')) {
    const [, path = '', value] = /^([^=]*?)(?: = (.*))?$/.exec(line)!;
    const names = path.split('/');
    let siblings = top;
    for (const name of value === undefined ? names : names.slice(0, -1)) {
      let node = siblings.findLast((child) => child.name === name && child.type === 'node');
      if (node === undefined) siblings.push((node = { name, type: 'node', children: [] }));
      siblings = (node as Extract<Tree, { type: 'node' }>).children;
    }
    if (value !== undefined) siblings.push({ name: names.at(-1)!, ...leafOf(value) } as Tree);
  }
  return top;
}

function leafOf(value: string): object {
  if (/^-?\d+$/.test(value)) return { type: 'integer', value: BigInt(value) };
  if (/^(?:True|False)$/.test(value)) return { type: 'bool', value: value === 'True' };
  if (!value.startsWith('base64:')) return { type: 'string', value };
  return { type: 'bytes', value: Buffer.from(value.slice('base64:'.length), 'base64') };
}

/** A container that holds what is listed. */
export function containerOf(listing: string, layout: Layout = {}): Buffer {
  return Buffer.from(writeVmcx(treeOf(listing), layout).bytes);
}

/** The XML that holds what is listed, as Hyper-V writes it but for its encoding. */
export function xmlOf(listing: string): string {
  const write = (trees: readonly Tree[], indentation: string): string =>
    trees
      .map((tree) => {
        if (tree.type === 'node') {
          if (tree.children.length === 0) return `${indentation}<${tree.name} />\r\n`;
          const inner = write(tree.children, `${indentation}  `);
          return `${indentation}<${tree.name}>\r\n${inner}${indentation}</${tree.name}>\r\n`;
        }
        return `${indentation}<${tree.name} type="${tree.type}">${xmlText(tree)}</${tree.name}>\r\n`;
      })
      .join('');
  const declaration = '<?xml version="1.0" encoding="UTF-16" standalone="yes"?>\r\n';
  return (declaration + write(treeOf(listing), '')).replace(/\r\n$/, '');
}

function xmlText(tree: Exclude<Tree, { type: 'node' }>): string {
  switch (tree.type) {
    case 'bool':
      return tree.value ? 'True' : 'False';
    case 'bytes':
      return `${Buffer.from(tree.value).toString('base64')}\r\n`;
    default:
      return String(tree.value).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  }
}

/** As Hyper-V writes it: UTF-16 with a byte order mark. */
export function utf16(text: string): Buffer {
  return Buffer.from(`\uFEFF${text}`, 'utf16le');
}
