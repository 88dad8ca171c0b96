export const END_OF_LINE_CHOICES = ['keep', 'lf', 'crlf'] as const;

export interface FormatOptions {
  /** What every line ends with; `keep`: what it ends with now. */
  readonly endOfLine: (typeof END_OF_LINE_CHOICES)[number];
  /**
   * In `.vmx` files: a blank line before and behind each run of two or more settings of one namespace (`ethernet0.`).
   * Meant for templates, which people read; VMware itself writes no blank lines. The order stays.
   */
  readonly groupNamespaces: boolean;
}

export const DEFAULT_FORMAT: FormatOptions = { endOfLine: 'keep', groupNamespaces: false };
