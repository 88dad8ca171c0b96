import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { FIX_ALL } from '../../src/lsp/code-actions.js';
import { ESXI, unlessImpossible, useFolder } from '../cli/vmlint.js';
import { HYPERV_NAMES, isInstalled, runEditor, setUpOf, UNTIDY_XML } from './set-up.js';

const folder = useFolder();

function hasEglot(): boolean {
  const load = ['--batch', '--eval', '(progn (package-initialize) (require (quote eglot)))'];
  return isInstalled('emacs') && spawnSync('emacs', load).status === 0;
}

/** Opens a file in an Emacs without a screen, with the set-up that people are told, and runs a script. */
function emacs(file: string, script: string): void {
  folder.plant({
    'init.el': Buffer.from(setUpOf('Emacs')),
    'script.el': Buffer.from(`(package-initialize)
      (setq make-backup-files nil eglot-sync-connect 10 eglot-autoshutdown nil)
      (load-file "init.el")
      (find-file "${file}")
      (run-hooks 'post-command-hook)
      (let ((end (+ 10 (float-time))))
        (while (and (not (eglot-managed-p)) (< (float-time) end)) (accept-process-output nil 0.05))
        (flymake-start)
        (while (and (not (flymake-diagnostics)) (< (float-time) end)) (accept-process-output nil 0.05)))
      ${script}
      (kill-emacs 0)`),
  });
  runEditor(folder, 'emacs', ['--batch', '--load', 'script.el']);
}

const DIAGNOSTICS = `
  (let ((lines (mapcar (lambda (diagnostic)
                         (format "%d %s" (line-number-at-pos (flymake-diagnostic-beg diagnostic))
                                 (flymake-diagnostic-text diagnostic)))
                       (flymake-diagnostics))))
    (with-temp-file "diagnostics.txt" (insert (mapconcat #'identity (sort lines #'string<) "\\n"))))`;

test('the set-up asks for what the server offers', () => {
  expect(setUpOf('Emacs')).toContain(`"${FIX_ALL}"`);
});

unlessImpossible(hasEglot(), 'Emacs with eglot, which is not installed', () => {
  test('Emacs shows what is found in a file, and saving it fixes and formats it', () => {
    const untidy = ESXI.replace('guestOS = ', '  guestOS=');
    folder.plant({ 'a.vmx': untidy, 'expected.vmx': untidy });
    emacs('a.vmx', `${DIAGNOSTICS} (set-buffer-modified-p t) (save-buffer)`);
    folder.vmlint('--fix', '--no-assume', 'expected.vmx');
    folder.vmlint('format', 'expected.vmx');
    expect(folder.read('a.vmx')).toBe(folder.read('expected.vmx'));
    expect(folder.read('a.vmx')).toContain('vhv.enable = "TRUE"');
    const told = folder.read('diagnostics.txt').split('\n');
    expect(told).toHaveLength(2);
    expect(told[0]).toContain('3 ');
    expect(told[0]).toContain('vhv.enable');
  });

  test('Emacs fixes settings of VirtualBox, too', () => {
    const text =
      '<?xml version="1.0"?>\n<VirtualBox xmlns="http://www.virtualbox.org/" version="1.19-linux">\n  <Machine uuid="{9cba2a3f-0000-4000-8000-000000000000}" name="a" OSType="Linux_64">\n    <Hardware>\n      <CPU count="2">\n        <NestedHWVirt enabled="True"/>\n      </CPU>\n    </Hardware>\n  </Machine>\n</VirtualBox>\n';
    folder.plant({ 'a.vbox': text, 'expected.vbox': text });
    emacs('a.vbox', `(set-buffer-modified-p t) (save-buffer)`);
    folder.vmlint('--fix', '--no-assume', 'expected.vbox');
    folder.vmlint('format', 'expected.vbox');
    expect(folder.read('a.vbox')).toBe(folder.read('expected.vbox'));
    expect(folder.read('a.vbox')).toContain('<NestedHWVirt enabled="true"/>');
  });

  test.each(HYPERV_NAMES)('Emacs fixes and formats the UTF-16 of %s', (name) => {
    expectTidied(name, UNTIDY_XML);
  });

  test('Emacs leaves XML in UTF-8 that Git has made of UTF-16', () => {
    expectTidied(
      'Virtual Machines/lab.xml',
      Buffer.from(UNTIDY_XML.subarray(2).toString('utf16le')),
    );
  });

  /** Saving a file is fixing and formatting it. */
  function expectTidied(name: string, untidy: Buffer): void {
    folder.plant({ [name]: untidy, 'Virtual Machines/expected.xml': untidy });
    emacs(name, `(set-buffer-modified-p t) (save-buffer)`);
    const rule = '--rule=hyperv/matching-encoding=off';
    folder.vmlint('--fix', '--no-assume', rule, 'Virtual Machines/expected.xml');
    folder.vmlint('format', 'Virtual Machines/expected.xml');
    expect(folder.read(name)).toBe(folder.read('Virtual Machines/expected.xml'));
    expect(folder.read(name)).not.toBe(untidy.toString('latin1'));
  }
});
