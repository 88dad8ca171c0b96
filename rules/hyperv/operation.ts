import type { Rule } from '../../src/lint/rule.js';
import alignedMemory from './aligned-memory.js';
import dynamicMacAddress from './dynamic-mac-address.js';
import fittingSecureBootTemplate from './fitting-secure-boot-template.js';
import guestStateFile from './guest-state-file.js';
import guestVbs from './guest-vbs.js';
import integrationServices from './integration-services.js';
import knownSecureBootTemplate from './known-secure-boot-template.js';
import macAddressOfMicrosoft from './mac-address-of-microsoft.js';
import namedMachine from './named-machine.js';
import namedSwitch from './named-switch.js';
import noAttachedIso from './no-attached-iso.js';
import noAutomaticCheckpoints from './no-automatic-checkpoints.js';
import noLegacyDeviceInGeneration2 from './no-legacy-device-in-generation-2.js';
import noLoneDifferencingDisk from './no-lone-differencing-disk.js';
import noSavedState from './no-saved-state.js';
import noSecrets from './no-secrets.js';
import noShielding from './no-shielding.js';
import noUnfilteredScsi from './no-unfiltered-scsi.js';
import orderedMemoryBounds from './ordered-memory-bounds.js';
import portablePaths from './portable-paths.js';
import productionCheckpoints from './production-checkpoints.js';
import secureBoot from './secure-boot.js';
import secureBootNeedsGeneration2 from './secure-boot-needs-generation-2.js';
import syntheticNetworkAdapter from './synthetic-network-adapter.js';
import tpmKeyProtector from './tpm-key-protector.js';
import validMacAddress from './valid-mac-address.js';
import validProcessors from './valid-processors.js';
import virtualNumaInUse from './virtual-numa-in-use.js';
import windows11NeedsGeneration2 from './windows-11-needs-generation-2.js';

/** How a VM of Hyper-V runs, starts and moves, whatever runs in it. */
export const HYPERV_OPERATION: readonly Rule[] = [
  alignedMemory,
  dynamicMacAddress,
  fittingSecureBootTemplate,
  guestStateFile,
  guestVbs,
  integrationServices,
  knownSecureBootTemplate,
  macAddressOfMicrosoft,
  namedMachine,
  namedSwitch,
  noAttachedIso,
  noAutomaticCheckpoints,
  noLegacyDeviceInGeneration2,
  noLoneDifferencingDisk,
  noSavedState,
  noSecrets,
  noShielding,
  noUnfilteredScsi,
  orderedMemoryBounds,
  portablePaths,
  productionCheckpoints,
  secureBoot,
  secureBootNeedsGeneration2,
  syntheticNetworkAdapter,
  tpmKeyProtector,
  validMacAddress,
  validProcessors,
  virtualNumaInUse,
  windows11NeedsGeneration2,
];
