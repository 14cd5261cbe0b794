import type { SopContract } from './contract.ts';
import { problemContract } from './problem/contract.ts';

/** Every SOP that can be started, by name. One line per SOP; the workflow's type is the name. */
export const registry: Record<string, SopContract> = { problem: problemContract };
