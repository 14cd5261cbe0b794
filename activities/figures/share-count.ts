export interface Share { code: string | null; label: string; received: number; late: number | null }

/** Counts reports by one code. */
export class ShareCount {
  private readonly counts = new Map<string | null, { received: number; late: number | null }>();

  add(code: string | null, late: boolean | null): void {
    const count = this.counts.get(code) ?? { received: 0, late: null };
    count.received += 1;
    if (late !== null) count.late = (count.late ?? 0) + (late ? 1 : 0);
    this.counts.set(code, count);
  }

  /** Most first. */
  list(labels: Map<string, string>, without: string): Share[] {
    return [...this.counts].map(([code, count]) => ({ code, label: code === null ? without : labels.get(code) ?? code, ...count }))
      .sort((a, b) => b.received - a.received || a.label.localeCompare(b.label, 'id'));
  }
}
