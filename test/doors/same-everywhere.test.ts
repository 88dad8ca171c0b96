import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as prettier from 'prettier';
import { unified } from 'unified';
import { configFor, fixText, type FileConfig } from '../../src/api/index.js';
import { formatted, type FormatOptions } from '../../src/format/index.js';
import { detectLanguage } from '../../src/languages/index.js';
import * as plugin from '../../src/prettier/index.js';
import { Source } from '../../src/source/source.js';
import {
  vmlint,
  vmlintFormat,
  vmlintParse,
  vmlintStringify,
  type VmlintOptions,
} from '../../src/unified/index.js';
import { edited, editsOf, START, type Client } from '../lsp/client.js';
import { useServer } from '../lsp/server.js';
import { LISTED_VM, xmlOf } from '../support/hyperv.js';
import { endsAlike, vboxText, vmxText } from '../support/texts.js';

const { folder, start } = useServer();

const UNTIDY_LINES: readonly ((line: string) => string)[] = [
  (line) => `   ${line}`,
  (line) => line.trimStart(),
  (line) => line.replaceAll('"', "'"),
  (line) => line.replace(/ type=/, '   type = '),
  (line) => `${line}<!-- why -->`,
  (line) => line.replace(/(type="string">)</, '$1 \n  <'),
  (line) => `${line}\n\n`,
];

/** How files are to be written and what they are for, by the folder that they are in. */
const CONFIGURATIONS: Readonly<Record<string, { nested: string; format: FormatOptions }>> = {
  plain: { nested: 'auto', format: { endOfLine: 'keep', groupNamespaces: false } },
  unix: { nested: 'require', format: { endOfLine: 'lf', groupNamespaces: false } },
  windows: { nested: 'forbid', format: { endOfLine: 'crlf', groupNamespaces: true } },
  grouped: { nested: 'require', format: { endOfLine: 'keep', groupNamespaces: true } },
};

/** The XML of a VM of Hyper-V, written as people write it. */
const hypervText = fc
  .tuple(
    fc.constantFrom('\n', '\r\n'),
    fc.array(fc.tuple(fc.nat(40), fc.nat(UNTIDY_LINES.length - 1)), { maxLength: 12 }),
  )
  .map(([end, changes]) => {
    const lines = xmlOf(LISTED_VM)
      .replace('UTF-16', 'UTF-8')
      .replace(/(<notes type="string">)/, '$1\r\n')
      .split('\r\n');
    for (const [at, how] of changes) lines[at + 2] = UNTIDY_LINES[how]!(lines[at + 2]!);
    return lines.join(end);
  });

interface Sample {
  /** Tells the seed, to make the same again. */
  readonly path: string;
  readonly text: string;
  readonly format: FormatOptions;
  readonly config: FileConfig;
}

async function plantSamples(numRuns: number): Promise<Sample[]> {
  const seed = Date.now() % 1_000_000;
  const samples: Sample[] = [];
  for (const [name, { nested, format }] of Object.entries(CONFIGURATIONS)) {
    const config = { root: true, nested, format };
    folder.plant({ [`${name}/vmlint.config.json`]: JSON.stringify(config) });
    for (const [arbitrary, extension] of [
      [vmxText, 'vmx'],
      [vboxText, 'vbox'],
      [hypervText, 'xml'],
    ] as const) {
      const texts = fc.sample(arbitrary, { numRuns, seed });
      for (const [at, text] of texts.entries()) {
        const stem = extension === 'xml' ? idOf(at) : `${seed}-${at}`;
        const path = `${name}/${stem}.${extension}`;
        folder.plant({ [path]: Buffer.from(text) });
        const options = { cwd: folder.path };
        samples.push({ path, text, format, config: await configFor(path, options) });
      }
    }
  }
  return samples;
}

