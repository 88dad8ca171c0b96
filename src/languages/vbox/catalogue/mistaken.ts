import type { MistakenElement } from './model.js';

/** Elements that people write into settings, and that no VirtualBox reads. */
export const MISTAKEN_ELEMENTS: readonly MistakenElement[] = [
  {
    name: 'Secureboot',
    why: 'the state of Secure Boot is kept in the file that `NVRAM` names',
  },
  {
    name: 'IOACPI',
    instead: 'IOAPIC',
    why: 'the I/O APIC is `IOAPIC`, power management is `ACPI`',
  },
];
