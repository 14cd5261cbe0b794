/** Checks on what an office backs up (ARC-1, ARC-2): what it names is there, and nothing that Sigap writes lies in what Sigap copies. */
import { join, resolve } from 'node:path';
import type { Pack } from '../regulations/load.ts';
import type { Problem } from '../regulations/yaml.ts';
import { repositoryStore } from './backup-names.ts';
import type { BackupSettings } from './backup-schema.ts';
import { rulesOf } from './rules.ts';
import type { OfficeFile } from './schema.ts';
import { twice } from './twice.ts';

type Path = PropertyKey[];

export function checkBackup(office: OfficeFile, pack: Pack): Problem[] {
  const { backup, people } = office;
  if (!backup) return [];
  const { sources, places, media } = backup;
  const codes = (all: readonly { code: string }[]) => all.map(({ code }) => code);
  return [
    ...notTheirs(office, pack), ...noDriller(office, pack),
    ...twice(['backup', 'sources'], codes(sources)), ...twice(['backup', 'places'], codes(places)), ...twice(['backup', 'media'], codes(media)),
    ...media.flatMap(({ code }, i) => (code === repositoryStore ? [{ path: ['backup', 'media', i, 'code'], reason: `tidak boleh ${repositoryStore}: itu nama repositori kantor ini` }] : [])),
    ...badHomes(backup), ...noServerRoom(backup), ...badLeftOut(backup), ...nested(backup), ...inStaging(office.id, backup), ...together(backup),
    ...media.flatMap(({ carriers }, i) => carriers.flatMap((person, j) =>
      (people.some(({ id }) => id === person) ? [] : [{ path: ['backup', 'media', i, 'carriers', j], reason: `menunjuk orang yang tidak ada: ${person}` }]))),
  ];
}

/** Nobody should believe that Sigap backs up a system which the office does not run (DATA-10, GOV-15). */
function notTheirs(office: OfficeFile, pack: Pack): Problem[] {
  return rulesOf(pack, office, 0).backup.operation.value === 'system-provider' ? [] : [{ path: ['backup'], reason: 'tidak berlaku bagi kantor yang tidak mengelola sendiri sistemnya; hapus bagian ini' }];
}

/** A drill that nobody may start is none (SEC-17). */
function noDriller(office: OfficeFile, pack: Pack): Problem[] {
  const { drillers } = rulesOf(pack, office, 0).backup;
  const isHeld = office.assignments.some((one) => drillers.value.includes(one.function));
  return isHeld ? [] : [{ path: ['assignments'], reason: `tidak punya pemegang fungsi yang boleh memulai uji pemulihan: ${drillers.value.join(' atau ')}` }];
}

/** A medium is kept apart from the server room (ARC-2). */
function badHomes({ media, places }: BackupSettings): Problem[] {
  return media.flatMap(({ home }, i) => {
    const place = places.find(({ code }) => code === home);
    const path: Path = ['backup', 'media', i, 'home'];
    if (!place) return [{ path, reason: `bukan tempat di kantor ini: ${home}` }];
    return place.serverRoom ? [{ path, reason: `adalah ruang server: ${home}; media disimpan di tempat lain yang aman (ARC-2)` }] : [];
  });
}

/** A medium comes back to be written again: somewhere must be named where that is done. */
function noServerRoom({ media, places }: BackupSettings): Problem[] {
  return media.length === 0 || places.some(({ serverRoom }) => serverRoom) ? [] : [{ path: ['backup', 'places'], reason: 'harus menyebut ruang server (serverRoom: true), tempat media dipasang' }];
}

function badLeftOut({ leftOut, sources }: BackupSettings): Problem[] {
  return leftOut.flatMap(({ source }, i) => {
    const known = sources.find(({ code }) => code === source);
    const path: Path = ['backup', 'leftOut', i, 'source'];
    if (!known) return [{ path, reason: `bukan sumber yang didaftarkan: ${source}` }];
    return known.kind === 'folder' ? [{ path, reason: `adalah folder, bukan server basis data: ${source}` }] : [];
  });
}

interface At { path: Path; folder: string }

/** Where copies lie, and where drills restore to. */
const kept = ({ repository, media, scratch }: BackupSettings): At[] => [
  { path: ['backup', 'repository', 'folder'], folder: repository.folder },
  ...media.map(({ folder }, i) => ({ path: ['backup', 'media', i, 'folder'], folder })), ...(scratch ? [{ path: ['backup', 'scratch', 'folder'], folder: scratch.folder }] : []),
];

/** However many dots and slashes they are written with. */
const within = (inner: string, outer: string): boolean => resolve(inner) === resolve(outer) || resolve(inner).startsWith(join(resolve(outer), '/'));

/** A repository inside a folder that is copied would be copied into itself, each day anew. */
function nested(backup: BackupSettings): Problem[] {
  const written = [{ path: ['backup', 'staging'], folder: backup.staging }, ...kept(backup)];
  return written.flatMap(({ path, folder }) => backup.sources.flatMap((source) =>
    (source.kind === 'folder' && within(folder, source.folder) ? [{ path, reason: `berada di dalam folder yang dicadangkan (${source.code}); pilih tempat lain` }] : [])));
}

/** Sigap empties its folder below `staging` before every run: nothing else may lie there. */
function inStaging(office: string, backup: BackupSettings): Problem[] {
  const emptied = join(backup.staging, office);
  const read: At[] = backup.sources.flatMap((source, i) => (source.kind === 'folder' ? [{ path: ['backup', 'sources', i, 'folder'], folder: source.folder }] : []));
  return [...kept(backup), ...read].flatMap(({ path, folder }) => (within(folder, emptied) ? [{ path, reason: `berada di ${emptied}, yang dikosongkan Sigap sebelum setiap pencadangan; pilih tempat lain` }] : []));
}

/** One folder for two of them, or one inside another: a copy beside its original is none. */
function together(backup: BackupSettings): Problem[] {
  const all = kept(backup);
  return all.flatMap(({ path, folder }, i) => (all.some((other, j) => j !== i && within(folder, other.folder) && (j < i || resolve(folder) !== resolve(other.folder)))
    ? [{ path, reason: 'berada di folder repositori, media, atau tempat uji yang lain; masing-masing memerlukan folder sendiri' }] : []));
}
