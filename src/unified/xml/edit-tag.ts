import {
  insertAttribute,
  nameRange,
  parseXml,
  removeAttribute,
  setValue,
  type XmlElement,
} from '../../../grammars/xml/index.js';
import { applyEdits, byPosition, type Edit } from '../../source/edits.js';
import { findEncoding } from '../../source/encodings.js';
import { Source } from '../../source/source.js';
import type { XmlOrigin } from './tree.js';

/** What is to become of a start tag, in text as a source has it. */
export interface TagChange {
  /** Only where it changes. */
  readonly name?: string;
  /** New values by the decoded name, as they stand between double quotes; undefined: the attribute goes. */
  readonly set: ReadonlyMap<string, string | undefined>;
  /** What comes behind the attributes that are there, with a blank before each. */
  readonly added: string;
}

/** A start tag with some changes; all else of it stays as it was written. */
export function editTag({ source: tag, form, encoding }: XmlOrigin, change: TagChange): string {
  if (form === 'bytes') {
    const decode = (bytes: string): string => findEncoding(encoding)?.decode(bytes) ?? bytes;
    return applyEdits(tag, editsOf(tag, change, decode));
  }
  const source = Source.fromText(tag);
  const inView = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
  const asView: TagChange = {
    ...(change.name !== undefined && { name: inView(change.name) }),
    set: change.set,
    added: inView(change.added),
  };
  const edits = editsOf(source.view, asView, (bytes) => source.encoding.decode(bytes));
  const edited = source.edit(edits);
  return edited.slice(0, edited.view.length);
}

function editsOf(
  view: string,
  { name, set, added }: TagChange,
  decode: (bytes: string) => string,
): Edit[] {
  const { element } = parseXml(view);
  if (element === undefined) return [];
  const edits: Edit[] = [];
  if (name !== undefined) edits.push({ ...nameRange(element), text: name });
  edits.push(...editsOfAttributes(view, element, set, decode));
  if (added !== '') {
    const { start, end } = insertAttribute(element, '', '');
    edits.push({ start, end, text: added });
  }
  return edits.sort(byPosition);
}

/** Of several attributes of a name the first one counts. All of them go. */
function editsOfAttributes(
  view: string,
  { attributes }: XmlElement,
  set: TagChange['set'],
  decode: (bytes: string) => string,
): Edit[] {
  const edits: Edit[] = [];
  const done = new Set<string>();
  if (set.size === 0) return edits;
  for (const attribute of attributes) {
    const name = decode(attribute.name);
    if (!set.has(name)) continue;
    const value = set.get(name);
    if (value === undefined) edits.push(removeAttribute(view, attribute));
    else if (!done.has(name)) edits.push(setValue(attribute, value));
    done.add(name);
  }
  return edits;
}
