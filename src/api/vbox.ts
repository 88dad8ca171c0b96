/** What a rule needs to speak of a `.vbox` file and to repair it. */
export { walk } from '../../grammars/xml/index.js';
export type {
  Visitor,
  XmlAttribute,
  XmlCdata,
  XmlComment,
  XmlDeclaration,
  XmlDoctype,
  XmlElement,
  XmlInstruction,
  XmlMalformed,
  XmlNode,
  XmlParent,
  XmlProblem,
  XmlProblemCode,
  XmlRoot,
  XmlText,
} from '../../grammars/xml/index.js';
export type { VboxDocument } from '../languages/index.js';
export { setEnabled, setFeature, setFirmwareFlag, setText } from '../languages/vbox/changes.js';
export { modifyVm } from '../languages/vbox/commands.js';
export type { Flag, Machine } from '../languages/vbox/machine.js';
export {
  attributeRange,
  attributeValueRange,
  flagRange,
  tagRange,
} from '../languages/vbox/ranges.js';
export {
  attributeOf,
  childElements,
  childrenNamed,
  firstChild,
  lastChild,
  localName,
  readBoolean,
  readInteger,
} from '../languages/vbox/reading.js';
export { compareSettings, type SettingsVersion } from '../languages/vbox/version.js';
export {
  addAttribute,
  appendChild,
  insertAfter,
  insertBefore,
  prependChild,
  removeAttribute,
  removeElement,
  setAttribute,
  type NewElement,
} from '../languages/xml/changes.js';
