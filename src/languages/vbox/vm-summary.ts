import type { Cpu } from '../../stack/stack.js';
import { inferStack } from '../../stack/infer.js';
import { isRuledOut, judge } from '../../stack/matrix.js';
import { findNativeApi } from '../../stack/virtualbox-log.js';
import type { Nesting, Surroundings, VmSummary } from '../vm-summary.js';
import { hidingLeaves } from './cpuid.js';
import type { VboxDocument } from './document.js';
import { firmwareFlag, otherEngine } from './hardware.js';
import type { Flag, Machine } from './machine.js';
import { attributeOf, lastChild } from './reading.js';

/** What a machine of VirtualBox is. Undefined where the file is none: the settings of a user. */
export function summarizeMachine(
  document: VboxDocument,
  surroundings: Surroundings = {},
): VmSummary | undefined {
  const { machine, encrypted } = document;
  if (machine === undefined) {
    return encrypted === undefined ? undefined : nothingKnown('the machine is encrypted');
  }
  const text = (name: string): string | undefined => {
    const attribute = attributeOf(machine.element, name);
    if (attribute === undefined || document.isPlaceholder(attribute)) return undefined;
    return document.valueOf(attribute);
  };
  return {
    name: text('name'),
    guestOS: text('OSType'),
    hardwareVersion: document.version?.text,
    nested: nestingOf(document, machine, surroundings),
    cpus: machine.cpus,
    coresPerSocket: undefined,
    memoryMiB: machine.number(lastChild(machine.hardware, 'Memory'), 'RAMSize'),
    firmware: firmwareOf(machine),
    settings: settingsOf(machine),
  };
}

function nothingKnown(why: string): VmSummary {
  return {
    name: undefined,
    guestOS: undefined,
    hardwareVersion: undefined,
    nested: { state: 'unknown', why, line: undefined },
    cpus: undefined,
    coresPerSocket: undefined,
    memoryMiB: undefined,
    firmware: undefined,
    settings: [],
  };
}

const NESTED = 'NestedHWVirt';

/** Of NestedHWVirt it is said what VirtualBox makes of it with all else that the file says. */
function nestingOf(
  document: VboxDocument,
  machine: Machine,
  { given = {}, logText }: Surroundings,
): Nesting {
  const flag = machine.feature(NESTED);
  const nesting = (state: Nesting['state'], why: string): Nesting => ({
    state,
    why,
    line: flag.attribute && document.source.pointAt(flag.attribute.start).line,
  });
  const said = `${NESTED} enabled="${flag.value}"`;
  switch (flag.state) {
    case 'absent':
      return document.showsAllSettings
        ? nesting('off', `${NESTED} is not set`)
        : nesting('unknown', 'the file is a template, or no well-formed XML');
    case 'placeholder':
      return nesting('unknown', `${NESTED} is a placeholder`);
    case 'ignored':
      return nesting('off', `${said} is neither true nor false to VirtualBox, which ignores it`);
    case 'off':
      return nesting('off', said);
  }
  const { stack, origins } = inferStack(given, document.stackHints, logText);
  if (isRuledOut(judge(stack))) {
    const because = origins.hyperv === 'given' ? 'Hyper-V on' : (origins.hyperv ?? 'its host');
    return nesting('off', `${said}, but the host cannot nest (${because})`);
  }
  const native = logText === undefined ? undefined : findNativeApi(logText);
  if (native !== undefined) {
    const why = `${said}, but it ran on the native API (VBox.log, line ${native.line}: ${native.text})`;
    return nesting('off', why);
  }
  const obstacles = obstaclesOf(document, machine, stack.cpu);
  const obstacle = obstacles.find(({ state }) => state === 'off') ?? obstacles[0];
  return obstacle === undefined
    ? nesting('on', said)
    : nesting(obstacle.state, `${said}, but ${obstacle.why}`);
}

interface Obstacle {
  readonly state: 'off' | 'unknown';
  readonly why: string;
}

function obstaclesOf(document: VboxDocument, machine: Machine, cpu: Cpu | undefined): Obstacle[] {
  const found: Obstacle[] = [];
  if (machine.feature('HardwareVirtExNestedPaging').state === 'off') {
    found.push({ state: 'off', why: 'the VM does not start without HardwareVirtExNestedPaging' });
  }
  if (machine.feature('HardwareVirtExUX').state === 'off' && cpu !== 'amd') {
    const state = cpu === 'intel' ? 'off' : 'unknown';
    found.push({ state, why: 'on Intel the VM does not start without HardwareVirtExUX' });
  }
  if (machine.feature('HardwareVirtExUseNativeApi').state === 'on') {
    found.push({ state: 'off', why: 'HardwareVirtExUseNativeApi switches it off' });
  }
  const level = machine.number(machine.cpuCount, 'CpuIdPortabilityLevel') ?? 0;
  if (level >= 1) {
    found.push({ state: 'off', why: `CpuIdPortabilityLevel="${level}" hides VT-x and AMD-V` });
  }
  if (machine.feature('LongMode').state === 'off') {
    const why = `LongMode enabled="${machine.feature('LongMode').value}": nesting needs a 64-bit CPU`;
    found.push({ state: 'off', why });
  }
  for (const { leaf, name, bit, isCertain } of hidingLeaves(document, machine, cpu)) {
    const why = `CpuIdLeaf ${leaf} hides ${name} (ECX bit ${bit})`;
    found.push(
      isCertain
        ? { state: 'off', why }
        : { state: 'unknown', why: `${why}, if the CPU is one of AMD` },
    );
  }
  const engine = otherEngine(machine);
  if (engine !== undefined) {
    const why = `executionEngine="${engine.name}": probably ${engine.effect}`;
    found.push({ state: 'unknown', why });
  }
  return found;
}

function firmwareOf(machine: Machine): string | undefined {
  const type = machine.text(lastChild(machine.hardware, 'Firmware'), 'type');
  return (type ?? 'BIOS').toLowerCase();
}

/** Switches of the CPU that bear on hypervisors inside. */
const BEARING = [
  'HardwareVirtEx',
  'HardwareVirtExNestedPaging',
  'HardwareVirtExVPID',
  'HardwareVirtExUX',
  'HardwareVirtExLargePages',
  'HardwareVirtExUseNativeApi',
  'HardwareVirtExVirtVmsaveVmload',
  'LongMode',
  'PAE',
];

function settingsOf(machine: Machine): { key: string; value: string }[] {
  const settings: { key: string; value: string }[] = [];
  const add = (key: string, value: string | undefined): void => {
    if (value !== undefined) settings.push({ key, value });
  };
  const shown = ({ state, value }: Flag): string | undefined =>
    state === 'absent' ? undefined : value;
  for (const name of BEARING) add(name, shown(machine.feature(name)));
  add('IOAPIC', shown(firmwareFlag(machine, 'IOAPIC')));
  add('Paravirt', machine.text(lastChild(machine.hardware, 'Paravirt'), 'provider'));
  add('CpuIdPortabilityLevel', machine.text(machine.cpuCount, 'CpuIdPortabilityLevel'));
  for (const adapter of machine.adapters) {
    const policy = machine.text(adapter, 'promiscuousModePolicy');
    const slot = machine.text(adapter, 'slot') ?? '';
    add(`Adapter ${slot} promiscuousModePolicy`.replace('  ', ' '), policy);
  }
  return settings;
}
