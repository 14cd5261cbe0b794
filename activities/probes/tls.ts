import { isIP } from 'node:net';
import { connect } from 'node:tls';
import type { Target } from '../../offices/announcement-schema.ts';
import { checked } from './address.ts';
import { opened } from './connect.ts';
import { up, warning } from './outcome.ts';
import type { Names, Outcome } from './outcome.ts';

const dayMs = 86_400_000;

/** A connection comes about whose certificate this machine trusts, and which does not end soon. */
export async function probeTls({ host, port, warnDays, inward }: Extract<Target, { kind: 'tls' }>, names: Names, signal: AbortSignal): Promise<Outcome> {
  const lookup = await checked(names, host, inward, signal);
  // An address is no server name (RFC 6066, 3).
  const socket = await opened(connect({ host, port, lookup, ...(isIP(host) ? {} : { servername: host }) }), 'secureConnect', signal);
  try {
    const endsAt = Date.parse(socket.getPeerCertificate().valid_to);
    return endsAt - Date.now() < warnDays * dayMs ? warning('CERT_SOON') : up;
  } finally {
    socket.destroy();
  }
}
