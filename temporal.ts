import { Client, Connection } from '@temporalio/client';
import type { Config } from './config.ts';

/** How both processes reach Temporal: a local server, a cluster or Temporal Cloud, by the same settings. */
export function temporalAddress(config: Config) {
  return {
    address: config.TEMPORAL_ADDRESS,
    ...(config.TEMPORAL_API_KEY ? { apiKey: config.TEMPORAL_API_KEY } : {}),
    ...(config.TEMPORAL_TLS || config.TEMPORAL_API_KEY ? { tls: true } : {}),
  };
}

/** A client that connects with its first call, so that the API starts and takes reports while Temporal is down. */
export function temporalClient(config: Config): Client {
  return new Client({ connection: Connection.lazy(temporalAddress(config)), namespace: config.TEMPORAL_NAMESPACE });
}
