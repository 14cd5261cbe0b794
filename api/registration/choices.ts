import type { Rules } from '../../regulations/rules.ts';
import { kindsFor } from '../../workflows/registration/checklist.ts';
import { sayOrigin } from '../reading/sources.ts';

/** What can be asked for in an office, by whom, and what each brings, with the article that says so (REG-18). */
export function registrationChoices({ regulation, registration }: Pick<Rules, 'regulation'> & Partial<Rules>) {
  // Rules that were recorded before there were registrations know none.
  const { kinds, items } = registration ?? { kinds: [], items: [] };
  return {
    services: registration?.services.map((service) => ({ code: service.code, label: service.label, kinds: kindsFor(registration, service).map(({ code }) => code) })) ?? [],
    kinds: kinds.map(({ code: kind, label: kindLabel, group, numbers, mayGive }) => ({
      code: kind, label: kindLabel, group, numbers, mayGive,
      items: items.filter((item) => item.kinds.includes(kind)).map(({ code, label, services: of, need, original, source }) =>
        ({ code, label, services: of, need, original, source: sayOrigin(source, regulation) })),
    })),
  };
}
