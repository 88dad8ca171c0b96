/** Parts of a machine's file; what is absent is left out. Attributes are given as they are written. */
interface Parts {
  readonly version?: string;
  readonly machine?: string;
  /** Elements before `Hardware`, a line each. */
  readonly before?: readonly string[];
  readonly cpu?: string;
  readonly features?: readonly string[];
  /** Elements in `Hardware` behind `CPU`. */
  readonly hardware?: readonly string[];
}

/** A file of settings, as short as it can be and as VirtualBox writes it, for examples. */
export function vbox(parts: Parts): string {
  const { version = '1.19-linux', machine = 'OSType="Debian_64"', cpu = 'count="1"' } = parts;
  const { before = [], features = [], hardware = [] } = parts;
  const indented = (by: number, lines: readonly string[]): string[] =>
    lines.map((line) => ' '.repeat(by) + line);
  return [
    `<VirtualBox version="${version}">`,
    `  <Machine name="Lab" ${machine}>`,
    ...indented(4, before),
    '    <Hardware>',
    ...(features.length === 0
      ? [`      <CPU ${cpu}/>`]
      : [`      <CPU ${cpu}>`, ...indented(8, features), '      </CPU>']),
    ...indented(6, hardware),
    '    </Hardware>',
    '  </Machine>',
    '</VirtualBox>',
    '',
  ].join('\n');
}

export const NESTED = '<NestedHWVirt enabled="true"/>';
export const IOAPIC = ['<BIOS>', '  <IOAPIC enabled="true"/>', '</BIOS>'] as const;
