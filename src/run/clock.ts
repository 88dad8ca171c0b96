import type { Handlers, Report, Rule } from '../lint/rule.js';

/** What a run does, in this order. */
export const PHASES = [
  'start',
  'discovery',
  'cache',
  'read',
  'parse',
  'rules',
  'fix',
  'write',
  'report',
  'wait',
] as const;
export type Phase = (typeof PHASES)[number];

export interface RuleTime {
  /** Milliseconds. */
  ms: number;
  /** How often it was asked about a text. */
  asked: number;
  /** What it reported, also what was suppressed then. */
  findings: number;
}

/** Milliseconds by phase, and what each rule took, by id. Threads hand this over to each other. */
export interface Times {
  readonly phases: Partial<Record<Phase, number>>;
  readonly rules: Record<string, RuleTime>;
}

/** Says where the time goes. Whoever is not asked for it has none of these, and nothing is measured. */
export class Clock {
  readonly times: Times = { phases: {}, rules: {} };
  #phase: Phase = 'start';
  #since = now();
  readonly #timed = new WeakMap<readonly Rule[], readonly Rule[]>();

  /** From here on the time is that of another phase. @returns what it was that of */
  enter(phase: Phase): Phase {
    const before = this.#phase;
    const at = now();
    this.#add(before, at - this.#since);
    this.#phase = phase;
    this.#since = at;
    return before;
  }

  /** Adds what another thread has measured, or what went before this one was made. */
  add({ phases, rules }: Times): void {
    for (const phase of PHASES) this.#add(phase, phases[phase] ?? 0);
    for (const [id, { ms, asked, findings }] of Object.entries(rules)) {
      const time = this.#ofRule(id);
      time.ms += ms;
      time.asked += asked;
      time.findings += findings;
    }
  }

  /** The same rules, each of which adds up what it takes. */
  timed(rules: readonly Rule[]): readonly Rule[] {
    let timed = this.#timed.get(rules);
    if (timed === undefined) {
      timed = rules.map((rule) => timedRule(rule, this.#ofRule(rule.id)));
      this.#timed.set(rules, timed);
    }
    return timed;
  }

  #add(phase: Phase, ms: number): void {
    this.times.phases[phase] = (this.times.phases[phase] ?? 0) + ms;
  }

  #ofRule(id: string): RuleTime {
    return (this.times.rules[id] ??= { ms: 0, asked: 0, findings: 0 });
  }
}

function now(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
}

function timedRule(rule: Rule, time: RuleTime): Rule {
  const measure = <T>(work: () => T): T => {
    const start = now();
    try {
      return work();
    } finally {
      time.ms += now() - start;
    }
  };
  const counted =
    (report: (problem: Report<string>) => void) =>
    (problem: Report<string>): void => {
      time.findings++;
      report(problem);
    };
  return {
    ...rule,
    check(context) {
      time.asked++;
      const own = { ...context, report: counted(context.report) };
      const handlers = measure(() => rule.check(own));
      const timed: Record<string, (node: never) => void> = {};
      for (const type of Object.keys(handlers) as (keyof Handlers)[]) {
        const handler = handlers[type] as ((node: never) => void) | undefined;
        if (handler !== undefined) timed[type] = (node) => measure(() => handler(node));
      }
      return timed;
    },
    ...(rule.review !== undefined && {
      review(context) {
        measure(() => rule.review!({ ...context, report: counted(context.report) }));
      },
    }),
  };
}
