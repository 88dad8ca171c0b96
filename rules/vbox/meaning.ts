import type { Rule } from '../../src/lint/rule.js';
import cpuidLeafKeepsVirtualization from '../nested/cpuid-leaf-keeps-virtualization.js';
import cpuidPortabilityLevel from '../nested/cpuid-portability-level.js';
import defaultExecutionEngine from '../nested/default-execution-engine.js';
import largePages from '../nested/large-pages.js';
import longMode from '../nested/long-mode.js';
import noExtraDataOverride from '../nested/no-extra-data-override.js';
import noHyperVInVirtualBox from '../nested/no-hyper-v-in-virtualbox.js';
import noNativeApi from '../nested/no-native-api.js';
import sameInSnapshot from '../nested/same-in-snapshot.js';
import sufficientVirtualBox from '../nested/sufficient-virtualbox.js';
import virtualizedVmsave from '../nested/virtualized-vmsave.js';
import vpid from '../nested/vpid.js';
import apic from './apic.js';
import closedRemoteDisplay from './closed-remote-display.js';
import fittingParavirt from './fitting-paravirt.js';
import hardwareVirtualization from './hardware-virtualization.js';
import ioApic from './io-apic.js';
import iommuRequirements from './iommu-requirements.js';
import noPointlessPromiscuousMode from './no-pointless-promiscuous-mode.js';
import noPromiscuousMode from './no-promiscuous-mode.js';
import noSavedState from './no-saved-state.js';
import noSecrets from './no-secrets.js';
import portablePaths from './portable-paths.js';
import validMacAddress from './valid-mac-address.js';

/** What the settings of a machine of VirtualBox come to, as long as it can read them. */
export const VBOX_MEANING: readonly Rule[] = [
  cpuidLeafKeepsVirtualization,
  cpuidPortabilityLevel,
  defaultExecutionEngine,
  largePages,
  longMode,
  noExtraDataOverride,
  noHyperVInVirtualBox,
  noNativeApi,
  sameInSnapshot,
  sufficientVirtualBox,
  virtualizedVmsave,
  vpid,
  apic,
  closedRemoteDisplay,
  fittingParavirt,
  hardwareVirtualization,
  ioApic,
  iommuRequirements,
  noPointlessPromiscuousMode,
  noPromiscuousMode,
  noSavedState,
  noSecrets,
  portablePaths,
  validMacAddress,
];
