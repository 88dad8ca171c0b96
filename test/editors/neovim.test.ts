import { expect, test } from '@jest/globals';
import { FIX_ALL } from '../../src/lsp/code-actions.js';
import { ESXI, unlessImpossible, useFolder } from '../cli/vmlint.js';
import { HYPERV_NAMES, isInstalled, runEditor, setUpOf, UNTIDY_XML } from './set-up.js';

const folder = useFolder();

/** Opens a file in a Neovim without a screen, with the set-up that people are told, and runs a script. */
function neovim(file: string, script: string): void {
  folder.plant({
    'init.lua': Buffer.from(setUpOf('Neovim')),
    'script.lua': Buffer.from(`local ok, problem = pcall(function()\n${script}\nend)
      if not ok then io.stderr:write(tostring(problem)) vim.cmd('cquit') end
      vim.cmd('qall!')`),
  });
  const steps = `luafile ${folder.at('script.lua')}`;
  runEditor(folder, 'nvim', ['--headless', '-u', folder.at('init.lua'), file, '-c', steps]);
}

const DIAGNOSTICS = `
  local found
  assert(vim.wait(10000, function()
    found = vim.diagnostic.get(0)
    return #found > 0
  end, 20), 'no diagnostics came')
  table.sort(found, function(a, b) return a.lnum < b.lnum end)
  local lines = {}
  for _, one in ipairs(found) do
    table.insert(lines, one.lnum .. ':' .. one.col .. ' ' .. one.user_data.lsp.code)
  end
  vim.fn.writefile(lines, 'diagnostics.txt')`;

test('the set-up asks for what the server offers', () => {
  expect(setUpOf('Neovim')).toContain(`'${FIX_ALL}'`);
});

unlessImpossible(isInstalled('nvim'), 'Neovim, which is not installed', () => {
  test('Neovim shows what is found in a file, and saving it fixes and formats it', () => {
    const untidy = ESXI.replace('guestOS = ', '  guestOS=');
    folder.plant({ 'a.vmx': untidy });
    neovim('a.vmx', `${DIAGNOSTICS}\nvim.cmd('write')`);
    expect(folder.json('a.vmx').report.files[0]!.findings).toEqual([]);
    folder.plant({ 'expected.vmx': untidy });
    folder.vmlint('--fix', '--no-assume', 'expected.vmx');
    folder.vmlint('format', 'expected.vmx');
    expect(folder.read('a.vmx')).toBe(folder.read('expected.vmx'));
    expect(folder.read('a.vmx')).toContain('vhv.enable = "TRUE"');
    expect(folder.read('diagnostics.txt')).toBe(
      '2:0 nested/expose-hardware-virtualization\n3:10 vmx/quoted-value\n',
    );
  });

  test('Neovim keeps CR LF and the encoding of a file that it fixes', () => {
    const text =
      'displayName = "Z\xFCrich"\r\n.encoding = "windows-1252"\r\nvhv.enable = "True"\r\nmemsize=512\r\n';
    folder.plant({ 'a.vmx': text });
    neovim('a.vmx', `${DIAGNOSTICS}\nvim.cmd('write')`);
    expect(folder.read('a.vmx')).toBe(
      text.replace('"True"', '"TRUE"').replace('memsize=512', 'memsize = "512"'),
    );
  });

  test.each(HYPERV_NAMES)('Neovim fixes and formats the UTF-16 of %s', (name) => {
    expectTidied(name, UNTIDY_XML);
  });

  test('Neovim leaves XML in UTF-8 that Git has made of UTF-16', () => {
    expectTidied(
      'Virtual Machines/lab.xml',
      Buffer.from(UNTIDY_XML.subarray(2).toString('utf16le')),
    );
  });

  /** Saving a file is fixing and formatting it. */
  function expectTidied(name: string, untidy: Buffer): void {
    folder.plant({ [name]: untidy, 'Virtual Machines/expected.xml': untidy });
    neovim(name, `${DIAGNOSTICS}\nvim.cmd('write')`);
    const rule = '--rule=hyperv/matching-encoding=off';
    folder.vmlint('--fix', '--no-assume', rule, 'Virtual Machines/expected.xml');
    folder.vmlint('format', 'Virtual Machines/expected.xml');
    expect(folder.read(name)).toBe(folder.read('Virtual Machines/expected.xml'));
    expect(folder.read(name)).not.toBe(untidy.toString('latin1'));
  }

  test('Neovim shows the documentation of a setting, and completes keys', () => {
    folder.plant({
      'a.vmx': 'config.version = "8"\nvhv.enable = "TRUE"\nmemsize = 512\nvmx.allow\n',
    });
    neovim(
      'a.vmx',
      `${DIAGNOSTICS}
      vim.api.nvim_win_set_cursor(0, { 2, 2 })
      local hover = vim.lsp.buf_request_sync(0, 'textDocument/hover', vim.lsp.util.make_position_params(0, 'utf-16'), 5000)
      for _, answer in pairs(hover) do
        vim.fn.writefile(vim.split(answer.result.contents.value, '\\n'), 'hover.txt')
      end
      vim.api.nvim_win_set_cursor(0, { 4, 9 })
      local items = {}
      local asked = vim.lsp.buf_request_sync(0, 'textDocument/completion', vim.lsp.util.make_position_params(0, 'utf-16'), 5000)
      for _, answer in pairs(asked) do
        for _, item in ipairs(answer.result) do table.insert(items, item.label) end
      end
      vim.fn.writefile(items, 'items.txt')`,
    );
    expect(folder.read('hover.txt')).toContain('vhv.enable');
    expect(folder.read('items.txt').split('\n')).toContain('vmx.allowNested');
  });
});
