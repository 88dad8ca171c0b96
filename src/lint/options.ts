/** What a rule can be told in a configuration: `"rules": { "id": ["warning", { "name": value }] }`. */
export type RuleOption = {
  /** One sentence, for `vmlint explain` and for editors. */
  readonly description: string;
  /** What holds where the option is not given, where that is no single value. */
  readonly defaultDescription?: string;
} & (
  | {
      readonly type: 'integer';
      readonly minimum: number;
      readonly maximum: number;
      readonly multipleOf?: number;
      readonly default?: number;
    }
  | { readonly type: 'boolean'; readonly default: boolean }
  | { readonly type: 'choice'; readonly values: readonly string[]; readonly default: string }
  | { readonly type: 'strings'; readonly default: readonly string[] }
);

export type RuleOptions = Readonly<Record<string, RuleOption>>;
export type OptionValue = number | boolean | string | readonly string[];

type ValueOf<Option extends RuleOption> = Option extends { readonly type: 'integer' }
  ? Option extends { readonly default: number }
    ? number
    : number | undefined
  : Option extends { readonly type: 'boolean' }
    ? boolean
    : Option extends { readonly type: 'choice'; readonly values: readonly (infer Value)[] }
      ? Value
      : readonly string[];

/** The values that a rule gets: what was given, else the defaults. */
export type ValuesOf<Options extends RuleOptions> = {
  readonly [Name in keyof Options]: ValueOf<Options[Name]>;
};

const NONE: Readonly<Record<string, OptionValue | undefined>> = {};

/** The values of options that nobody gave. */
export function defaultsOf(
  options: RuleOptions | undefined,
): Readonly<Record<string, OptionValue | undefined>> {
  if (options === undefined) return NONE;
  return Object.fromEntries(
    Object.entries(options).map(([name, option]) => [name, option.default] as const),
  );
}
