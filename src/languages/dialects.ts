/**
 * Kinds of files of each language, that of a VM first. VMware: `host-config` holds settings of a host or of its user
 * for all VMs; `preferences` what the user interface keeps; `snapshots` the list of a VM's snapshots. VirtualBox:
 * `virtualbox-global` is the VirtualBox.xml of a user. Hyper-V: `hyperv` is the XML up to Windows Server 2012 R2,
 * `vmcx` the container since, `packer-box` the `box.xml` that Packer writes for Vagrant.
 */
export const DIALECTS_BY_LANGUAGE = {
  vmx: ['vmx', 'host-config', 'preferences', 'snapshots'],
  vbox: ['vbox', 'virtualbox-global'],
  hyperv: ['hyperv', 'vmcx', 'packer-box'],
} as const;

export type LanguageId = keyof typeof DIALECTS_BY_LANGUAGE;
export type VmxDialect = (typeof DIALECTS_BY_LANGUAGE.vmx)[number];
export type VboxDialect = (typeof DIALECTS_BY_LANGUAGE.vbox)[number];
export type HypervDialect = (typeof DIALECTS_BY_LANGUAGE.hyperv)[number];
export type Dialect = VmxDialect | VboxDialect | HypervDialect;

/** Those of VMs, of each language. */
const OF_VMS: readonly string[] = ['vmx', 'vbox', 'hyperv', 'vmcx'];

/** The language that has a dialect. One that vmlint does not come with has a single one, called as itself. */
export function languageOfDialect(dialect: Dialect): LanguageId {
  const languages = Object.keys(DIALECTS_BY_LANGUAGE) as LanguageId[];
  const known = languages.find((id) =>
    (DIALECTS_BY_LANGUAGE[id] as readonly Dialect[]).includes(dialect),
  );
  return known ?? (dialect as never);
}

/** Whether files of the dialect are those of VMs; one that vmlint does not come with has no others. */
export function isOfVm(dialect: Dialect): boolean {
  return OF_VMS.includes(dialect) || !isBuiltIn(languageOfDialect(dialect));
}

/** Whether vmlint comes with a language. */
export function isBuiltIn(language: LanguageId): boolean {
  return Object.hasOwn(DIALECTS_BY_LANGUAGE, language);
}
