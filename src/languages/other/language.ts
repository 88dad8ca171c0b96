import { LANGUAGES, type Language } from '../index.js';
import { signatureOf } from './changes.js';
import { whyNoLanguage, type LanguageDefinition } from './definition.js';
import { OtherDocument, type OtherNode } from './document.js';

/** The code of a language that vmlint does not come with failed. `cause` is what it threw. */
export class LanguageError extends Error {
  override readonly name = 'LanguageError';

  constructor(
    /** Its id. */
    readonly language: string,
    cause: unknown,
    plugin?: string,
  ) {
    const of = plugin === undefined ? '' : ` of the plugin ${plugin}`;
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`the language ${language}${of} failed: ${why.split(/[\r\n]/, 1)[0] ?? ''}`, { cause });
  }
}

/** `plugin`: where it comes from, for messages. Its methods throw nothing but a `LanguageError`. */
export function otherLanguage(given: LanguageDefinition, plugin?: string): Language {
  const attempt = <Result>(run: () => Result): Result => {
    try {
      return run();
    } catch (error) {
      throw error instanceof LanguageError ? error : new LanguageError(given.id, error, plugin);
    }
  };
  const endings = given.extensions.map((ending) => ending.toLowerCase());
  const hasName = (name: string): boolean =>
    endings.some((ending) => name.toLowerCase().endsWith(ending));
  const definition: LanguageDefinition = {
    id: given.id,
    name: given.name,
    extensions: endings,
    parse: (view) => attempt(() => given.parse(view)),
    comment: (node, view) => attempt(() => given.comment?.(node, view)),
    secrets: (view) => attempt(() => given.secrets?.(view) ?? []),
  };
  return {
    // What is known of the languages that vmlint comes with is asked by their ids; this is none of them.
    id: given.id as Language['id'],
    name: given.name,
    hasName,
    whyNot: (path, { view }) =>
      hasName(path)
        ? attempt(() => given.whyNot?.(view, path))
        : `its name does not end in ${endings.join(' or ')}`,
    parse: (source) => attempt(() => new OtherDocument(source, definition)),
    secrets: (view) => attempt(() => given.secrets?.(view) ?? []),
    signature: ({ source, nodes }, index) => signatureOf(source.view, nodes[index] as OtherNode),
  };
}

/** What keeps a definition from being a language beside those that vmlint comes with; undefined: nothing. */
export function whyNotAdded(given: unknown): string | undefined {
  const problem = whyNoLanguage(given);
  if (problem !== undefined) return problem;
  const { id, extensions } = given as LanguageDefinition;
  const same = LANGUAGES.find((language) => (language.id as string) === id);
  if (same !== undefined) return `(${id}) has the id of ${same.name}`;
  const ending = extensions.find((one) => LANGUAGES.some((other) => other.hasName(`x${one}`)));
  return ending === undefined ? undefined : `(${id}) has the ending ${ending}, which is taken`;
}
