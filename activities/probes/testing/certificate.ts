import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { onTestFinished } from 'vitest';

/** Just enough DER (X.690) to make a certificate (RFC 5280) without a tool. */
const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const length = body.length < 128 ? Buffer.from([body.length]) : Buffer.from([0x82, body.length >> 8, body.length & 0xff]);
  return Buffer.concat([Buffer.from([tag]), length, body]);
};
const sequence = (...parts: Buffer[]): Buffer => der(0x30, ...parts);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const utcTime = (at: Date): Buffer => der(0x17, Buffer.from(`${at.toISOString().slice(2, 19).replace(/[-T:]/g, '')}Z`));

const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
const commonName = (name: string): Buffer => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name)))));

/** A self-signed certificate of a host name, as PEM. @param days until it ends; negative: it has ended */
export function certificate(name: string, days: number): { cert: string; key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256', publicKeyEncoding: { type: 'spki', format: 'der' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
  const endsAt = new Date(Date.now() + days * 86_400_000);
  const names = sequence(oid('551d11'), der(0x04, sequence(der(0x82, Buffer.from(name)))));
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))), der(0x02, Buffer.from([1])), ecdsaWithSha256, commonName(name),
    sequence(utcTime(new Date(endsAt.getTime() - 365 * 86_400_000)), utcTime(endsAt)), commonName(name), publicKey, der(0xa3, sequence(names)),
  );
  const signature = sign('sha256', body, createPrivateKey(privateKey));
  const bytes = sequence(body, ecdsaWithSha256, der(0x03, Buffer.from([0]), signature));
  return { cert: `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`, key: privateKey };
}

/** One that this machine trusts for as long as the test runs. */
export function trusted(name: string, days: number): { cert: string; key: string } {
  const made = certificate(name, days);
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, made.cert]);
  onTestFinished(() => setDefaultCACertificates(before));
  return made;
}
