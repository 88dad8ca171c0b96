import type { Diagnostic } from 'vscode-languageserver/node';
import { inPlainWords } from '../files/errors.js';
import {
  configDiagnostics,
  diagnosticsOf,
  unusableConfiguration,
  wrongEncoding,
} from './diagnostics.js';
import type { Server } from './server.js';
import type { Text } from './texts.js';

/**
 * Of changes that follow each other faster than this, in milliseconds, the others are told of together; where it takes
 * longer to judge a text, than twice that.
 */
const SHORTEST_PAUSE = 8;
const LONGEST_PAUSE = 200;

/** Tells the client what is found in open texts, and what is wrong with configurations. */
export class Publisher {
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  /** How many milliseconds the last text took. */
  #took = 0;
  #lastChange = -Infinity;
  /** By the URI of the text for which they were told. */
  readonly #configs = new Map<string, ReadonlySet<string>>();
  #told = '';

  constructor(private readonly server: Server) {}

  /** For clients that ask for diagnostics nothing is sent: they are told to ask again. */
  publishAll(): void {
    const { connection, client, documents } = this.server;
    if (client().pulls) {
      if (client().refreshesDiagnostics) quietly(connection.languages.diagnostics.refresh());
      return;
    }
    for (const { uri } of documents.all()) this.publish(uri);
  }

  publishSoon(uri: string): void {
    const pause = Math.min(Math.max(SHORTEST_PAUSE, 2 * this.#took), LONGEST_PAUSE);
    const now = performance.now();
    const isAlone = !this.#waiting.has(uri) && now - this.#lastChange >= pause;
    this.#lastChange = now;
    clearTimeout(this.#waiting.get(uri));
    this.#waiting.set(
      uri,
      setTimeout(
        () => {
          this.publish(uri);
        },
        isAlone ? 0 : pause,
      ),
    );
  }

  publish(uri: string): void {
    clearTimeout(this.#waiting.get(uri));
    this.#waiting.delete(uri);
    if (this.server.client().pulls) return;
    this.#send(uri).catch((error: unknown) => {
      this.server.connection.console.error(`${uri}: ${inPlainWords(error)}`);
    });
  }

  withdraw(uri: string): void {
    clearTimeout(this.#waiting.get(uri));
    this.#waiting.delete(uri);
    this.#tellConfigs(uri, new Map());
    quietly(this.server.connection.sendDiagnostics({ uri, diagnostics: [] }));
  }

  /** What there is to say of a text. What is wrong with its configurations is told besides. */
  diagnosticsFor(text: Text): Diagnostic[] {
    const { client, texts } = this.server;
    const { uri } = text.document;
    const { problems } = text.governing;
    const report = texts.report(text);
    this.#tellConfigs(uri, configDiagnostics(problems, client().encoding));
    if (report === undefined) return [];
    const found = diagnosticsOf(uri, report, text.positions, client().relatedInformation);
    const misread = texts.misread(text);
    if (misread !== undefined) found.unshift(wrongEncoding(misread, text.positions));
    if (problems.length === 0) return found;
    const why = problems.map(({ path, message }) => `${path}: ${message}`).join('\n');
    if (this.#told !== why) this.server.connection.console.error(why);
    this.#told = why;
    return [unusableConfiguration(problems), ...found];
  }

  async #send(uri: string): Promise<void> {
    const text = await this.server.texts.get(uri);
    if (text === undefined) return;
    const started = performance.now();
    const diagnostics = this.diagnosticsFor(text);
    this.#took = performance.now() - started;
    const { version } = text.document;
    await this.server.connection.sendDiagnostics({ uri, version, diagnostics });
  }

  /** Diagnostics of a configuration stand until no open text has it any more. */
  #tellConfigs(uri: string, found: ReadonlyMap<string, Diagnostic[]>): void {
    const before = this.#configs.get(uri);
    if (before === undefined && found.size === 0) return;
    if (found.size === 0) this.#configs.delete(uri);
    else this.#configs.set(uri, new Set(found.keys()));
    const { connection } = this.server;
    for (const [config, diagnostics] of found) {
      quietly(connection.sendDiagnostics({ uri: config, diagnostics }));
    }
    for (const config of before ?? []) {
      const isStill = [...this.#configs.values()].some((configs) => configs.has(config));
      if (!isStill) quietly(connection.sendDiagnostics({ uri: config, diagnostics: [] }));
    }
  }
}

/** A client that refuses what it said that it can, or is gone, stops nothing. */
export function quietly(answer: Promise<unknown>): void {
  answer.catch(() => {});
}
