import type { Rule } from '../../src/lint/rule.js';
import abortedFlag from './aborted-flag.js';
import booleanSpelling from './boolean-spelling.js';
import cpuidLeaf from './cpuid-leaf.js';
import elementPlace from './element-place.js';
import encryptedMachine from './encrypted-machine.js';
import enumValue from './enum-value.js';
import integerSpelling from './integer-spelling.js';
import knownAttribute from './known-attribute.js';
import knownElement from './known-element.js';
import knownNamespace from './known-namespace.js';
import noDuplicateElement from './no-duplicate-element.js';
import platformPresent from './platform-present.js';
import possibleDevicePlace from './possible-device-place.js';
import readableEncoding from './readable-encoding.js';
import readableSnapshots from './readable-snapshots.js';
import requiredSettings from './required-settings.js';
import settingOfVersion from './setting-of-version.js';
import settingsDocument from './settings-document.js';
import wellFormedXml from './well-formed-xml.js';
import writtenStyle from './written-style.js';

/** How settings of VirtualBox are written: elements, attributes, values; by id. */
export const VBOX_STRUCTURE: readonly Rule[] = [
  abortedFlag,
  booleanSpelling,
  cpuidLeaf,
  elementPlace,
  encryptedMachine,
  enumValue,
  integerSpelling,
  knownAttribute,
  knownElement,
  knownNamespace,
  noDuplicateElement,
  platformPresent,
  possibleDevicePlace,
  readableEncoding,
  readableSnapshots,
  requiredSettings,
  settingOfVersion,
  settingsDocument,
  wellFormedXml,
  writtenStyle,
];
