import type { LookupAddress } from 'node:dns';

/** What a probe saw. A code is short and stable, and has no word of the target in it. */
export type Outcome = { state: 'up'; code: null } | { state: 'down' | 'warning'; code: string };

export const up: Outcome = { state: 'up', code: null };
export const down = (code: string): Outcome => ({ state: 'down', code });
export const warning = (code: string): Outcome => ({ state: 'warning', code });

/** How names are found; a test gives its own. */
export interface Names {
  lookup(host: string): Promise<LookupAddress[]>;
  /** 'address:port' of name servers in place of the machine's own. */
  servers?: string[];
}

/** Why a probe stops before its target has said anything. */
export class ProbeFailure extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Of Node, OpenSSL, c-ares and the HTTP parser; whatever else happens is FAILED. */
const known: [RegExp, string][] = [
  [/^(ETIMEDOUT|ABORT_ERR)$/, 'TIMEOUT'],
  [/^ECONNREFUSED$/, 'REFUSED'],
  [/^(ECONNRESET|EPIPE|HPE_INVALID_EOF_STATE)$/, 'RESET'],
  [/^(EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL)$/, 'UNREACHABLE'],
  [/^(ENOTFOUND|EAI_\w+|ENODATA|ENONAME|ESERVFAIL|EREFUSED|EBADRESP|EBADNAME|EFORMERR)$/, 'DNS'],
  [/^CERT_HAS_EXPIRED$/, 'CERT_EXPIRED'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'CERT_NAME'],
  [/^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_\w+)$/, 'CERT_UNTRUSTED'],
  [/^(EPROTO|ERR_SSL_\w+|ERR_TLS_\w+)$/, 'TLS'],
  [/^(HPE_\w+|ERR_HTTP_\w+)$/, 'BAD_ANSWER'],
];

/** @param signal of the probe's own time: once it is over, every failure is one of time */
export function codeOf(error: unknown, signal: AbortSignal): string {
  if (error instanceof ProbeFailure) return error.code;
  if (signal.aborted) return 'TIMEOUT';
  const { code } = error as { code?: unknown };
  return known.find(([pattern]) => typeof code === 'string' && pattern.test(code))?.[1] ?? 'FAILED';
}
