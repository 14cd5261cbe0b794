import type { Signer } from './witness-form.ts';

/** A set as it lay on a medium. Instants are epoch ms, hashes lower-case hex. */
export interface SetOnMedium {
  /** Sigap's number of the run that took it. */
  number: string;
  snapshotId: string;
  /** The moment of the data. */
  takenAt: number;
  /** SHA-256 of its manifest. */
  manifest: string;
  /** When this very copy was read back; null: never. */
  verifiedAt: number | null;
}

/** What every berita acara about a medium says, as the record stood when the form was filled in. */
interface MediumForm {
  /** The date of the paper. */
  at: number;
  place: string;
  medium: { label: string; code: string; repositoryId: string; sets: SetOnMedium[] };
  /** The head of the office's audit chain at that moment; null while nothing is sealed yet. */
  seal: { seq: number; hash: string } | null;
  /** Kepala LPSE, or whom the rules name. */
  signer: Signer;
  attachments: string[];
}

/** A medium that went from one place to another (ARC-2). */
export interface HandoverForm extends MediumForm {
  from: string;
  to: string;
  handedAt: number;
  receivedAt: number;
  giver: Signer;
  /** null: who handed it over carried it, too. */
  carrier: Signer | null;
  receiver: Signer;
}

/** A medium that is not used any more. */
export interface DestructionForm extends MediumForm {
  /** Where it was before. */
  from: string;
  destroyedAt: number;
  /** How, in the words of who did it. */
  how: string;
  destroyer: Signer;
  witness: Signer;
}
