import type { Compared, DrillScope } from '../activities/backup/types.ts';
import type { Signer } from './witness-form.ts';

/** What stands on a berita acara uji pemulihan, as the record stood when the form was filled in. Instants are epoch ms, hashes lower-case hex. */
export interface DrillForm {
  /** The date of the paper. */
  at: number;
  place: string;
  scope: DrillScope;
  /** What was restored, and from where. */
  copy: {
    /** Sigap's number of the run that took the set, and the set's own id. */
    number: string;
    set: string;
    store: string;
    repositoryId: string;
    snapshotId: string;
    /** SHA-256 of the manifest as it stood in the record before the drill, and as it was found in the copy. */
    manifest: string;
    takenAt: number;
    verifiedAt: number | null;
    /** Files in the whole set. */
    files: number;
  };
  found: Compared & { databases: number };
  startedAt: number;
  comparedAt: number;
  rtoMs: number;
  rpoMs: number;
  destroyedAt: number;
  /** Why it was not equal, in the words of who found out; null: it was. */
  explanation: string | null;
  /** The sealed recovery key when the form was filled in; null: there is none. `words`: where it lies; null: not tried in this drill. */
  key: { madeAt: number; triedAt: number | null; words: string | null } | null;
  /** Who was there, as they were typed in. */
  present: string[];
  /** The head of the office's audit chain at that moment; null while nothing is sealed yet. */
  seal: { seq: number; hash: string } | null;
  officer: Signer;
  signer: Signer;
  attachments: string[];
}

export const isEqual = ({ differingTables, differingFiles, missingTables, missingFiles }: Compared): boolean => differingTables + differingFiles + missingTables + missingFiles === 0;
