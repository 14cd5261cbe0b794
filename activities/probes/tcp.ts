import { connect } from 'node:net';
import type { Target } from '../../offices/announcement-schema.ts';
import { checked } from './address.ts';
import { opened } from './connect.ts';
import { up } from './outcome.ts';
import type { Names, Outcome } from './outcome.ts';

/** A connection comes about. */
export async function probeTcp({ host, port, inward }: Extract<Target, { kind: 'tcp' }>, names: Names, signal: AbortSignal): Promise<Outcome> {
  const lookup = await checked(names, host, inward, signal);
  (await opened(connect({ host, port, lookup }), 'connect', signal)).destroy();
  return up;
}
