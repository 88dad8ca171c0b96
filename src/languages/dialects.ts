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

/** The language that has a dialect. One that vmlint does not come with has a single one, called as itself. */
export function languageOfDialect(dialect: Dialect): LanguageId {
  if (dialect === 'vbox' || dialect === 'virtualbox-global') return 'vbox';
  return DIALECTS_BY_LANGUAGE.vmx.includes(dialect) ? 'vmx' : (dialect as never);
}

/** Whether vmlint comes with a language. */
export function isBuiltIn(language: LanguageId): boolean {
  return Object.hasOwn(DIALECTS_BY_LANGUAGE, language);
}
