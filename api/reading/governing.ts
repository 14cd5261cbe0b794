import { readPacks } from '../../regulations/load.ts';
import type { Pack } from '../../regulations/load.ts';
import type { Source } from '../../regulations/rules.ts';
import type { Intake } from '../intake.ts';
import { announcementValues } from './announcement-values.ts';
import { backupValues } from './backup-values.ts';
import { governingValues } from './governing-values.ts';
import { sayOrigin } from './sources.ts';
import { userValues } from './user-values.ts';

let packs: ReadonlyMap<string, Pack> | null = null;

/** Packs belong to the code: read once. */
function packOf(id: string): Pack | undefined {
  packs ??= readPacks();
  return packs.get(id);
}

/** The norms that a case is read beside, by its SOP. */
const normsOf: Record<string, RegExp> = {
  problem: /^ERR-/, evaluation: /^ERR-/,
  maintenance: /^(CAP-5|SEC-7|DATA-10|GOV-15)$/,
  outage: /^(CAP-4|SEC-7|SVC-4|STD-33|ERR-8|ERR-9|DATA-10|GOV-15)$/,
  backup: /^(ARC-[1-4]|SEC-1[68]|DATA-10|GOV-15)$/,
  custody: /^(ARC-[2-4]|SEC-1[68]|DATA-10|GOV-15)$/,
  'restore-drill': /^(ARC-[134]|SEC-1[678]|DATA-10|GOV-15)$/,
};
const ofUsers = /^(REG-|DATA-[1-5]$)/;

const forces = { must: 'Kewajiban', may: 'Pilihan', 'must-not': 'Larangan', definition: 'Pengertian' } as const;

/** The rules that a case was received under: each value with its source and the text's own words, and the norms without a value. */
export function rulesInWords(intake: Intake) {
  const { rules, number, facts } = intake;
  const pack = packOf(rules.pack);
  const law = pack?.law ?? [];
  const saysOf = (source: Source | null) => (source?.kind === 'law' ? law.find(({ clause }) => clause === source.clause)?.says ?? null : null);
  // Of the reporters only the one of this case: the others' rules govern nothing here.
  const values = userValues(intake) ?? announcementValues(intake) ?? backupValues(intake) ?? governingValues(rules).filter(({ code }) => !code.startsWith('roles.') || code === `roles.${facts.role}`);
  const carried = new Set(values.flatMap(({ source }) => (source?.kind === 'law' ? [source.clause] : [])));
  return {
    number, regulation: rules.regulation, title: pack?.title ?? rules.regulation, invented: pack?.invented ?? false, note: pack?.note ?? null, officeVersion: rules.officeVersion,
    values: values.map(({ source, ...value }) => ({
      ...value, kind: source?.kind ?? null, source: source && sayOrigin(source, rules.regulation), clause: source?.kind === 'law' ? source.clause : null, says: saysOf(source),
    })),
    norms: law.filter(({ clause }) => (normsOf[intake.sop] ?? ofUsers).test(clause) && !carried.has(clause))
      .map(({ clause, article, force, says }) => ({ clause, article, force: forces[force], says })),
  };
}
