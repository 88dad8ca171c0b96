import type { VmxEntry } from '../../../grammars/vmx/index.js';
import { inferStack, type Inferred } from '../../stack/infer.js';
import { isRuledOut, judge } from '../../stack/matrix.js';
import { describeHost } from '../../stack/stack.js';
import type { Nesting, Surroundings, VmSummary } from '../vm-summary.js';
import { findSetting, isSecretSetting } from './catalogue/index.js';
import { bitOf, hidesBit, VIRTUALIZATION_BITS } from './cpuid-masks.js';
import type { VmxDocument } from './document.js';
import { isArmGuest } from './guest-os.js';
import { maskedFeatures, passthroughDevices, permitsPassthrough } from './obstacles.js';

const VHV = 'vhv.enable';

export function summarizeVm(document: VmxDocument, surroundings: Surroundings = {}): VmSummary {
  const known = document.showsAllSettings;
  return {
    name: textOf(document, 'displayName'),
    guestOS: textOf(document, 'guestOS'),
    hardwareVersion: textOf(document, 'virtualHW.version'),
    nested: nestingOf(document, surroundings),
    // What VMware takes where nothing is set: one CPU, 32 MB, BIOS.
    cpus: numberOf(document, 'numvcpus', known ? 1 : undefined),
    coresPerSocket: numberOf(document, 'cpuid.coresPerSocket', known ? 1 : undefined),
    memoryMiB: numberOf(document, 'memsize', known ? 32 : undefined),
    firmware: document.entry('firmware')
      ? textOf(document, 'firmware')
      : known
        ? 'bios'
        : undefined,
    settings: settingsOf(document),
  };
}

function textOf(document: VmxDocument, key: string): string | undefined {
  const entries = document.entriesOf(key);
  const [first] = entries;
  if (first === undefined || document.isPlaceholder(first)) return undefined;
  const value = document.valueOf(first);
  return entries.every((copy) => document.valueOf(copy) === value) ? value : undefined;
}

function numberOf(
  document: VmxDocument,
  key: string,
  byDefault: number | undefined,
): number | undefined {
  if (document.entry(key) === undefined) return byDefault;
  const text = textOf(document, key) ?? '';
  return /^[0-9]{1,15}$/.test(text) ? Number(text) : undefined;
}

function nestingOf(document: VmxDocument, { given, logText }: Surroundings): Nesting {
  const nesting = (state: Nesting['state'], why: string, entry?: VmxEntry): Nesting => ({
    state,
    why,
    line: entry && document.source.pointAt(entry.start).line,
  });
  const [entry] = document.entriesOf(VHV);
  if (entry === undefined) {
    if (document.encryption === 'full') return nesting('unknown', 'the file is encrypted');
    if (!document.showsAllSettings) return nesting('unknown', 'the file is a template');
    if (document.mentionsUnreadably(VHV)) {
      return nesting('unknown', `VMware cannot read the line with ${VHV}`);
    }
    return nesting('off', `${VHV} is not set`);
  }
  if (document.isPlaceholder(entry)) return nesting('unknown', `${VHV} is a placeholder`, entry);
  const values = new Set(
    document.entriesOf(VHV).map((copy) => document.valueOf(copy).toLowerCase()),
  );
  if (values.size > 1) return nesting('unknown', `${VHV} is set to different values`, entry);
  const said = `${VHV} = "${document.shownValue(entry)}"`;
  if (values.has('false')) return nesting('off', said, entry);
  if (!values.has('true')) return nesting('unknown', `${said} is no boolean`, entry);
  const guestOS = document.value('guestOS');
  if (isArmGuest(guestOS ?? '')) {
    return nesting('off', `${said}, but Arm guests have no nesting`, entry);
  }
  const version = numberOf(document, 'virtualHW.version', undefined);
  if (version !== undefined && version < 8) {
    return nesting('off', `${said}, but hardware version ${version} does not know it`, entry);
  }
  const productCompatibility = document.value('virtualHW.productCompatibility');
  if (version === 8 && productCompatibility?.toLowerCase() === 'esx') {
    const why = `${said}, but ESXi 5.1 and later are reported to want hardware version 9 for it`;
    return nesting('unknown', why, entry);
  }
  const inferred = inferStack(given, { guestOS, productCompatibility }, logText);
  const { stack } = inferred;
  if (isRuledOut(judge(stack))) {
    return nesting('off', `${said}, but the host cannot nest (${hostIn(inferred)})`, entry);
  }
  const [device] = permitsPassthrough(document) ? [] : passthroughDevices(document, stack.host);
  if (device !== undefined) {
    const why = `${said}, but ESXi starts no VM with it and ${document.keyOf(device)}`;
    return nesting('off', why, entry);
  }
  const [mask] = maskedFeatures(document, stack.cpu);
  if (mask !== undefined) {
    const why = `${said}, but ${mask.key} = "${mask.value}" masks out ${mask.feature}`;
    return nesting(mask.feature === 'nesting' ? 'off' : 'unknown', why, entry);
  }
  const software = SOFTWARE.find((key) => textOf(document, key)?.toLowerCase() === 'software');
  if (software !== undefined) {
    return nesting('unknown', `${said}, but ${software} = "software"`, entry);
  }
  const hidden = VIRTUALIZATION_BITS.filter(({ key, bit }) =>
    hidesBit(bitOf(textOf(document, key) ?? '', bit)),
  );
  if (hidden.length === 0) return nesting('on', said, entry);
  const what = hidden.map(({ key, feature }) => `${key} hides ${feature}`).join(' and ');
  const cpus = new Set(hidden.map(({ cpu }) => cpu));
  return nesting(cpus.size > 1 ? 'off' : 'unknown', `${said}, but ${what}`, entry);
}

/** Which host it is, or what shows it. */
function hostIn({ stack, origins }: Inferred): string {
  const shown = [origins.hyperv, origins.host].find((origin) => origin && origin !== 'given');
  const name = describeHost(stack.host);
  return shown ?? (stack.hyperv === 'on' ? `${name}, hyperv on` : name);
}

const SOFTWARE = ['monitor.virtual_mmu', 'monitor.virtual_exec'];

/** What the summary says by other names; folded. */
const TOLD = new Set([
  VHV,
  'displayname',
  'guestos',
  'virtualhw.version',
  'numvcpus',
  'cpuid.corespersocket',
  'memsize',
  'firmware',
]);

/** Besides those that the catalogue marks. */
const BEARING =
  /^(?:ethernet[0-9]+\.nopromisc|monitor\.virtual_(?:exec|mmu)|uefi\.secureboot\.enabled)$/;

function settingsOf(document: VmxDocument): VmSummary['settings'] {
  const settings: { key: string; value: string }[] = [];
  for (const [folded, entry] of document.settings) {
    if (TOLD.has(folded)) continue;
    if (findSetting(folded)?.nesting !== true && !BEARING.test(folded)) continue;
    // A device that is switched off is not there.
    const device = folded.slice(0, folded.indexOf('.'));
    if (/\d$/.test(device) && document.flag(`${device}.present`) === false) continue;
    const value = isSecretSetting(folded) ? '********' : document.valueOf(entry);
    settings.push({ key: document.keyOf(entry), value });
  }
  return settings;
}
