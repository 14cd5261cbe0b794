import { once } from 'node:events';
import type { Socket } from 'node:net';

/** Waits until a socket is open; what it says afterwards, about its end, interests nobody. The caller destroys it. */
export async function opened<S extends Socket>(socket: S, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<S> {
  socket.on('error', () => {});
  try {
    await once(socket, event, { signal });
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}
