/** Somebody who signs, as the paper names him: frozen when the form was filled in, because a paper says who it was then. */
export interface Signer {
  /** In what capacity: the text's own word for a party, 'Saksi dari LPSE' for a witness. */
  role: string;
  name: string;
  /** 18 digits; null for who is no civil servant. */
  nip: string | null;
  position: string;
}

/** What was typed in about a bid document that could not be opened (ERR-10). The file itself is never uploaded. */
export interface WitnessForm {
  /** When it was witnessed, epoch ms; the paper bears this date. */
  at: number;
  place: string;
  packageCode: string;
  packageName: string;
  provider: string;
  fileName: string;
  /** Lower-case hex, as it stood on the witness's screen. */
  sha256: string;
  errorText: string;
  /** Program and version that was to open it. */
  tool: string | null;
  attempts: string[];
  /** LKPP's ticket number. */
  ticket: string | null;
  parties: Signer[];
  witnesses: Signer[];
  attachments: string[];
}
