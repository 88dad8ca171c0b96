import { defineLanguage, fixText, replaceNode } from 'vmlint';

/** The list from which our lab makes VMs: a VM a line, `name: memory in MiB`. */
const lab = defineLanguage({
  id: 'lab',
  name: 'list of VMs',
  extensions: ['.lab'],
  parse(view) {
    const children = [...view.matchAll(/[^\r\n]+/g)].map(({ 0: line, index }) => ({
      type: line.startsWith('#') ? 'comment' : 'vm',
      position: { start: { offset: index }, end: { offset: index + line.length } },
    }));
    return { children };
  },
  // What a comment says to vmlint, `# vmlint-ignore-next-line …`, counts here, too.
  comment({ type, position }) {
    if (type !== 'comment') return undefined;
    return { start: position.start.offset + 2, end: position.end.offset };
  },
});

const memory = lab.rule({
  id: 'lab/multiple-of-4',
  summary: 'Memory is a multiple of 4 MiB',
  why: 'VMware starts no VM with another size.',
  severity: 'error',
  fixSafety: 'Safe: the VM would not start otherwise.',
  sources: [{ title: 'the rules of our lab' }],
  presets: ['recommended'],
  messages: { odd: 'Unexpected memory {size}, expected {better}' },
  examples: {
    good: [{ text: 'esxi: 8192\n' }],
    bad: [{ text: 'esxi: 8190\n', findings: [{ line: 1, column: 1, message: 'expected 8192' }] }],
  },
  check({ document, report }) {
    return {
      document() {
        for (const node of document.nodes) {
          const [, name, size] = /^(.*: *)(\d+)$/.exec(document.textOf(node)) ?? [];
          if (node.type !== 'vm' || size === undefined || size % 4 === 0) continue;
          const better = Math.ceil(size / 4) * 4;
          const change = replaceNode(document, node, `${name}${better}`);
          const fix = { title: 'round up', safety: 'safe', ...change };
          report({ message: 'odd', data: { size, better }, at: node, fix });
        }
      },
    };
  },
});

const text = '# made by hand\nesxi: 8190\r\nkvm: 4096\n';
const { output, fixed } = fixText(text, { path: 'vms.lab', rules: [memory] });
console.log(fixed.map(({ message, start }) => `line ${start.line}: ${message}`).join('\n'));
console.log(JSON.stringify(output));

export default { languages: [lab], rules: [memory] };
