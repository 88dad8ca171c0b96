/**
 * Kinds of files of each language, that of a VM first. VMware: `host-config` holds settings of a host or of its user
 * for all VMs; `preferences` what the user interface keeps; `snapshots` the list of a VM's snapshots. VirtualBox:
 * `virtualbox-global` is the VirtualBox.xml of a user.
 */
export const DIALECTS_BY_LANGUAGE = {
  vmx: ['vmx', 'host-config', 'preferences', 'snapshots'],
  vbox: ['vbox', 'virtualbox-global'],
} as const;

export type LanguageId = keyof typeof DIALECTS_BY_LANGUAGE;
export type VmxDialect = (typeof DIALECTS_BY_LANGUAGE.vmx)[number];
export type VboxDialect = (typeof DIALECTS_BY_LANGUAGE.vbox)[number];
export type Dialect = VmxDialect | VboxDialect;

/** The language that has a dialect. */
export function languageOfDialect(dialect: Dialect): LanguageId {
  return dialect === 'vbox' || dialect === 'virtualbox-global' ? 'vbox' : 'vmx';
}
