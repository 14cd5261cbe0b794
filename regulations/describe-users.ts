/** What a pack says about the users of SPSE, as Markdown: who must bring what, where, by which clause. */
import type { Pack } from './load.ts';
import { code, table } from './markdown.ts';
import type { ItemRule } from './registration-rules.ts';
import type { Source } from './rules.ts';

export function describeUsers(pack: Pack): string {
  const { registration: { services, grounds }, deactivation, officeGrounds, dataRequest } = pack;
  return [
    '### Who must bring what\n',
    `${whereOf(pack)}\n`,
    ...services.map((service) => `#### ${service.label} (${code(service.code)})\n\n${sayEnd[service.end]} Source: ${by(service.source)}\n\n${bringsTable(pack, service.code)}`),
    '### Grounds on which a registration is rejected\n',
    table(['ground', 'is', 'words', 'by'], grounds.map(({ code: ground, label, cites, source }) => [code(ground), label, cites ? 'must name the provision that was not met' : 'say why', by(source)])),
    '### Grounds on which an account is deactivated\n',
    table(['ground', 'is', 'accounts of', 'who acts', 'asked for by', 'by'], [...deactivation.grounds, ...officeGrounds].map(({ code: ground, label, groups, by: fn, requesters, source }) =>
      [code(ground), label, groups.join(', '), pack.functions[fn]?.title ?? fn, requesters.map((one) => one.label).join(', ') || 'nobody needs to', by(source)])),
    `${officeGrounds.map((ground) => code(ground.code)).join(', ')}: only where the office took it with its own paper.\n`,
    '### Grounds on which a person\'s own data are refused\n',
    table(['ground', 'is', 'by'], dataRequest.refusals.map(({ code: ground, label, source }) => [code(ground), label, by(source)])),
  ].join('\n');
}

const sayEnd = {
  activate: 'Ends with a new User ID.',
  record: 'Done in SPSE and recorded.',
  tell: 'The User ID is told to its owner.',
  lkpp: 'By way of LKPP, whose decision is recorded.',
  reactivate: 'An earlier account lives again.',
} as const;

/** Kinds that bring the very same things share their rows. */
function bringsTable({ registration: { kinds, items } }: Pack, service: string): string {
  const shared = new Map<string, { kinds: string[]; items: ItemRule[] }>();
  for (const kind of kinds) {
    const brought = items.filter((item) => item.services.includes(service) && item.kinds.includes(kind.code));
    if (brought.length === 0) continue;
    const key = brought.map((item) => items.indexOf(item)).join();
    const group = shared.get(key) ?? { kinds: [], items: brought };
    group.kinds.push(kind.label);
    shared.set(key, group);
  }
  return table(['who', 'brings', 'needed', 'how', 'by'], [...shared.values()].flatMap((group) => group.items.map((item) => [
    group.kinds.length === kinds.length ? 'every user' : group.kinds.join(', '), `${item.label} (${code(item.code)})`, item.need === 'always' ? 'always' : 'if there is one',
    item.original ? 'copy handed in, original shown' : 'handed in', by(item.source),
  ])));
}

function whereOf({ law, registration: { otherLaw } }: Pack): string {
  const cite = (clause: string): string => {
    const norm = law.find((one) => one.clause === clause);
    return norm ? ` (${clause}, ${norm.article})` : '';
  };
  return `Providers first register online in SPSE${cite('REG-2')}. Originals are shown${cite('REG-4')} at the office's place for verification${cite('REG-24')}; by live video only where the office's SOP allows it. `
    + `${otherLaw.value ? 'Another law may add an item, named with it' : 'The list is closed'}: ${by(otherLaw.source)}`;
}

/** A clause with its article, a law of the country, or the reason. */
export function by(source: Source): string {
  switch (source.kind) {
    case 'law': return `${source.clause} (${source.article})`;
    case 'statute': return source.article;
    case 'office': return `${source.document}, ${source.number}`;
    case 'sigap': return source.why;
  }
}
