/** What the sections on users must satisfy beyond their shape: known kinds, services and functions, a list that the text closes. */
import type { PackFile } from './schema.ts';
import type { WholeSections } from './with-defaults.ts';
import type { Problem } from './yaml.ts';

/** @param sections the pack's own with Sigap's filled in */
export function checkRegistration(file: PackFile, sections: WholeSections): Problem[] {
  return [...unknownFunctions(file, sections), ...unknownCodes(sections), ...askedOfNobody(sections), ...askedTwice(sections), ...nothingAsked(sections), ...openedList(file, sections), ...unsaidService(file, sections)];
}

function unknownFunctions({ functions, ...own }: PackFile, { registration, deactivation, appointment, dataRequest, maintenance, outage, backup }: WholeSections): Problem[] {
  const use = (section: keyof WholeSections, path: [string, ...PropertyKey[]], fn: string | null) => ({ section, path, fn });
  const used = [
    use('registration', ['desk'], registration.desk),
    use('registration', ['verifikator'], registration.verifikator),
    ...registration.ladder.value.map((fn, i) => use('registration', ['ladder', 'value', i], fn)),
    ...deactivation.grounds.map(({ by }, i) => use('deactivation', ['grounds', i, 'by'], by)),
    use('deactivation', ['endOfTerm', 'by'], deactivation.endOfTerm.by),
    use('deactivation', ['local', 'decider', 'value'], deactivation.local.decider.value),
    use('deactivation', ['central', 'decider', 'value'], deactivation.central.decider.value),
    use('appointment', ['handler'], appointment.handler),
    use('dataRequest', ['handler'], dataRequest.handler),
    use('dataRequest', ['above'], dataRequest.above),
    use('maintenance', ['approver', 'value'], maintenance.approver.value),
    ...maintenance.ladder.value.map((fn, i) => use('maintenance', ['ladder', 'value', i], fn)),
    use('outage', ['declarer', 'value'], outage.declarer.value),
    use('outage', ['signer'], outage.signer),
    use('outage', ['inaproc', 'value'], outage.inaproc?.value ?? null),
    ...outage.ladder.value.map((fn, i) => use('outage', ['ladder', 'value', i], fn)),
    ...(['drillers', 'ladder'] as const).flatMap((list) => backup[list].value.map((fn, i) => use('backup', [list, 'value', i], fn))),
    ...Object.entries(backup.papers).map(([paper, { signer }]) => use('backup', ['papers', paper, 'signer'], signer)),
  ];
  return used.flatMap(({ section, path, fn }) => {
    if (fn === null || Object.hasOwn(functions, fn)) return [];
    if (!Object.hasOwn(own[section], path[0])) return [{ path: ['functions'], reason: `tidak memuat ${fn}, yang dipakai bawaan Sigap` }];
    return [{ path: [section, ...path], reason: `menyebut fungsi yang tidak ada di paket: ${fn}` }];
  });
}

function unknownCodes({ registration: { kinds, services, items } }: WholeSections): Problem[] {
  const unknown = (key: 'kinds' | 'services', known: Set<string>): Problem[] => items.flatMap((item, i) => item[key].flatMap((code) =>
    known.has(code) ? [] : [{ path: ['registration', 'items', i, key], reason: `menyebut kode yang tidak ada: ${code}` }]));
  return [...unknown('kinds', new Set(kinds.map(({ code }) => code))), ...unknown('services', new Set(services.map(({ code }) => code)))];
}

/** A kind whose group may not ask for the service would never bring it. */
function askedOfNobody({ registration: { kinds, services, items } }: WholeSections): Problem[] {
  return items.flatMap((item, i) => kinds.filter(({ code }) => item.kinds.includes(code)).flatMap((kind) => services.flatMap(({ code, groups }) =>
    (item.services.includes(code) && !groups.includes(kind.group) ? [{ path: ['registration', 'items', i, 'services'], reason: `diminta dari ${kind.code}, yang tidak mendapat layanan ${code}` }] : []))));
}

/** An item is found by its code within one kind and service. */
function askedTwice({ registration: { items } }: WholeSections): Problem[] {
  const seen = new Set<string>();
  return items.flatMap(({ code, kinds, services }, i) => kinds.flatMap((kind) => services.flatMap((service) => {
    const key = `${code} ${kind} ${service}`;
    if (seen.has(key)) return [{ path: ['registration', 'items', i, 'code'], reason: `diminta dua kali dari ${kind} untuk ${service}: ${code}` }];
    seen.add(key);
    return [];
  })));
}

/** A kind that brings nothing could be approved unseen; a service that nobody brings anything for would be approved empty. */
function nothingAsked({ registration: { kinds, services, items } }: WholeSections): Problem[] {
  const asked = (kind: string, service: string): boolean => items.some((item) => item.kinds.includes(kind) && item.services.includes(service));
  const registers = services.filter(({ end }) => end === 'activate');
  return [
    ...kinds.flatMap((kind, i) => registers.flatMap(({ code, groups }) =>
      !groups.includes(kind.group) || asked(kind.code, code) ? [] : [{ path: ['registration', 'kinds', i, 'code'], reason: `tidak membawa satu pun berkas untuk ${code}: ${kind.code}` }])),
    ...services.flatMap(({ code }) => (kinds.some((kind) => asked(kind.code, code)) ? [] : [{ path: ['registration', 'items'], reason: `tidak memuat satu pun berkas untuk layanan ${code}` }])),
  ];
}

/** The paper of the list that carries a number; no other number is everybody's. */
const carriedBy: Readonly<Record<string, string>> = { nik: 'REG-5', npwp: 'REG-7' };

/** REG-18: where the text closes the list, no other law opens it, and a registration asks for nothing, be it a number, that is not of the text. */
function openedList({ law, registration }: PackFile, { registration: { kinds, services, items } }: WholeSections): Problem[] {
  const closed = law.find(({ clause }) => clause === 'REG-18');
  if (!closed) return [];
  const registers = services.flatMap(({ code, end }) => (end === 'activate' ? [code] : []));
  const isCarried = (number: string, kind: string): boolean =>
    items.some((item) => item.clause !== undefined && item.clause === carriedBy[number] && item.kinds.includes(kind) && item.services.some((code) => registers.includes(code)));
  const reason = `menambah persyaratan registrasi, padahal daftarnya tertutup (REG-18, ${closed.article})`;
  return [
    ...(registration.otherLaw.value ? [{ path: ['registration', 'otherLaw', 'value'], reason }] : []),
    ...kinds.flatMap((kind, i) => kind.numbers.flatMap((number, n) => (isCarried(number, kind.code) ? [] : [{ path: ['registration', 'kinds', i, 'numbers', n], reason }]))),
    ...registration.items.flatMap((item, i) => (item.clause === undefined && item.services.some((code) => registers.includes(code)) ? [{ path: ['registration', 'items', i, 'code'], reason }] : [])),
  ];
}

/** Sigap's own list cites the norm that every text has (REG-1); a pack without it has to bring its own service. */
function unsaidService({ law }: PackFile, { registration: { services } }: WholeSections): Problem[] {
  return services.flatMap(({ code, clause }) =>
    clause === undefined || law.some((norm) => norm.clause === clause) ? [] : [{ path: ['registration', 'services'], reason: `memuat ${code} menurut ${clause}, yang tidak ada di daftar law paket ini` }]);
}
