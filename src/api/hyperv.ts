/** What a rule needs to speak of a configuration of Hyper-V, XML or container, and to repair it. */
export type { HypervSetting } from '../languages/hyperv/catalogue/index.js';
export type { HypervDocument } from '../languages/hyperv/document.js';
export {
  forAdapters as adapterCommands,
  forVm as vmCommands,
} from '../languages/hyperv/powershell.js';
export {
  boolOf,
  childrenNamed as settingsNamed,
  integerOf,
  pathOf as settingPath,
  settingAt,
  stringOf,
  walkSettings,
  type Setting,
  type SettingType,
  type SettingValue,
} from '../languages/hyperv/settings.js';
export {
  isBefore as isBeforeVersion,
  type ConfigurationVersion,
} from '../languages/hyperv/version.js';
export type { Device, Drive, HypervVm, NetworkAdapter } from '../languages/hyperv/vm.js';
