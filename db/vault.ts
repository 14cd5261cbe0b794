import { createCipheriv, createDecipheriv, createHmac, createSecretKey, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Encrypts personal data column by column: AES-256-GCM, `v1.<key id>.<base64url of iv + tag + text>`.
 * `place` (table, column and row) is authenticated, so that a value cannot be moved to another row.
 */
export interface Vault {
  seal(text: string, place: string): string;
  /** @throws Error when the key is unknown, the value was changed or it stands in another place. */
  open(sealed: string, place: string): string;
  sealBytes(bytes: Uint8Array, place: string): Buffer;
  openBytes(sealed: Uint8Array, place: string): Buffer;
  /** 132 bits, base64url: the secret of a tracking link, the same at every retry. */
  trackingSecret(caseId: string): string;
  isTrackingSecret(caseId: string, secret: string): boolean;
  /** The same of the link by which a person fetches the own data; only a mail carries it. */
  exportSecret(caseId: string): string;
  isExportSecret(caseId: string, secret: string): boolean;
  /** The secret of the links in the mail that confirms a subscription. */
  subscriptionSecret(id: string): string;
  isSubscriptionSecret(id: string, secret: string): boolean;
  /** 44 characters, base64url: the pseudonym of an address and the proof that this house gave it out, to end the mails of an office to it. */
  stopToken(office: string, mailRef: string): string;
  /** @returns the pseudonym; null when the token is none of this office's */
  openStopToken(office: string, token: string): string | null;
  /** Tells people apart without saying who they are: the same text gives the same 132 bits, base64url, and nobody finds it by guessing. */
  pseudonym(text: string): string;
  /** A word stem of an office's search index: the same stem gives the same 66 bits, base64url, in that office only. */
  term(office: string, stem: string): string;
  /** Proves that a login was made here: 256 bits, base64url, over what the session says. */
  sessionProof(session: string): string;
  isSessionProof(session: string, proof: string): boolean;
  /** What every form of one session carries, so that no other site can send it. */
  formToken(session: string): string;
}

/** @param keys `id:base64,...`, first one encrypts. @param secret base64 of 32 bytes. */
export function createVault(keys: string, secret: string): Vault {
  const ring = new Map(keys.split(',').map((entry) => {
    const [id = '', key = ''] = entry.split(':');
    return [id, createSecretKey(key, 'base64')] as const;
  }));
  const current = [...ring.keys()][0] ?? '';
  // Made once: a key object of its own for each value costs more than the value.
  const macKey = createSecretKey(secret, 'base64');
  const mac = (purpose: string, text: string) => createHmac('sha256', macKey).update(`${purpose}\0${text}`);

  const encrypt = (bytes: Uint8Array, place: string) => {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', ring.get(current)!, iv).setAAD(Buffer.from(place));
    const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]);
  };
  const decrypt = (keyId: string, packed: Buffer, place: string) => {
    const key = ring.get(keyId);
    if (!key) throw new Error(`No data key '${keyId}' in SIGAP_DATA_KEYS`);
    const decipher = createDecipheriv('aes-256-gcm', key, packed.subarray(0, 12)).setAAD(Buffer.from(place));
    decipher.setAuthTag(packed.subarray(12, 28));
    return Buffer.concat([decipher.update(packed.subarray(28)), decipher.final()]);
  };
  const trackingSecret = (caseId: string) => mac('tracking', caseId).digest('base64url').slice(0, 22);
  const exportSecret = (caseId: string) => mac('export', caseId).digest('base64url').slice(0, 22);
  const subscriptionSecret = (id: string) => mac('subscription', id).digest('base64url').slice(0, 22);
  const stopToken = (office: string, mailRef: string) => mailRef + mac('stop', `${office}\0${mailRef}`).digest('base64url').slice(0, 22);
  const sessionProof = (session: string) => mac('session', session).digest('base64url');
  const formToken = (session: string) => mac('form', session).digest('base64url');
  const same = (right: string, given: string) => {
    const [a, b] = [Buffer.from(right), Buffer.from(given)];
    return a.length === b.length && timingSafeEqual(a, b);
  };

  return {
    seal: (text, place) => `v1.${current}.${encrypt(Buffer.from(text), place).toString('base64url')}`,
    open(sealed, place) {
      const [version, keyId = '', packed = ''] = sealed.split('.');
      if (version !== 'v1') throw new Error('Not a sealed value');
      return decrypt(keyId, Buffer.from(packed, 'base64url'), place).toString();
    },
    sealBytes: (bytes, place) => Buffer.concat([Buffer.from(`v1.${current}.`), encrypt(bytes, place)]),
    openBytes(sealed, place) {
      const buffer = Buffer.from(sealed);
      const end = buffer.indexOf('.', 3);
      return decrypt(buffer.subarray(3, end).toString(), buffer.subarray(end + 1), place);
    },
    trackingSecret,
    pseudonym: (text) => mac('pseudonym', text).digest('base64url').slice(0, 22),
    term: (office, stem) => mac('term', `${office}\0${stem}`).digest('base64url').slice(0, 11),
    isTrackingSecret: (caseId, given) => same(trackingSecret(caseId), given),
    exportSecret,
    isExportSecret: (caseId, given) => same(exportSecret(caseId), given),
    subscriptionSecret,
    isSubscriptionSecret: (id, given) => same(subscriptionSecret(id), given),
    stopToken,
    openStopToken: (office, token) => (same(stopToken(office, token.slice(0, 22)), token) ? token.slice(0, 22) : null),
    sessionProof,
    isSessionProof: (session, given) => same(sessionProof(session), given),
    formToken,
  };
}
