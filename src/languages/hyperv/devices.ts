/** Types of virtual devices, by the GUID that `manifest/vdevNNN/device` has, in lower case. */
export const DEVICES = {
  syntheticNic: '2fc216b0-d2e2-4967-9b6d-b8a5c9ca2778',
  legacyNic: '718032da-6efb-4ef4-8152-9a2fbda945bf',
  scsi: 'd422512d-2bf2-4752-809d-7b82b5fcb1b4',
  ide: '83f8638b-8dca-4152-9eda-2ca8b33039b4',
  floppy: '8f0d2762-0b00-4e04-af4f-19010527cb93',
  bios: 'ac6b8dc1-3257-4a70-b1b2-a9c9215659ad',
  guestState: '917bd8cb-3bb6-4124-9383-b7d21ac07f79',
  heartbeat: '84eaae65-2f2e-45f5-9bb5-0e857dc8eb47',
  keyValuePairs: '2a34b1c2-fd73-4043-8a5b-dd2159bc743f',
  shutdown: '9f8233ac-be49-4c79-8ee3-e7e1985b2077',
  timeSynchronization: '2497f4de-e9fa-4204-80e4-4b75c46419c0',
  vss: '5ced1297-4598-4915-a5fc-ad21bb4d02a4',
  guestInterface: '6c09bb55-d683-4da0-8931-c9bf705f6480',
} as const;
export type DeviceType = keyof typeof DEVICES;

const TYPES: ReadonlyMap<string, DeviceType> = new Map(
  Object.entries(DEVICES).map(([type, guid]) => [guid, type as DeviceType]),
);

export function deviceTypeOf(guid: string): DeviceType | undefined {
  return TYPES.get(bareGuid(guid));
}

/** A GUID as a part of a pattern that takes any case. */
export const GUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const WRITTEN = new RegExp(`^(?:${GUID}|\\{${GUID}\\})$`, 'i');
const SECTION = new RegExp(`^_(${GUID})_$`, 'i');

/** With or without braces, in any case. */
export function isGuid(text: string): boolean {
  return WRITTEN.test(text);
}

/** Without braces, in lower case: files differ in both. */
export function bareGuid(guid: string): string {
  return guid.replace(/^\{(.*)\}$/, '$1').toLowerCase();
}

/** The GUID in the name of a device's section, `_<guid>_`. */
export function instanceIn(name: string): string | undefined {
  const match = SECTION.exec(name);
  return match?.[1]!.toLowerCase();
}
