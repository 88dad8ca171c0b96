import { stringOf, type Setting } from '../../src/languages/hyperv/settings.js';
import type { HypervVm } from '../../src/languages/hyperv/vm.js';

/** What people wrote that may say what runs in a VM, since no setting does. */
interface Hint {
  readonly setting: Setting;
  readonly text: string;
}

const LINUX =
  /(?<![a-z])(?:linux|ubuntu|debian|fedora|centos|rhel|red ?hat|opensuse|suse|sles|almalinux|rocky ?linux|alpine|archlinux|nixos|gentoo)(?![a-z])/i;
const WINDOWS = /(?<![a-z])(?:windows|win)(?![a-z])|wsl/i;
const WINDOWS_11 = /(?<![a-z])win(?:dows)?[ _-]?11(?![0-9])/i;
const SERVER = /server/i;

/** Where the file says Linux; undefined: nowhere, or it says Windows, too. */
export function linuxHint(vm: HypervVm): Setting | undefined {
  return hintOf(vm, LINUX, WINDOWS);
}

export function windows11Hint(vm: HypervVm): Setting | undefined {
  return hintOf(vm, WINDOWS_11, SERVER);
}

function hintOf(vm: HypervVm, says: RegExp, contradicts: RegExp): Setting | undefined {
  const hints = hintsIn(vm);
  if (hints.some(({ text }) => contradicts.test(text))) return undefined;
  return hints.find(({ text }) => says.test(text))?.setting;
}

/** The name, the notes, and the names of disks without their folders. */
function hintsIn(vm: HypervVm): Hint[] {
  const settings = [
    vm.at('properties/name'),
    vm.at('properties/notes'),
    ...(vm.isBox ? [vm.at('notes')] : []),
  ];
  const hints: Hint[] = [];
  for (const setting of settings) {
    const text = stringOf(setting);
    if (setting !== undefined && text !== undefined) hints.push({ setting, text });
  }
  for (const { path } of vm.drives) {
    const text = stringOf(path)?.split(/[\\/]/).at(-1);
    if (path !== undefined && text !== undefined) hints.push({ setting: path, text });
  }
  return hints;
}
