import type { CommentText, VmDocument } from '../../src/languages/index.js';
import type { NamedRule, Suppression } from '../../src/lint/directives.js';
import type { Fix } from '../../src/lint/finding.js';
import { meantRule } from '../../src/lint/meant-rule.js';
import { defineRule, definedRules } from '../../src/lint/rule.js';
import { isEffective } from '../../src/lint/suppressions.js';
import { shown } from '../../src/text/shown.js';

const ID = 'vmlint/effective-suppression';

export default defineRule({
  id: ID,
  languages: ['vmx', 'vbox'],
  summary: 'What suppresses findings says why, and suppresses something',
  why: 'A comment `# vmlint-ignore-next-line <rule> -- <reason>` (or `vmlint-ignore-file`) keeps a finding from being told. Without a reason nobody knows later whether it may go, so it suppresses nothing; the same holds after the day that `until 2027-01-01` at its end names. One that suppresses nothing any more would hide the next mistake; so would an entry of `ignoreFindings` in a configuration, which is told of where a run sees all files that it is about. In XML the same stands in a comment, with a colon instead of the two hyphens, which XML does not allow there: `<!-- vmlint-ignore-next-line <rule>: <reason> -->`.',
  severity: 'warning',
  fixSafety:
    'Safe: comments mean nothing to hypervisors, and what is removed or put right suppressed nothing. No fix where it is not clear what was meant, and none of a configuration, which vmlint never writes.',
  sources: [{ title: 'vmlint, README, "Exceptions"' }],
  presets: ['recommended', 'syntax'],
  messages: {
    reason:
      'Unexpected suppression of `{rules}` without a reason, expected `{mark}` and the reason behind it',
    nothing: 'Unexpected suppression without a rule, expected the id of one, such as `{example}`',
    unknown: 'Unexpected rule `{id}`, which does not exist, expected {expected}',
    expired: 'Unexpected suppression of `{rules}` after {until}, its last day, expected none',
    unused: 'Unexpected suppression of `{id}`, expected none, since nothing is found here',
    vain: 'Unexpected exception for `{what}`, expected none, since it leaves nothing out',
    unclear:
      'Unexpected `{found}`, expected vmlint-ignore-next-line, vmlint-ignore-file, or vmlint-nested with require, forbid or auto',
  },
  examples: {
    good: [
      {
        dialect: 'vbox',
        title: 'no well-formed XML, of which most rules say nothing',
        text: '<VirtualBox version="1.17-linux">\n  <!-- vmlint-ignore-file vbox/no-secrets: in a lab -->\n  <Machine>\n</VirtualBox>\n',
      },
      { text: '# vmlint-nested auto\nguestOS = "ubuntu-64"\n' },
      { text: '# vmlint-ignore-file vmx/no-bom -- another rule, which is not asked here\n' },
    ],
    bad: [
      {
        dialect: 'vbox',
        text: '<VirtualBox version="1.17-linux">\n  <!-- vmlint-ignore-file vbox/secret -->\n  <!-- vmlint-ignore-next-line vmlint/effective-suppression: by mistake -->\n  <Machine/>\n</VirtualBox>\n',
        nested: 'auto',
        findings: [
          { line: 2, column: 3, message: '`vbox/secret` without a reason, expected `: `' },
          { line: 3, column: 32, message: 'nothing is found here' },
        ],
        fixed: '<VirtualBox version="1.17-linux">\n  <Machine/>\n</VirtualBox>\n',
      },
      {
        text: '# vmlint-ignore-next-line vmx/no-secrets\nRemoteDisplay.vnc.key = "x"\n',
        nested: 'auto',
        findings: [{ line: 1, column: 1, message: 'of `vmx/no-secrets` without a reason' }],
        fixed: 'RemoteDisplay.vnc.key = "x"\n',
      },
      {
        text: 'memsize = "4096"\n# vmlint-ignore-next-line vmx/no-secret -- lab only\nRemoteDisplay.vnc.key = "x"\n',
        nested: 'auto',
        findings: [{ line: 2, column: 27, message: 'expected `vmx/no-secrets`' }],
        fixed:
          'memsize = "4096"\n# vmlint-ignore-next-line vmx/no-secrets -- lab only\nRemoteDisplay.vnc.key = "x"\n',
      },
      {
        text: '# vmlint-ignore-file vmx/no-secrets -- moves next year until 2001-12-31\nmemsize = "4096"\n',
        nested: 'auto',
        findings: [{ line: 1, column: 1, message: 'after 2001-12-31' }],
        fixed: 'memsize = "4096"\n',
      },
      {
        title: 'nothing to suppress',
        text: 'memsize = "4096"\n# vmlint-ignore-file vmlint/effective-suppression -- by mistake\n',
        nested: 'auto',
        findings: [{ line: 2, column: 22, message: 'nothing is found here' }],
        fixed: 'memsize = "4096"\n',
      },
      {
        text: '# vmlint-disable\n# vmlint-nested maybe\n# vmlint-ignore-file -- all of it\n',
        nested: 'auto',
        findings: [
          { line: 1, column: 3, message: 'Unexpected `vmlint-disable`' },
          { line: 2, column: 3, message: 'Unexpected `# vmlint-nested maybe`' },
          { line: 3, column: 1, message: 'without a rule' },
        ],
      },
    ],
  },
  check: () => ({}),
  review({ document, directives, used, isAsked, today, report }) {
    for (const { found, start, end } of directives.unclear) {
      report({ message: 'unclear', data: { found: shown(found) }, at: { start, end } });
    }
    for (const suppression of directives.suppressions) inspect(suppression);

    function inspect(suppression: Suppression): void {
      const { comment, rules, reason, until } = suppression;
      const at = comment.node;
      const listed = shown(rules.map(({ id }) => id).join(', '));
      if (rules.length === 0) {
        report({ message: 'nothing', data: { example: 'vmx/no-secrets' }, at });
      } else if (reason === '') {
        // XML allows no two hyphens in a comment.
        const mark = document.language === 'vbox' ? ': ' : ' -- ';
        report({ message: 'reason', data: { rules: listed, mark }, at, fix: removal(comment) });
      } else if (!isEffective(suppression, today)) {
        const data = { rules: listed, until: until! };
        report({ message: 'expired', data, at, fix: removal(comment) });
      } else {
        for (const rule of rules) inspectName(suppression, rule);
      }
    }

    function inspectName({ comment, rules }: Suppression, rule: NamedRule): void {
      const { id, start, end } = rule;
      if (used.has(rule)) return;
      if (!definedRules().has(id)) {
        const near = meantRule(rule);
        const expected = near === undefined ? EXISTING : `\`${near}\``;
        const fix = near === undefined ? undefined : replacement(comment, rule, near);
        report({ message: 'unknown', data: { id: shown(id), expected }, at: { start, end }, fix });
      } else if (isAsked(id) && (document.language !== 'vbox' || document.isWellFormed)) {
        // Of what is no XML most rules say nothing.
        const fix = rules.length === 1 ? removal(comment) : replacement(comment, rule, '');
        report({ message: 'unused', data: { id }, at: { start, end }, fix });
      }
    }

    function removal(comment: CommentText): Fix | undefined {
      const change = document.removeComment(comment);
      return change && { title: 'remove the comment', safety: 'safe', ...change };
    }

    function replacement(comment: CommentText, name: NamedRule, by: string): Fix | undefined {
      const title = by === '' ? `remove \`${name.id}\`` : `write \`${by}\``;
      const change = document.rewriteComment(comment, renamed(document, comment, name, by));
      return change && { title, safety: 'safe', ...change };
    }
  },
});

const EXISTING = 'the id of one that does; those of a plugin exist where --plugin names it';

/** What the comment says with another name for a rule, or without it and the comma or blanks behind it. */
function renamed(
  { source }: VmDocument,
  { text }: CommentText,
  { start, end }: NamedRule,
  by: string,
): string {
  const before = source.view.slice(text.start, start);
  const behind = source.view.slice(end, text.end);
  if (by !== '') return before + by + behind;
  const isLast = /^[ \t]*(?:--|:|$)/.test(behind);
  return isLast
    ? before.replace(/[ \t,]+$/, ' ') + behind.replace(/^[ \t]+/, '')
    : before + behind.replace(/^[ \t,]+/, '');
}
