/**
 * How the mailbox misbehaves:
 * - `refuse`: 550 to RCPT TO, for good; `defer`: 450 to RCPT TO, for now
 * - `drop-kept`: the mail is kept, the connection ends before 250: the sender cannot know; `drop-lost`: it is not kept
 * - `hang`: the mail is not kept and no answer comes
 */
export type FaultKind = 'refuse' | 'defer' | 'drop-kept' | 'drop-lost' | 'hang';

export interface Fault {
  kind: FaultKind;
  /** The recipient's address; without it every recipient. */
  to?: string;
  /** How often it happens; without it until it is healed. */
  times?: number;
}

const atRecipient: FaultKind[] = ['refuse', 'defer'];

export class Faults {
  private active: Fault[] = [];

  /** @returns what ends this fault */
  add(fault: Fault): () => void {
    const entry = { ...fault };
    this.active.push(entry);
    return () => this.remove(entry);
  }

  clear(): void {
    this.active = [];
  }

  /** The fault of a recipient's RCPT TO; uses up one of its times. */
  atRecipient(address: string): FaultKind | undefined {
    return this.take((fault) => atRecipient.includes(fault.kind) && concerns(fault, address));
  }

  /** The fault of a mail whose data came in; uses up one of its times. */
  atData(addresses: string[]): FaultKind | undefined {
    return this.take((fault) => !atRecipient.includes(fault.kind) && addresses.some((address) => concerns(fault, address)));
  }

  private take(matches: (fault: Fault) => boolean): FaultKind | undefined {
    const fault = this.active.find(matches);
    if (fault?.times !== undefined) {
      fault.times -= 1;
      if (fault.times <= 0) this.remove(fault);
    }
    return fault?.kind;
  }

  private remove(fault: Fault): void {
    this.active = this.active.filter((other) => other !== fault);
  }
}

function concerns(fault: Fault, address: string): boolean {
  return fault.to === undefined || fault.to.toLowerCase() === address.toLowerCase();
}
