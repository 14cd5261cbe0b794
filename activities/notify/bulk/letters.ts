import type { Mailing } from './address.ts';
import { writeLetter } from './letter.ts';
import type { BulkLetter, Making } from './letter.ts';
import type { PostmanDeps } from '../postman.ts';

const retryMs = 60_000;
/** Then it is written anew: what the mail server keeps waiting says how late it is by now. */
const freshMs = 15 * 60_000;

/** The letters of the mailings that are under way, each written once in a quarter of an hour. */
export interface Letters {
  byMailing: ReadonlyMap<string, BulkLetter>;
  /** @returns whether the letter is there; one that cannot be written is tried again after a minute, and its copies wait */
  write(mailingId: string): Promise<boolean>;
  keepOnly(mailings: Mailing[]): void;
}

export function openLetters(deps: Making & Pick<PostmanDeps, 'log'>): Letters {
  const letters = new Map<string, BulkLetter>();
  const writtenAt = new Map<string, number>();
  const failed = new Map<string, number>();
  return {
    byMailing: letters,
    async write(mailingId) {
      if (Date.now() - (writtenAt.get(mailingId) ?? 0) < freshMs) return true;
      if (Date.now() - (failed.get(mailingId) ?? 0) < retryMs) return false;
      try {
        letters.set(mailingId, await writeLetter(deps, mailingId));
        writtenAt.set(mailingId, Date.now());
        return true;
      } catch (error) {
        failed.set(mailingId, Date.now());
        deps.log.error({ mailing: mailingId, reason: error instanceof Error ? error.name : 'unknown' }, 'bulk postman: a mailing could not be written');
        return false;
      }
    },
    keepOnly(mailings) {
      const going = new Set(mailings.map(({ id }) => id));
      for (const known of [letters, writtenAt, failed]) for (const id of known.keys()) if (!going.has(id)) known.delete(id);
    },
  };
}
