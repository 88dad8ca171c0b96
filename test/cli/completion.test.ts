import { symlinkSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { expectQuiet, PROGRAM, UNQUOTED, useFolder } from './vmlint.js';

const folder = useFolder();

/** What real bash offers at the end of each line, with the script that the command prints. */
function offered(...lines: string[]): string[][] {
  folder.plant({ bin: null });
  symlinkSync(PROGRAM, folder.at('bin/vmlint'));
  const script = `
    PATH="$PWD/bin:$PATH"
    unset -f vmlint
    source <(vmlint completion) || exit 1
    complete_line() {
      COMP_LINE=$1 COMP_POINT=\${#1} COMPREPLY=()
      read -ra COMP_WORDS <<< "$1"
      [[ $1 == *' ' ]] && COMP_WORDS+=('')
      COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
      local spec=$(complete -p vmlint)
      local function=\${spec#* -F }
      "\${function%% *}" vmlint "\${COMP_WORDS[COMP_CWORD]}" "\${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s ' "\${COMPREPLY[@]}"
      echo
    }
    ${lines.map((line) => `complete_line '${line}'`).join('\n')}`;
  const result = folder.shell(script);
  expectQuiet(result);
  expect(result.status).toBe(0);
  const answers = result.stdout.split('\n').slice(0, -1);
  return answers.map((answer) => answer.trim().split(/\s+/).filter(Boolean).sort());
}

test('the script goes to stdout, and is for bash', () => {
  const result = folder.vmlint('completion');
  expect(result.status).toBe(0);
  expectQuiet(result);
  expect(result.stdout).toMatch(/^complete .*\bvmlint$/m);
  expect(result.stdout).not.toContain('Checked');
});

describe('bash completes', () => {
  test('commands', () => {
    expect(offered('vmlint ru', 'vmlint e')).toEqual([['rules'], ['explain']]);
  });

  test('options of the default command', () => {
    expect(offered('vmlint --fi', 'vmlint --max-', 'vmlint --diff --unsa')).toEqual([
      ['--fix', '--fix-script'],
      ['--max-size', '--max-warnings'],
      ['--unsafe'],
    ]);
  });

  test('options of a named command, and no others', () => {
    expect(offered('vmlint lint --exit', 'vmlint rules --', 'vmlint ast --ma')).toEqual([
      ['--exit-zero'],
      ['--format', '--help', '--language', '--plugin', '--version'],
      ['--max-size'],
    ]);
  });

  test('files: left to bash, or offered', () => {
    folder.plant({ 'esxi-lab.vmx': UNQUOTED });
    const [[answer] = []] = offered('vmlint esxi');
    expect(['esxi-lab.vmx', undefined]).toContain(answer);
    expect(folder.vmlint('completion').stdout).toMatch(
      /^complete .*-o (?:bashdefault|default)\b.*vmlint$/m,
    );
  });
});
