import { channels } from '../workflows/problem/messages.ts';

/** The ways in which a report reaches a desk that then enters it itself (ERR-1); the online form is the reporter's own. */
export const deskChannels: { code: string; label: string }[] = Object.entries(channels)
  .filter(([code]) => code !== 'daring').map(([code, label]) => ({ code, label }));
