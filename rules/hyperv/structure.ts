import type { Rule } from '../../src/lint/rule.js';
import cleanReplayLog from './clean-replay-log.js';
import completeManifest from './complete-manifest.js';
import deviceSection from './device-section.js';
import emptyString from './empty-string.js';
import knownConfigurationVersion from './known-configuration-version.js';
import knownContainerFormat from './known-container-format.js';
import knownGeneration from './known-generation.js';
import knownType from './known-type.js';
import listedDevice from './listed-device.js';
import matchingEncoding from './matching-encoding.js';
import matchingIds from './matching-ids.js';
import noDuplicateKey from './no-duplicate-key.js';
import noStrayText from './no-stray-text.js';
import readableEncoding from './readable-encoding.js';
import requiredSettings from './required-settings.js';
import soundContainer from './sound-container.js';
import typeOfKey from './type-of-key.js';
import typedValue from './typed-value.js';
import validGuid from './valid-guid.js';
import versionOfHost from './version-of-host.js';
import vmConfiguration from './vm-configuration.js';
import wellFormedXml from './well-formed-xml.js';

/** Whether the file of a VM of Hyper-V can be read, and holds together. */
export const HYPERV_STRUCTURE: readonly Rule[] = [
  cleanReplayLog,
  completeManifest,
  deviceSection,
  emptyString,
  knownConfigurationVersion,
  knownContainerFormat,
  knownGeneration,
  knownType,
  listedDevice,
  matchingEncoding,
  matchingIds,
  noDuplicateKey,
  noStrayText,
  readableEncoding,
  requiredSettings,
  soundContainer,
  typeOfKey,
  typedValue,
  validGuid,
  versionOfHost,
  vmConfiguration,
  wellFormedXml,
];
