const page = /^\/kantor\/([a-z0-9-]{1,60})(?:[/?][\x21-\x5b\x5d-\x7e]*)?$/;

/** Where a person goes after the login: to the page that was asked for when it is one of the own office, never out of the house. */
export function wayBack(asked: string, office: string): string {
  return officeIn(asked) === office ? asked : `/kantor/${office}`;
}

/** The office whose page an address names; null for every other address. */
export function officeIn(asked: string): string | null {
  return asked.length <= 1000 && !asked.includes('..') ? page.exec(asked)?.[1] ?? null : null;
}
