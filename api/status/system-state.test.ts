import { expect, it } from 'vitest';
import type { probeStates } from '../../db/schema.ts';
import { stateOfSystem } from './system-state.ts';

const now = Date.parse('2026-11-24T03:00:00Z');
type Probe = typeof probeStates.$inferSelect;
const probe = (state: Probe['state'], agoMs: number) => ({ state, checkedAt: new Date(now - agoMs) }) as Probe;

it.each([
  ['one that works', [probe('up', 20_000)], false, 'baik'],
  ['one whose certificate ends soon', [probe('warning', 20_000)], false, 'baik'],
  ['one that fails, not announced yet', [probe('down', 20_000)], false, 'baik'],
  ['one of two that looks', [probe('up', 20_000), probe('unwatched', 20_000)], false, 'baik'],
  ['the last look too old', [probe('up', 75_001)], false, 'tidak-terpantau'],
  ['the control target out of reach', [probe('up', 20_000)], true, 'tidak-terpantau'],
  ['nothing known of any', [probe('unwatched', 1000)], false, 'tidak-terpantau'],
  ['no probe', [], false, 'tidak-terpantau'],
])('with %s', (_case, probes, isDark, state) => {
  expect(stateOfSystem({ announced: [], probes, isDark, watch: { every: 5000 }, now }).state).toBe(state);
});
