import type { Vault } from '../../db/vault.ts';

/** The login of the pages of an office; there is no table of sessions. */
export interface Session { office: string; person: string; until: number; proof: string }

const cookie = 'sigap-sesi';
/** Pages of an office only: no other address ever gets it. */
const path = '/kantor';
export const sessionMs = 12 * 3_600_000;

/** What the proof stands for. The hash of the key is in it, so that a changed or withdrawn key ends the session. */
const claim = ({ office, person, until }: Omit<Session, 'proof'>, keyHash: string): string => `${office}.${person}.${until}.${keyHash}`;

/** @returns the value of a Set-Cookie header that logs a person in for twelve hours. */
export function startSession(vault: Vault, who: { office: string; person: string; keyHash: string }, secure: boolean): string {
  const until = Date.now() + sessionMs;
  const value = `${who.office}.${who.person}.${until}.${vault.sessionProof(claim({ ...who, until }, who.keyHash))}`;
  return setCookie(value, sessionMs / 1000, secure);
}

export function endSession(secure: boolean): string {
  return setCookie('', 0, secure);
}

/** SameSite=Strict: no page of another site can act or read in the name of a person. */
function setCookie(value: string, maxAgeSeconds: number, secure: boolean): string {
  return `${cookie}=${value}; Path=${path}; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
}

/** What the cookie claims; nothing in it is proven yet. null: no cookie, an old one, or none of ours. */
export function readSession(header: string | undefined): Session | null {
  const found = new RegExp(`(?:^|; ?)${cookie}=([a-z0-9-]+)\\.([a-z0-9-]+)\\.(\\d{1,15})\\.([\\w-]{43})(?:;|$)`).exec(header ?? '');
  if (!found) return null;
  const [, office = '', person = '', until = '', proof = ''] = found;
  return Number(until) > Date.now() ? { office, person, until: Number(until), proof } : null;
}

export function isProven(vault: Vault, session: Session, keyHash: string): boolean {
  return vault.isSessionProof(claim(session, keyHash), session.proof);
}
