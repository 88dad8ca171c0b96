/** What the settings `vmlint.*` say; undefined: nothing. Lists and texts may be empty. */
export interface Settings {
  readonly nested?: string | undefined;
  readonly host?: string | undefined;
  readonly hostOs?: string | undefined;
  readonly hyperv?: string | undefined;
  readonly cpu?: string | undefined;
  readonly guest?: string | undefined;
  readonly under?: string | undefined;
  readonly config?: string | undefined;
  readonly noConfig?: boolean | undefined;
  readonly rules?: Readonly<Record<string, string>> | undefined;
  readonly presets?: readonly string[] | undefined;
  readonly plugins?: readonly string[] | undefined;
}

/** The commands of vmlint that the extension runs. */
export type Command = 'lsp' | 'inspect' | 'explain';

/** Which options each takes. */
const TAKES: Readonly<Record<Command, (option: string) => boolean>> = {
  lsp: () => true,
  inspect: (option) => !['rule', 'preset', 'plugin'].includes(option),
  explain: (option) => option === 'plugin',
};

/**
 * What settings say, as options of a command. A value stands in one argument with its option, so that none can be
 * taken for another option: a workspace that nobody trusts may set some of them.
 */
export function optionsOf(command: Command, settings: Settings): string[] {
  const { rules = {}, presets = [], plugins = [], noConfig = false, hostOs } = settings;
  const values: readonly (readonly [option: string, value: string | undefined])[] = [
    ['nested', settings.nested],
    ['host', settings.host],
    ['host-os', hostOs],
    ['hyperv', settings.hyperv],
    ['cpu', settings.cpu],
    ['guest', settings.guest],
    ['under', settings.under],
    ['config', noConfig ? undefined : settings.config],
    ...Object.entries(rules).map(([id, severity]) => ['rule', `${id}=${severity}`] as const),
    ...presets.map((preset) => ['preset', preset] as const),
    ...plugins.map((plugin) => ['plugin', plugin] as const),
  ];
  const taken = values.filter(([option, value]) => value && TAKES[command](option));
  const options = taken.map(([option, value]) => `--${option}=${value}`);
  return noConfig && TAKES[command]('no-config') ? [...options, '--no-config'] : options;
}
