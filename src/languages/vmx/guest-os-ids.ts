import { hypervisorOf } from './guest-os.js';
import { distanceWithin } from '../../text/distance.js';

/** The values of `guestOS` that open-vm-tools knows (lib/include/guest_os_tables.h at 1634dfb42f72), as VMware writes them. */
const IDS = `
win31 win95 win98 winMe winNT nt4 win2000 win2000Pro win2000Serv win2000AdvServ winXPHome
whistler winXPPro winXPPro-64 winNetWeb winNetStandard winNetEnterprise winNetDatacenter
winNetBusiness winNetStandard-64 winNetEnterprise-64 winNetDatacenter-64 longhorn longhorn-64
winvista winvista-64 windows7 windows7-64 windows7srv-64 windows8 windows8-64 windows8srv-64
windows9 windows9-64 windows11-64 windows12-64 windows9srv-64 windows2019srv-64
windows2019srvNext-64 windows2022srvNext-64 winHyperV winServer2008Cluster-32
winServer2008Datacenter-32 winServer2008DatacenterCore-32 winServer2008Enterprise-32
winServer2008EnterpriseCore-32 winServer2008EnterpriseItanium-32 winServer2008SmallBusiness-32
winServer2008SmallBusinessPremium-32 winServer2008Standard-32 winServer2008StandardCore-32
winServer2008MediumManagement-32 winServer2008MediumMessaging-32 winServer2008MediumSecurity-32
winServer2008ForSmallBusiness-32 winServer2008StorageEnterprise-32
winServer2008StorageExpress-32 winServer2008StorageStandard-32 winServer2008StorageWorkgroup-32
winServer2008Web-32 winServer2008Cluster-64 winServer2008Datacenter-64
winServer2008DatacenterCore-64 winServer2008Enterprise-64 winServer2008EnterpriseCore-64
winServer2008EnterpriseItanium-64 winServer2008SmallBusiness-64
winServer2008SmallBusinessPremium-64 winServer2008Standard-64 winServer2008StandardCore-64
winServer2008MediumManagement-64 winServer2008MediumMessaging-64 winServer2008MediumSecurity-64
winServer2008ForSmallBusiness-64 winServer2008StorageEnterprise-64
winServer2008StorageExpress-64 winServer2008StorageStandard-64 winServer2008StorageWorkgroup-64
winServer2008Web-64 winVistaUltimate-32 winVistaHomePremium-32 winVistaHomeBasic-32
winVistaEnterprise-32 winVistaBusiness-32 winVistaStarter-32 winVistaUltimate-64
winVistaHomePremium-64 winVistaHomeBasic-64 winVistaEnterprise-64 winVistaBusiness-64
winVistaStarter-64 redhat rhel2 rhel3 rhel3-64 rhel4 rhel4-64 rhel5 rhel5-64 rhel6 rhel6-64
rhel7 rhel7-64 rhel8-64 rhel9-64 rhel10-64 centos centos-64 centos6 centos6-64 centos7
centos7-64 centos8-64 centos9-64 oraclelinux oraclelinux-64 oraclelinux6 oraclelinux6-64
oraclelinux7 oraclelinux7-64 oraclelinux8-64 oraclelinux9-64 oraclelinux10-64 suse suse-64 sles
sles-64 sles10 sles10-64 sles11 sles11-64 sles12 sles12-64 sles15-64 sles16-64 mandrake
mandrake-64 mandriva mandriva-64 turbolinux turbolinux-64 ubuntu ubuntu-64 debian4 debian4-64
debian5 debian5-64 debian6 debian6-64 debian7 debian7-64 debian8 debian8-64 debian9 debian9-64
debian10 debian10-64 debian11 debian11-64 debian12 debian12-64 debian13 debian13-64 asianux3
asianux3-64 asianux4 asianux4-64 asianux5-64 asianux7-64 asianux8-64 asianux9-64 miraclelinux-64
pardus-64 nld9 oes sjds opensuse opensuse-64 fedora fedora-64 coreos-64 vmware-photon-64
other24xlinux other24xlinux-64 other26xlinux other26xlinux-64 other3xlinux other3xlinux-64
other4xlinux other4xlinux-64 other5xlinux other5xlinux-64 other6xlinux other6xlinux-64
other7xlinux other7xlinux-64 linux otherlinux otherlinux-64 genericlinux amazonlinux2-64
amazonlinux3-64 almalinux-64 fusionos-64 rockylinux-64 prolinux-64 kylinlinux-64 flatcar-64
CRXPod1-64 CRXSys1-64 netware4 netware5 netware6 solaris6 solaris7 solaris8 solaris9 solaris10
solaris10-64 solaris11-64 darwin darwin-64 darwin10 darwin10-64 darwin11 darwin11-64 darwin12-64
darwin13-64 darwin14-64 darwin15-64 darwin16-64 darwin17-64 darwin18-64 darwin19-64 darwin20-64
darwin21-64 darwin22-64 darwin23-64 vmkernel vmkernel5 vmkernel6 vmkernel65 vmkernel7 vmkernel8
vmkernel9 dos os2 os2experimental eComStation eComStation2 freeBSD freeBSD-64 freeBSD11
freeBSD11-64 freeBSD12 freeBSD12-64 freeBSD13 freeBSD13-64 freeBSD14 freeBSD14-64 freeBSD15
freeBSD15-64 openserver5 openserver6 unixware7 other other-64
`;

/** By folded id. Built when first needed. */
let byFold: Map<string, string> | undefined;

function table(): Map<string, string> {
  byFold ??= new Map(
    IDS.trim()
      .split(/\s+/)
      .map((id) => [id.toLowerCase(), id]),
  );
  return byFold;
}

/** Those that the table has. */
export function guestOsIds(): readonly string[] {
  return [...table().values()];
}

/**
 * Newer than the table, or not in it although VMware products use them: macOS of later years (darwin24-64 and
 * darwin25-64 are in Workstation 26), and what runs on Arm.
 */
const BEYOND_THE_TABLE = /^(?:darwin[0-9]{2}-64|arm-.+)$/;

/** Whether a VMware product may know the value of `guestOS`, in any case. */
export function isGuestOsId(id: string): boolean {
  const folded = id.toLowerCase();
  return table().has(folded) || BEYOND_THE_TABLE.test(folded);
}

/** A known id as VMware writes it, or as it was given where the table does not have it. `id` in any case. */
export function guestOsId(id: string): string | undefined {
  return table().get(id.toLowerCase()) ?? (isGuestOsId(id) ? id : undefined);
}

/** Whether the table has the id for a system of 32 bits: all but those with -64, and the hypervisors of VMware and Microsoft. */
export function is32BitGuest(id: string): boolean {
  const folded = id.toLowerCase();
  return table().has(folded) && !folded.endsWith('-64') && hypervisorOf(id) === undefined;
}

/** The id that is meant, where one alone is near enough. */
export function nearestGuestOsId(id: string): string | undefined {
  const folded = id.trim().toLowerCase();
  if (folded.length < 4 || folded.length > 40) return undefined;
  let nearest: string[] = [];
  let least = 2;
  for (const [fold, known] of table()) {
    // Other digits are another system, and no typo.
    if (digitsOf(fold) !== digitsOf(folded)) continue;
    const distance = distanceWithin(folded, fold, least);
    if (distance > least) continue;
    if (distance < least) nearest = [];
    least = distance;
    nearest.push(known);
  }
  return nearest.length === 1 ? nearest[0] : undefined;
}

function digitsOf(text: string): string {
  return text.replace(/[^0-9]/g, '');
}