/** By its name XML is told to be of Hyper-V. */
function idOf(at: number): string {
  return `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
}

/** By the function that all doors lead to. */
function core({ path, text, format }: Sample): string {
  const source = Source.fromText(text);
  const detected = detectLanguage(path, source);
  if ('whyNot' in detected) return text;
  const document = detected.language.parse(source);
  if (document.readOnly !== undefined) return text;
  return formatted(document, detected.language, format).document.source.text;
}

/** Undefined where Prettier cannot do the same, and says so or is known for it. */
async function byPrettier(sample: Sample): Promise<string | undefined> {
  const { path, text, format } = sample;
  if (path.endsWith('.xml')) return undefined;
  // What must stay as it is gets the ends of lines that are asked for, without the plugin being asked.
  if (format.endOfLine !== 'keep' && core(sample) === text) return undefined;
  // It empties blank files, and makes all ends of lines like the first.
  if (text.replace(/^\uFEFF/, '').trim() === '') return undefined;
  if (format.endOfLine === 'keep' && !endsAlike(text)) return undefined;
  const endOfLine = format.endOfLine === 'keep' ? 'auto' : format.endOfLine;
  const options = { endOfLine, vmxGroupNamespaces: format.groupNamespaces } as const;
  try {
    return await prettier.format(text, { filepath: path, plugins: [plugin], ...options });
  } catch (error) {
    expect(error).toBeInstanceOf(plugin.ForeignTextError);
    return undefined;
  }
}

function byUnified({ path, text, config }: Sample, options: VmlintOptions): string {
  const from = { path, cwd: folder.path, value: text };
  return String(
    unified()
      .use(vmlint, { ...options, config })
      .processSync(from),
  );
}

function byParts({ path, text, config }: Sample): string {
  const from = { path, cwd: folder.path, value: Buffer.from(text) };
  const pipeline = unified().use(vmlintParse).use(vmlintFormat, { config }).use(vmlintStringify);
  return Buffer.from(pipeline.processSync(from).value).toString();
}

/** An open text, of which the server knows each version. */
class Open {
  readonly uri: string;
  #version = 1;

  constructor(
    private readonly client: Client,
    path: string,
    public text: string,
  ) {
    const languageId = { vmx: 'vmx', vbox: 'vbox', xml: 'hyperv' }[path.split('.').pop()!];
    this.uri = client.open(folder.at(path), text, 1, languageId);
  }

  /** @returns whether anything was to be changed */
  async format(): Promise<boolean> {
    const options = { tabSize: 4, insertSpaces: true };
    const asked = { textDocument: { uri: this.uri }, options };
    return this.#take(
      edited(this.text, await this.client.request('textDocument/formatting', asked)),
    );
  }

  async fixAll(): Promise<boolean> {
    const [action] = await this.client.actions(this.uri, START, ['source.fixAll.vmlint']);
    return this.#take(
      edited(this.text, action === undefined ? [] : editsOf(action.edit!, this.uri)),
    );
  }

  close(): void {
    this.client.notify('textDocument/didClose', { textDocument: { uri: this.uri } });
  }

  #take(text: string): boolean {
    if (text === this.text) return false;
    this.text = text;
    this.client.change(this.uri, ++this.#version, [{ text }]);
    return true;
  }
}

const read = ({ path }: Sample): string => Buffer.from(folder.read(path), 'latin1').toString();

test('the command, Prettier, unified and the language server write the same, with any options', async () => {
  const samples = await plantSamples(60);
  expect(folder.vmlint('format', '.')).not.toMatchObject({ status: 2 });
  const client = await start();
  let changed = 0;
  for (const sample of samples) {
    const { path, text } = sample;
    const expected = core(sample);
    const open = new Open(client, path.replace('/', '/unsaved-'), text);
    await open.format();
    open.close();
    const all = {
      command: read(sample),
      prettier: (await byPrettier(sample)) ?? expected,
      unified: byUnified(sample, { format: true }),
      parts: byParts(sample),
      server: open.text,
    };
    const same = { ...all };
    for (const door of Object.keys(all) as (keyof typeof all)[]) same[door] = expected;
    expect({ path, text, ...all }).toEqual({ path, text, ...same });
    if (expected !== text) changed++;
  }
  expect(changed).toBeGreaterThan(samples.length / 4);
}, 120_000);

test('they fix the same; saved in an editor is fixed and then formatted, and twice is once', async () => {
  const samples = await plantSamples(40);
  folder.vmlint('--fix', '--no-assume', '--quiet', '.');
  const fixed = samples.map(read);
  expect(folder.vmlint('format', '.')).not.toMatchObject({ status: 2 });
  const client = await start();
  let changed = 0;
  for (const [at, sample] of samples.entries()) {
    const { path, text, config } = sample;
    const expected = fixed[at]!;
    const open = new Open(client, path.replace('/', '/unsaved-'), text);
    await open.fixAll();
    const byServer = open.text;
    await open.format();
    const all = {
      library: fixText(text, { path, cwd: folder.path, config, assume: false }).output,
      unified: byUnified(sample, { fix: true, assume: false }),
      server: byServer,
    };
    const same = { library: expected, unified: expected, server: expected };
    expect({ path, text, ...all }).toEqual({ path, text, ...same });
    const both = byUnified(sample, { fix: true, assume: false, format: true });
    const saved = { editor: open.text, unified: both };
    const onDisk = read(sample);
    expect({ path, text, ...saved }).toEqual({ path, text, editor: onDisk, unified: onDisk });
    // What lines end with, and so which fixes are right, may be another question then.
    const again = endsAlike(text) && ((await open.fixAll()) || (await open.format()));
    expect({ path, text, again }).toEqual({ path, text, again: false });
    open.close();
    if (expected !== text) changed++;
  }
  expect(changed).toBeGreaterThan(samples.length / 5);
}, 120_000);
