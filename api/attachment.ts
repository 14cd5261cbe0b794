/** A `content-disposition` for a download under that name. RFC 8187: what `encodeURIComponent` leaves but an extended value may not carry is escaped too. */
export function attachment(name: string): string {
  const escaped = encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename*=UTF-8''${escaped}`;
}
