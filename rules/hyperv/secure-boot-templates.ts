import type { HypervVm } from '../../src/languages/hyperv/vm.js';
import { stringOf, type Setting } from '../../src/languages/hyperv/settings.js';
import { bareGuid } from '../../src/languages/hyperv/devices.js';

/** Whose signatures the firmware trusts; as `Set-VMFirmware -SecureBootTemplate` and `box.xml` call them. */
export type SecureBootTemplate = (typeof TEMPLATES)[number];

const TEMPLATES = [
  'MicrosoftWindows',
  'MicrosoftUEFICertificateAuthority',
  'OpenSourceShieldedVM',
] as const;

/** Read off files of Hyper-V (the first), and told of by people who read its programs. */
const BY_GUID: ReadonlyMap<string, SecureBootTemplate> = new Map([
  ['1734c6e8-3154-4dda-ba5f-a874cc483422', 'MicrosoftWindows'],
  ['272e7447-90a4-4563-a4b9-8e4ab00526ce', 'MicrosoftUEFICertificateAuthority'],
  ['4292ae2b-ee2c-42b5-a969-dd8f8689f6f3', 'OpenSourceShieldedVM'],
]);

/** All zeros: it has none. */
const NO_TEMPLATE = /^[0-]*$/;

/** Where the file names the template. Undefined: nowhere, or there is none. */
export function templateSetting(vm: HypervVm): Setting | undefined {
  const setting = vm.firmware(vm.isBox ? 'secure_boot_template' : 'secure_boot_template_id');
  return NO_TEMPLATE.test(bareGuid(stringOf(setting) ?? '')) ? undefined : setting;
}

/** Undefined: one that vmlint knows nothing of. */
export function templateIn(setting: Setting): SecureBootTemplate | undefined {
  const said = stringOf(setting) ?? '';
  const named = TEMPLATES.find((name) => name.toLowerCase() === said.toLowerCase());
  return named ?? BY_GUID.get(bareGuid(said));
}
