import type { z } from 'zod';
import type { FunctionCode, Named, Rules } from '../regulations/rules.ts';

/** What a start request says, apart: codes, people, words and files. */
export interface IntakeParts {
  facts: Record<string, string | null>;
  reporter: { name: string; mail: string | null };
  text: string;
  files: string[];
}

export interface ActContract {
  /** `staff`: who holds the function of the task named in the body. `reporter`: who has the tracking link. */
  by: 'staff' | 'reporter';
  /** One line in Bahasa Indonesia, for OpenAPI. */
  summary: string;
  /** `text` in it is stored before the act and travels as `textId`. */
  body: z.ZodObject;
}

export interface ActRefusal {
  code: 'unknown-ground' | 'unknown-category' | 'unknown-choice';
  field: string;
  allowed: Named[];
}

/** An SOP that people start, as the API and the pages know it; routes are made from it, none is written per SOP. */
export interface SopContract {
  sop: string;
  title: string;
  start: {
    summary: string;
    body: z.ZodObject;
    toIntake(body: unknown): IntakeParts;
    /** A problem code, or null when the codes are known to the office's rules. */
    check(facts: IntakeParts['facts'], rules: Rules): 'unknown-role' | 'unknown-category' | null;
  };
  /** The facts that the workflow gets: closed codes only, so that nothing a person typed can reach Temporal. */
  workflowFacts: readonly string[];
  acts: Record<string, ActContract>;
  /** What the API must refuse before it sends the act: codes that this case's rules do not have. */
  checkAct(name: string, body: Record<string, unknown>, rules: Rules): ActRefusal | null;
  /** The function that the person named in the body must hold; null when the act names nobody. */
  functionFor(name: string, body: Record<string, unknown>, rules: Rules): FunctionCode | null;
  /** Codes to words. */
  states: Record<string, string>;
  taskKinds: Record<string, string>;
  clocks: Record<string, string>;
}

/** An SOP that only Sigap itself starts: nobody has a route to it. */
export type SystemSop = Omit<SopContract, 'start'> & { start: null };

export type Sop = SopContract | SystemSop;
