import { detached } from '../../source/detached.js';

/**
 * What vmlint knows of `.vmx` keys. Keys compare without case (ASCII only); `*` stands for one or more
 * characters of a device name such as `ethernet0` or `scsi0:1`.
 */

const BOOLEAN_KEYS = new Set([
  // Nesting and what bears on it (VMware, "Running Nested VMs", J. Mattson, 2011; VMware KB 81623; govmomi vim25).
  'vhv.enable',
  'vmx.allownested',
  'hypervisor.cpuid.v0',
  'monitor_control.restrict_backdoor',
  'monitor_control.enable_fullcpuid',
  'vpmc.enable',
  'vvtd.enable',
  'windows.vbs.enabled',
  'uefi.secureboot.enabled',
  'mce.enable',
  'vhv.allow',
  'vhv.allowpassthru',
  'featurecompat.enable',
  'featurecompat.vm.completemasks',
  'ulm.disablemitigations',
  'vcpu.hotadd',
  // Written by VMware with TRUE or FALSE only, in every one of 118 real files that have them.
  'mem.hotadd',
  'cleanshutdown',
  'softpoweroff',
  'tools.synctime',
  'gui.exitonclihlt',
  'mks.enable3d',
  'smc.present',
]);

/** `X.present = "FALSE"` switches the device `X` off (virt-v2v, input/parse_domain_from_vmx.ml). */
const BOOLEAN_DEVICE_SETTINGS = new Set(['present', 'startconnected', 'autodetect', 'nopromisc']);

const DEVICE = /^[a-z][a-z_]*[0-9]*(?::[0-9]+)?$/;

/** Whether VMware reads the setting as a boolean. `key` in lower case. */
export function isBooleanSetting(key: string): boolean {
  if (BOOLEAN_KEYS.has(key)) return true;
  const dot = key.lastIndexOf('.');
  return BOOLEAN_DEVICE_SETTINGS.has(key.slice(dot + 1)) && DEVICE.test(key.slice(0, dot));
}

const answers = new Map<string, boolean>();

/** The same of a key as it is written. Files share most of their keys, so the answers are kept. */
export function isBooleanKey(key: string): boolean {
  let answer = answers.get(key);
  if (answer === undefined) {
    answer = isBooleanSetting(foldCase(key));
    if (answers.size < REMEMBERED) answers.set(detached(key), answer);
  }
  return answer;
}

/** Keys whose values are secrets: keys of encrypted VMs, certificates, passwords, what is handed to the guest. */
const SECRET =
  /^(?:encryption\..*|encryptedvm\.guid|vtpm\.(?:ekcsr|ekcrt)|remotedisplay\.vnc\.(?:key|password)|managedvm\.id|datafilekey|ancestordatafilekeys|cryptostate|guestinfo\.(?:userdata|vendordata|metadata|ovfenv|(?:ignition|coreos)\..*|.*(?:password|token|secret).*)|guest\.commands\.sharedsecretlogin\..*|.*\.keystore.*)$/;

/** Whether a value must never be shown. `key` in lower case. */
export function isSecretSetting(key: string): boolean {
  return SECRET.test(key);
}

/**
 * `a`..`z` for `A`..`Z`: VMware folds the case of keys (libvirt's vmx2xml-case-insensitive fixtures). What
 * lies above 0x7F is part of some encoding's character and stays.
 */
export function foldCase(text: string): string {
  return NON_ASCII.test(text)
    ? text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
    : text.toLowerCase();
}

const NON_ASCII = /[\x80-\uffff]/;

/** Files share most of their keys: so many of them are kept with what is known of them. */
const REMEMBERED = 10_000;
const folded = new Map<string, string>();

/** The same for a key. */
export function foldKey(key: string): string {
  let fold = folded.get(key);
  if (fold === undefined) {
    fold = foldCase(key);
    if (folded.size < REMEMBERED) folded.set(detached(key), detached(fold));
  }
  return fold;
}
