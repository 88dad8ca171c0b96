import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import picomatch from 'picomatch';
import { optionsOf, type Settings } from '../../editors/vscode/src/arguments.js';
import { RULES } from '../../rules/index.js';
import { LANGUAGES } from '../../editors/vscode/src/languages.js';
import { isHypervName } from '../../src/languages/hyperv/detect.js';
import { allLanguages } from '../../src/languages/index.js';
import { isVboxName } from '../../src/languages/vbox/detect.js';
import { isVmxName } from '../../src/languages/vmx/detect.js';
import { FIX_ALL } from '../../src/lsp/code-actions.js';
import { ENVIRONMENT, ESXI, ESXI_FIXED, unlessImpossible, vmlint } from '../cli/vmlint.js';
import { edited, editsOf, START, type Json } from '../lsp/client.js';
import { useServer } from '../lsp/server.js';
import { blocksOf, HYPERV_NAMES } from './set-up.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const source = join(root, 'editors/vscode');
const read = (path: string): Json => JSON.parse(readFileSync(path, 'utf8'));
const manifest = read(join(source, 'package.json'));
const settings: Json = manifest.contributes.configuration.properties;

/** Installs the packer. */
const HOW = 'npm ci --prefix editors/vscode';

/** Every file that a manifest speaks of. */
function namedFiles({ main, icon, contributes }: Json): string[] {
  const { languages, grammars, jsonValidation } = contributes;
  const others = [
    ...languages.map((one: Json) => one.configuration),
    ...grammars.map((one: Json) => one.path),
    ...jsonValidation.map((one: Json) => one.url),
  ];
  const names = [main, icon, ...others].map((path: string) => path.replace(/^\.\//, ''));
  return [...new Set(names)];
}

describe('the manifest', () => {
  test('gives the languages the names that vmlint lints', () => {
    const [vmx, vbox, hyperv] = manifest.contributes.languages;
    expect([vmx.id, vbox.id, hyperv.id]).toEqual(LANGUAGES);
    for (const name of vmx.extensions) expect(isVmxName(`a${name}`)).toBe(true);
    for (const name of [...vbox.extensions.map((end: string) => `a${end}`), ...vbox.filenames]) {
      expect(isVboxName(name)).toBe(true);
    }
    // A pattern with a slash is of the whole path, and case does not count.
    const isOffered = picomatch(hyperv.filenamePatterns, { nocase: true });
    for (const name of HYPERV_NAMES) {
      const path = name.includes('/') ? `/exports/${name}` : name;
      expect({ path, offered: isOffered(path), linted: isHypervName(path) }).toEqual({
        path,
        offered: true,
        linted: true,
      });
    }
    for (const name of ['/a/web.xml', 'a.vmcx', 'box.xml']) expect(isOffered(name)).toBe(false);
  });

  test('starts for its languages, and has the commands for them', () => {
    const { activationEvents, contributes } = manifest;
    const all = `/^(${LANGUAGES.join('|')})$/`;
    expect(activationEvents).toEqual(LANGUAGES.map((language) => `onLanguage:${language}`));
    for (const menu of Object.values<Json>(contributes.menus)) {
      for (const { when } of menu) expect(when).toBe(`editorLangId =~ ${all}`);
    }
    const built = LANGUAGES.map((id) => allLanguages().find((language) => language.id === id));
    expect(built).not.toContain(undefined);
    expect(built).toHaveLength(allLanguages().length);
  });

  test('has a setting for each option of the server, in the words of its help', () => {
    const all: Required<Settings> = {
      nested: 'v',
      host: 'v',
      hostOs: 'v',
      hyperv: 'v',
      cpu: 'v',
      guest: 'v',
      under: 'v',
      config: 'v',
      noConfig: false,
      rules: { r: 'v' },
      presets: ['v'],
      plugins: ['v'],
    };
    const { stdout } = vmlint(root, ['lsp', '--help']);
    const options = stdout.split('\nOptions:\n')[1]!.split(/^ {2}(?=--)/m);
    const described = options.slice(1).map((text) => {
      const [, name, description] = /^--(\S+)\s+([^]*?)\s*(?:\[|$)/.exec(text)!;
      return [name!, description!.replace(/\s+/g, ' ')] as const;
    });
    const offered = described.filter(([name]) => !['version', 'help', 'stdio'].includes(name));
    const passed = [
      ...optionsOf('lsp', all),
      ...optionsOf('lsp', { ...all, config: '', noConfig: true }),
    ].map((argument) => /^--([\w-]+)/.exec(argument)![1]!);
    expect([...new Set(passed)].sort()).toEqual(offered.map(([name]) => name).sort());
    const camelCase = (name: string): string =>
      name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    for (const [name, description] of offered) {
      const setting = settings[`vmlint.${camelCase(name)}`];
      if (setting === undefined) expect(settings[`vmlint.${name}s`]).toBeDefined();
      else expect(setting.description).toBe(description);
    }
  });

  test('offers the choices that the server has', () => {
    for (const [name, { enum: choices = [] }] of Object.entries<Json>(settings)) {
      if (name.startsWith('vmlint.trace')) continue;
      const option = name.replace('vmlint.', '');
      for (const choice of choices.filter(Boolean)) {
        const args = optionsOf('inspect', { [option]: choice });
        const { status, stderr } = vmlint(root, ['inspect', ...args, 'examples/missing-vhv.vmx']);
        expect({ args, status, stderr }).toEqual({ args, status: 0, stderr: '' });
      }
    }
    const severities: string[] = settings['vmlint.rules'].additionalProperties.enum;
    const presets: string[] = settings['vmlint.presets'].items.enum;
    const rules = Object.fromEntries(severities.map((one, at) => [RULES[at]!.id, one]));
    const args = optionsOf('lsp', { rules, presets });
    expect(args).toHaveLength(severities.length + presets.length);
    const { status, stderr } = vmlint(root, ['--exit-zero', ...args, 'examples/missing-vhv.vmx']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  }, 30_000);

  test('fixes and formats on save, by the action that the server has', () => {
    for (const { id } of manifest.contributes.languages) {
      expect(manifest.contributes.configurationDefaults[`[${id}]`]).toMatchObject({
        'editor.defaultFormatter': `${manifest.publisher}.${manifest.name}`,
        'editor.formatOnSave': true,
        'editor.codeActionsOnSave': { [FIX_ALL]: 'explicit' },
      });
    }
  });

  test('lets a folder that nobody trusts name no code', () => {
    const { untrustedWorkspaces } = manifest.capabilities;
    expect(untrustedWorkspaces.supported).toBe('limited');
    const { restrictedConfigurations } = untrustedWorkspaces;
    expect(restrictedConfigurations).toEqual(['vmlint.path', 'vmlint.plugins']);
    for (const name of restrictedConfigurations) expect(settings[name]).toBeDefined();
  });
});

describe('what people are told', () => {
  const [commands, told] = blocksOf('VS Code');

  test('packs the extension', () => {
    const { scripts, version } = read(join(root, 'package.json'));
    expect(commands).toBe(
      `npm ci\n${HOW}\nnpm run vscode\ncode --install-extension dist/vmlint-*.vsix\n`,
    );
    expect(scripts.vscode).toBe('npm run build && node scripts/pack-vscode.mjs');
    expect(version).toMatch(/^\d/);
  });

  test('are settings that there are, and that vmlint takes', () => {
    const values: Record<string, Json> = JSON.parse(told!);
    const given: Record<string, Json> = {};
    for (const [name, value] of Object.entries(values)) {
      if (name.startsWith('[')) {
        const defaults = manifest.contributes.configurationDefaults[name];
        expect(Object.keys(defaults)).toEqual(expect.arrayContaining(Object.keys(value)));
      } else {
        expect(settings[name]).toBeDefined();
        given[name.replace('vmlint.', '')] = value;
      }
    }
    const args = optionsOf('inspect', given);
    expect(args).toHaveLength(2);
    const { status, stderr } = vmlint(root, ['inspect', ...args, 'examples/missing-vhv.vmx']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

test('the package of npm has nothing of the extension', () => {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const options = { cwd: root, encoding: 'utf8', stdio: 'pipe', env: ENVIRONMENT } as const;
  const [{ files }] = JSON.parse(execFileSync('npm', args, options));
  const paths: string[] = files.map(({ path }: Json) => path);
  expect(paths).toContain('dist/lsp.cjs');
  expect(paths.filter((path) => /^editors|\.vsix$|extension/.test(path))).toEqual([]);
});

test('no value of a setting becomes another option', () => {
  const given = { host: '--plugin=./evil.mjs', rules: { '--plugin': './evil.mjs' } };
  for (const argument of optionsOf('lsp', given)) expect(argument).toMatch(/^--(?:host|rule)=/);
  expect(optionsOf('lsp', { presets: [], config: '', nested: '' })).toEqual([]);
});

test('each command gets the options that it takes', () => {
  const given = { nested: 'auto', rules: { 'vmx/no-bom': 'off' }, plugins: ['./a.mjs'] };
  expect(optionsOf('inspect', given)).toEqual(['--nested=auto']);
  expect(optionsOf('explain', given)).toEqual(['--plugin=./a.mjs']);
});

/** @returns what the extension in it consists of */
async function unpack(vsix: string, folder: string): Promise<string[]> {
  const yauzl: Json = createRequire(join(PACKER, 'package.json'))('yauzl');
  const zip: Json = await promisify(yauzl.open)(vsix, { lazyEntries: true });
  const files: string[] = [];
  zip.on('entry', (entry: Json) => {
    const path = join(folder, entry.fileName);
    mkdirSync(dirname(path), { recursive: true });
    zip.openReadStream(entry, (error: Error | null, content: Readable) => {
      if (error !== null) return void zip.emit('error', error);
      void pipeline(content, createWriteStream(path)).then(() => zip.readEntry());
    });
    const [, name] = /^extension\/(.+)$/.exec(entry.fileName) ?? [];
    if (name !== undefined) files.push(name);
  });
  const end = once(zip, 'end');
  zip.readEntry();
  await end;
  return files;
}

const PACKER = join(source, 'node_modules/@vscode/vsce');
unlessImpossible(existsSync(PACKER), `the packed extension; \`${HOW}\` makes that possible`, () => {
  const { folder, start } = useServer();
  let unpacked = '';
  let files: string[] = [];

  beforeAll(async () => {
    unpacked = mkdtempSync(join(tmpdir(), 'vmlint-vsix-'));
    const vsix = join(unpacked, 'vmlint.vsix');
    const script = join(root, 'scripts/pack-vscode.mjs');
    execFileSync(process.execPath, [script, vsix], { stdio: 'pipe', env: ENVIRONMENT });
    files = await unpack(vsix, unpacked);
  }, 60_000);

  afterAll(() => rmSync(unpacked, { recursive: true, force: true }));

  const packed = (name: string): string => join(unpacked, 'extension', name);

  describe('the packed extension', () => {
    test('has what it needs, and nothing else', () => {
      const contributed = namedFiles(read(packed('package.json')));
      const expected = [
        ...contributed,
        ...['program', 'vmlint', 'lsp', 'yaml'].map((name) => `server/${name}.cjs`),
        ...['THIRD-PARTY-NOTICES.txt', 'package.json', 'readme.md', 'changelog.md', 'LICENSE.txt'],
      ];
      expect([...files].sort()).toEqual(expected.sort());
    });

    test('has the version of vmlint, and nothing that only its developers need', () => {
      const { version, main, type, scripts, devDependencies } = read(packed('package.json'));
      expect(version).toBe(read(join(root, 'package.json')).version);
      expect({ main, type, scripts, devDependencies }).toEqual({ main: './extension.js' });
    });

    test('names the licences of what is bundled in it', () => {
      const notices = readFileSync(packed('THIRD-PARTY-NOTICES.txt'), 'utf8');
      for (const name of [
        'chevrotain',
        'vscode-languageserver',
        'vscode-languageclient',
        'semver',
      ]) {
        expect(notices).toMatch(new RegExp(`^${name} \\d`, 'm'));
      }
    });

    test('names no folder of the machine that it was made on', () => {
      for (const name of files.filter((file) => !file.endsWith('.png'))) {
        const text = readFileSync(packed(name), 'utf8');
        expect({ name, at: text.indexOf(root) }).toEqual({ name, at: -1 });
        expect({ name, at: text.indexOf(unpacked) }).toEqual({ name, at: -1 });
      }
    });

    test('asks nothing of its surroundings but VS Code and Node', () => {
      const script = readFileSync(packed('extension.js'), 'utf8');
      const required = [...script.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name!);
      const { builtinModules } = process.getBuiltinModule('module');
      const others = required.filter((name) => !builtinModules.includes(name.replace('node:', '')));
      expect([...new Set(others)]).toEqual(['vscode']);
    });

    test.each([false, true])('serves a text, with Node inside Electron: %s', async (electron) => {
      const pretend = packed('electron.cjs');
      writeFileSync(
        pretend,
        "Object.defineProperty(process.versions, 'electron', { value: '34' });",
      );
      const command = [...(electron ? ['--require', pretend] : []), packed('server/vmlint.cjs')];
      folder.plant({ 'vmlint.config.yaml': 'rules:\n  vmx/quoted-value: error\n' });
      const client = await start(folder.path, undefined, ['--nested=auto'], undefined, command);
      const uri = client.open(folder.at('a.vmx'), ESXI);
      const found = await client.diagnostics(uri);
      expect(found.map(({ code, severity }) => [code, severity])).toEqual([
        ['nested/expose-hardware-virtualization', 1],
        ['vmx/quoted-value', 1],
      ]);
      const [action] = await client.actions(uri, START, [FIX_ALL]);
      expect(edited(ESXI, editsOf(action!.edit!, uri))).toBe(ESXI_FIXED);
      expect(await client.stop()).toBe(0);
      rmSync(pretend);
    });

    test('explains and inspects', () => {
      const run = (...args: string[]): string =>
        execFileSync(process.execPath, [packed('server/vmlint.cjs'), ...args, '--color=never'], {
          cwd: join(root, 'examples'),
          encoding: 'utf8',
          env: ENVIRONMENT,
        });
      expect(run('explain', 'vmx/no-bom')).toContain('byte order mark');
      expect(run('inspect', './missing-vhv.vmx')).toContain('vhv.enable is not set');
    });
  });
});
