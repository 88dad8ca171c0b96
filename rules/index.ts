import type { Rule } from '../src/lint/rule.js';
import guest64BitGuest from './nested/64-bit-guest.js';
import allowPromiscuousMode from './nested/allow-promiscuous-mode.js';
import allowedByHost from './nested/allowed-by-host.js';
import allowedUnderHypervisor from './nested/allowed-under-hypervisor.js';
import automaticMonitorMode from './nested/automatic-monitor-mode.js';
import coherentVbs from './nested/coherent-vbs.js';
import cpuidMaskKeepsVirtualization from './nested/cpuid-mask-keeps-virtualization.js';
import cpuidRecipeOnEsxi5 from './nested/cpuid-recipe-on-esxi-5.js';
import esxiGuestNetworkCard from './nested/esxi-guest-network-card.js';
import esxiGuestResources from './nested/esxi-guest-resources.js';
import exposeHardwareVirtualization from './nested/expose-hardware-virtualization.js';
import featureMaskKeepsVirtualization from './nested/feature-mask-keeps-virtualization.js';
import fittingBackdoorRestriction from './nested/fitting-backdoor-restriction.js';
import fittingHypervisorBit from './nested/fitting-hypervisor-bit.js';
import hideHardwareVirtualization from './nested/hide-hardware-virtualization.js';
import knownCpuVendor from './nested/known-cpu-vendor.js';
import macosOnAmd from './nested/macos-on-amd.js';
import nestedPaging from './nested/nested-paging.js';
import noCpuHotAdd from './nested/no-cpu-hot-add.js';
import noLegacyCpuidRecipe from './nested/no-legacy-cpuid-recipe.js';
import noPassthroughDevice from './nested/no-passthrough-device.js';
import noPerformanceCountersUnderHyperV from './nested/no-performance-counters-under-hyper-v.js';
import possibleOnHost from './nested/possible-on-host.js';
import sufficientHardwareVersion from './nested/sufficient-hardware-version.js';
import validFeatureMask from './nested/valid-feature-mask.js';
import wellFormedCpuidMask from './nested/well-formed-cpuid-mask.js';
import effectiveSuppression from './vmlint/effective-suppression.js';
import policyRequire from './policy/require.js';
import { HYPERV_NESTING } from './hyperv/nesting.js';
import { HYPERV_OPERATION } from './hyperv/operation.js';
import { HYPERV_STRUCTURE } from './hyperv/structure.js';
import { VBOX_STRUCTURE } from './vbox/index.js';
import booleanSpelling from './vmx/boolean-spelling.js';
import canonicalKeyCase from './vmx/canonical-key-case.js';
import closedQuote from './vmx/closed-quote.js';
import commentOnOwnLine from './vmx/comment-on-own-line.js';
import configVersion from './vmx/config-version.js';
import coresPerSocket from './vmx/cores-per-socket.js';
import encodingDeclared from './vmx/encoding-declared.js';
import encodingFirst from './vmx/encoding-first.js';
import knownEncoding from './vmx/known-encoding.js';
import knownGuestOs from './vmx/known-guest-os.js';
import knownHardwareVersion from './vmx/known-hardware-version.js';
import knownHostKey from './vmx/known-host-key.js';
import knownKey from './vmx/known-key.js';
import { VBOX_MEANING } from './vbox/meaning.js';
import matchingEncoding from './vmx/matching-encoding.js';
import noBom from './vmx/no-bom.js';
import noDuplicateKey from './vmx/no-duplicate-key.js';
import noForeignComment from './vmx/no-foreign-comment.js';
import noMalformedLine from './vmx/no-malformed-line.js';
import noPointlessHostSetting from './vmx/no-pointless-host-setting.js';
import noRedundantMce from './vmx/no-redundant-mce.js';
import noSecrets from './vmx/no-secrets.js';
import noUtf16OrNul from './vmx/no-utf16-or-nul.js';
import notEmpty from './vmx/not-empty.js';
import onePairPerLine from './vmx/one-pair-per-line.js';
import pcieBridges from './vmx/pcie-bridges.js';
import physBitsOfHardware from './vmx/phys-bits-of-hardware.js';
import plainKey from './vmx/plain-key.js';
import quotedValue from './vmx/quoted-value.js';
import requiredKeys from './vmx/required-keys.js';
import secureBootNeedsEfi from './vmx/secure-boot-needs-efi.js';
import sideChannelMitigations from './vmx/side-channel-mitigations.js';
import softwareTpm from './vmx/software-tpm.js';
import straightQuotes from './vmx/straight-quotes.js';
import templatePlaceholders from './vmx/template-placeholders.js';
import uniformLineEnds from './vmx/uniform-line-ends.js';
import validEscapes from './vmx/valid-escapes.js';
import validMemsize from './vmx/valid-memsize.js';
import vhvAllowOnEsxi50 from './vmx/vhv-allow-on-esxi-5-0.js';

/** Every rule that vmlint has, by id. */
export const RULES: readonly Rule[] = [
  guest64BitGuest,
  allowPromiscuousMode,
  allowedByHost,
  allowedUnderHypervisor,
  automaticMonitorMode,
  coherentVbs,
  cpuidMaskKeepsVirtualization,
  cpuidRecipeOnEsxi5,
  esxiGuestNetworkCard,
  esxiGuestResources,
  exposeHardwareVirtualization,
  featureMaskKeepsVirtualization,
  fittingBackdoorRestriction,
  fittingHypervisorBit,
  hideHardwareVirtualization,
  knownCpuVendor,
  macosOnAmd,
  nestedPaging,
  noCpuHotAdd,
  noLegacyCpuidRecipe,
  noPassthroughDevice,
  noPerformanceCountersUnderHyperV,
  possibleOnHost,
  sufficientHardwareVersion,
  validFeatureMask,
  wellFormedCpuidMask,
  effectiveSuppression,
  policyRequire,
  ...VBOX_STRUCTURE,
  booleanSpelling,
  canonicalKeyCase,
  closedQuote,
  commentOnOwnLine,
  configVersion,
  coresPerSocket,
  encodingDeclared,
  encodingFirst,
  knownEncoding,
  knownGuestOs,
  knownHardwareVersion,
  knownHostKey,
  knownKey,
  matchingEncoding,
  noBom,
  noDuplicateKey,
  noForeignComment,
  noMalformedLine,
  noPointlessHostSetting,
  noRedundantMce,
  noSecrets,
  noUtf16OrNul,
  notEmpty,
  onePairPerLine,
  pcieBridges,
  physBitsOfHardware,
  plainKey,
  quotedValue,
  requiredKeys,
  secureBootNeedsEfi,
  sideChannelMitigations,
  softwareTpm,
  straightQuotes,
  templatePlaceholders,
  uniformLineEnds,
  validEscapes,
  validMemsize,
  vhvAllowOnEsxi50,
  ...VBOX_MEANING,
  ...HYPERV_NESTING,
  ...HYPERV_OPERATION,
  ...HYPERV_STRUCTURE,
].sort((one, other) => (one.id < other.id ? -1 : 1));

/** The rules that apply unless somebody says otherwise. */
export const RECOMMENDED: readonly Rule[] = RULES.filter(({ presets }) =>
  presets.includes('recommended'),
);
