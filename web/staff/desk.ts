import { eq } from 'drizzle-orm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiDeps } from '../../api/deps.ts';
import { officeInForce } from '../../api/offices.ts';
import type { OfficeInForce } from '../../api/offices.ts';
import { staffOf } from '../../api/plugins/access.ts';
import type { Staff } from '../../api/plugins/access.ts';
import { people } from '../../db/schema.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { sendPage } from '../layout.ts';
import type { Menu } from '../layout.ts';

/** Who sits in front of a page of the office, and what every such page needs. */
export interface Desk {
  office: OfficeInForce;
  staff: Staff;
  /** Where the pages of this office begin. */
  base: string;
  /** Names by person id, of those who left too. */
  names: ReadonlyMap<string, string>;
  /** The hidden field that every form carries. */
  seal: Html;
  token: string;
}

const places = {
  tasks: ['', 'Tugas saya'],
  cases: ['/laporan', 'Semua kasus'],
  entry: ['/lapor', 'Catat laporan'],
  apply: ['/daftar', 'Catat permohonan'],
  accounts: ['/akun', 'Akun'],
  announcements: ['/pengumuman', 'Pemeliharaan dan gangguan'],
  backups: ['/cadangan', 'Cadangan'],
  groups: ['/kelompok', 'Kelompok'],
  solutions: ['/cari', 'Cari solusi'],
  figures: ['/angka', 'Angka'],
  register: ['/register', 'Register'],
  imports: ['/impor', 'Impor'],
} as const;

export type Place = keyof typeof places;

export async function deskOf({ db, vault }: ApiDeps, request: FastifyRequest): Promise<Desk> {
  const staff = staffOf(request);
  const [office, all] = await Promise.all([
    officeInForce(db, staff.office),
    db.select({ id: people.id, nameSealed: people.nameSealed }).from(people).where(eq(people.office, staff.office)),
  ]);
  return {
    office, staff, base: `/kantor/${staff.office}`, token: request.formToken, seal: html`<input type="hidden" name="tanda" value="${request.formToken}">`,
    names: new Map(all.map(({ id, nameSealed }) => [id, vault.open(nameSealed, `people:${staff.office}:${id}:name`)])),
  };
}

/** A person as colleagues know them; the system and the reporter have no names here. */
export function nameOf({ names }: Desk, actor: string): string {
  if (actor === 'system') return 'Sigap';
  if (actor === 'reporter') return 'Pelapor';
  return names.get(actor) ?? actor;
}

export function titleOf({ office }: Desk, fn: string): string {
  return office.rules.titles[fn] ?? fn;
}

export function sendStaffPage(reply: FastifyReply, desk: Desk, page: { title: string; body: Html; here?: Place }, status = 200): FastifyReply {
  return sendPage(reply, { ...page, here: undefined, body: html`<p class="place">${desk.office.name}</p>${page.body}`, hidden: true, menu: menuOf(desk, page.here) }, status);
}

function menuOf(desk: Desk, here: Place | undefined): Menu {
  const { base, staff, seal } = desk;
  const titles = staff.functions.map((fn) => titleOf(desk, fn)).join(', ');
  return {
    home: base,
    // Who holds no function may not read of backups.
    entries: Object.entries(places).filter(([place]) => place !== 'backups' || staff.functions.length > 0).map(([place, [path, label]]) => ({ href: `${base}${path}`, label, here: place === here })),
    who: html`<form class="who" method="post" action="${base}/keluar">${seal}<span>${nameOf(desk, staff.person)}${titles !== '' && html` <small>${titles}</small>`}</span>
<button type="submit">Keluar</button></form>`,
  };
}
