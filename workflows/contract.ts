import type { z } from 'zod';
import type { FunctionCode, Named, Rules, Sections } from '../regulations/rules.ts';

/** What a start request says, apart: codes, people, words and files. */
export interface IntakeParts {
  facts: Record<string, string | null>;
  /** null where the office starts it: the person of the account that it is about. */
  reporter: { name: string; mail: string | null } | null;
  text: string;
  files: IntakeFile[];
  /** Numbers that tell twins inside one office; kept as pseudonyms only. The reporter's address is kept with them for every SOP. */
  identifiers?: Identifier[];
}

/** A file that was uploaded before, by its content; `item`: the thing on the checklist that it is a copy of. */
export interface IntakeFile {
  sha256: string;
  item: string | null;
}

export interface Identifier {
  kind: 'nik' | 'npwp' | 'nib' | 'nip' | 'mail' | 'user-id';
  /** Without separators. */
  value: string;
}

export interface ActContract {
  /** `staff`: who holds the function of the task named in the body. `reporter`: who has the tracking link. */
  by: 'staff' | 'reporter';
  /** One line in Bahasa Indonesia, for OpenAPI. */
  summary: string;
  /**
   * `text` in it is stored before the act and travels as `textId`; `files` ({ sha256, item }[]) are cited with it and travel as they are;
   * `userId` is claimed for the case and stored like a text.
   */
  body: z.ZodObject;
}

export interface ActRefusal {
  code: 'unknown-ground' | 'unknown-role' | 'unknown-category' | 'unknown-choice' | 'unknown-item' | 'item-twice' | 'number-missing' | 'reference-missing' | 'term-missing' | 'term-ended' | 'account-inactive' | 'unknown-system' | 'window-reversed' | 'window-past' | 'window-too-long' | 'instant-future';
  field: string;
  allowed: Named[];
}

/** An SOP that people start, as the API and the pages know it; routes are made from it, none is written per SOP. */
export interface SopContract {
  sop: string;
  title: string;
  start: {
    /**
     * 'staff': a matter of the office about one of its users, named by `account` in the body (number of the registration); nobody else can begin it.
     * The API adds the facts `account` and `kind` and the person of the account to what `toIntake` gives.
     * 'office': a matter of the office itself, about nobody; without a reporter. Sigap may begin it too (`takeInSystem`).
     */
    by: 'public' | 'staff' | 'office';
    /** Started by staff or office: the function that the text gives it to; null or absent: whoever holds one may begin. */
    function?(parts: IntakeParts, rules: Rules): FunctionCode | null;
    summary: string;
    body: z.ZodObject;
    /** @param body as `body` has checked it; entered for somebody by the desk it may lack the mail address */
    toIntake(body: Record<string, unknown>): IntakeParts;
    /** null when the codes are known to the office's rules. */
    check(parts: IntakeParts, rules: Rules): ActRefusal | null;
    /** How it may reach a desk that enters it for somebody (ERR-1); empty: by the online form only. */
    channels: Named[];
  };
  /** The rules that its workflow lives by. */
  sections: readonly (keyof Sections)[];
  /**
   * The facts that the workflow gets: closed codes only, so that nothing a person typed can reach Temporal. `words`: the id of the
   * text that it was begun with.
   */
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
