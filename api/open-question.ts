/** A question to the reporter, as the events of a report tell it: pages offer what its `Question` takes. */

interface Event { type: string }

/** The desk went on without the data that it asked for; they can still be sent. */
const goesOn = new Set(['menunggu-persetujuan', 'diteruskan', 'ditangani']);

const lastOf = (events: readonly Event[], types: string[]) => events.findLast(({ type }) => types.includes(type))?.type;

/** As `Question.mayReply` decides. @param events all of the case, oldest first */
export function takesData(state: string, events: readonly Event[]): boolean {
  if (state === 'menunggu-data') return true;
  return goesOn.has(state) && lastOf(events, ['data.asked', 'data.received', 'data.missing', 'reopened']) === 'data.asked';
}

/** LKPP has the report although the reporter owes data, as `Question.isForwardedAndAsked` decides. @param events all of the case, oldest first */
export function isForwardedAndAsked(state: string, events: readonly Event[]): boolean {
  return state === 'menunggu-data' && lastOf(events, ['forwarded', 'lkpp.replied', 'reopened']) === 'forwarded';
}
