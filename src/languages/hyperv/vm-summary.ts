import { inferStack } from '../../stack/infer.js';
import { isRuledOut, judge } from '../../stack/matrix.js';
import type { Nesting, Surroundings, VmSummary } from '../vm-summary.js';
import type { HypervDocument } from './document.js';
import { boolOf, stringOf } from './settings.js';
import { isBefore } from './version.js';
import type { HypervVm } from './vm.js';

/** What a VM of Hyper-V is. Undefined: the file has no settings of one. */
export function summarizeHypervVm(
  document: HypervDocument,
  surroundings: Surroundings = {},
): VmSummary | undefined {
  const { vm } = document;
  if (vm === undefined) return undefined;
  return {
    name: vm.name,
    guestOS: undefined,
    hardwareVersion: vm.version?.text,
    nested: nestingOf(document, vm, surroundings),
    cpus: vm.processors,
    coresPerSocket: undefined,
    memoryMiB: vm.memory,
    firmware: vm.generation === undefined ? undefined : vm.generation === 2 ? 'efi' : 'bios',
    settings: settingsOf(vm),
  };
}

function nestingOf(
  document: HypervDocument,
  vm: HypervVm,
  { given = {}, logText }: Surroundings,
): Nesting {
  const { nested, version } = vm;
  const nesting = (state: Nesting['state'], why: string): Nesting => ({
    state,
    why,
    // A container has no lines.
    line:
      document.dialect === 'vmcx'
        ? undefined
        : nested && document.source.pointAt(nested.at.start).line,
  });
  const { setting, said } = document.traits.nestedVirtualization;
  if (document.dialect === 'packer-box') {
    return nesting('unknown', `box.xml cannot say it; the .vmcx beside it does`);
  }
  if (version !== undefined && isBefore(version, '8.0')) {
    return nesting(
      'off',
      `configuration version ${version.text} has no nesting, which came with 8.0`,
    );
  }
  if (nested === undefined) {
    return document.showsAllSettings
      ? nesting('off', `${setting} is not set`)
      : nesting('unknown', 'the file is a template, or cannot be read as a whole');
  }
  const on = boolOf(nested);
  if (nested.isPlaceholder === true) return nesting('unknown', `${setting} is a placeholder`);
  if (on === undefined) return nesting('unknown', `${setting} is neither True nor False`);
  if (!on) return nesting('off', said.replaceAll('`', ''));
  const { stack } = inferStack(given, document.stackHints, logText);
  if (isRuledOut(judge(stack)))
    return nesting('off', `${setting} = True, but the host cannot nest`);
  if (stack.cpu === 'amd' && version !== undefined && isBefore(version, '9.3')) {
    return nesting('off', `${setting} = True, but on AMD it takes configuration version 9.3`);
  }
  return nesting('on', said.replaceAll('`', ''));
}

function settingsOf(vm: HypervVm): { key: string; value: string }[] {
  const settings: { key: string; value: string }[] = [];
  const add = (key: string, value: string | undefined): void => {
    if (value !== undefined) settings.push({ key, value });
  };
  add('generation', vm.generation === undefined ? undefined : String(vm.generation));
  add('dynamic_memory_enabled', vm.dynamicMemory?.text);
  const hidden = vm.at('settings/processors/hide_hypervisor_present');
  add('hide_hypervisor_present', hidden?.text);
  add('secure_boot_enabled', vm.secureBoot?.text);
  add('checkpoints', vm.checkpoints?.text);
  for (const adapter of vm.adapters) {
    const name = adapter.name ?? 'Network Adapter';
    const where = stringOf(adapter.switchName) ?? '';
    add(
      name,
      adapter.isConnected ? `connected${where === '' ? '' : ` to ${where}`}` : 'not connected',
    );
  }
  return settings;
}
