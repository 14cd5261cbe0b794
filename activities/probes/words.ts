import type { Probe } from '../../offices/announcement-schema.ts';

/** By code; what is not here is said by its code alone. */
const whys: Record<string, string> = {
  TIMEOUT: 'tidak menjawab dalam waktu yang ditetapkan',
  REFUSED: 'menolak sambungan',
  RESET: 'memutus sambungan sebelum menjawab',
  UNREACHABLE: 'tidak terjangkau lewat jaringan',
  DNS: 'tidak ditemukan di DNS',
  CERT_EXPIRED: 'memakai sertifikat yang sudah berakhir',
  CERT_SOON: 'memakai sertifikat yang segera berakhir',
  CERT_NAME: 'memakai sertifikat untuk nama lain',
  CERT_UNTRUSTED: 'memakai sertifikat yang tidak tepercaya',
  TLS: 'tidak dapat disambung dengan aman (TLS)',
  BAD_ANSWER: 'memberi jawaban yang bukan HTTP',
  BAD_REDIRECT: 'mengalihkan ke alamat yang tidak sah',
  LOOP: 'terus mengalihkan ke alamat lain',
  WRONG_PAGE: 'menampilkan halaman yang bukan seharusnya',
  INWARD: 'menunjuk ke alamat yang tidak terjangkau umum',
};

const subjects: Record<Probe['kind'], string> = { http: 'halaman', tcp: 'layanan', tls: 'sambungan aman ke', dns: 'nama domain' };

/** What a probe found, in one sentence: the public reads it too once the outage is announced, so that no address of the target stands in it. @param system its label */
export function foundBy({ kind, code: probe }: Probe, system: string, code: string): string {
  const status = /^STATUS_(\d{3})$/.exec(code)?.[1];
  const why = status === undefined ? whys[code] ?? 'tidak berfungsi' : `menjawab dengan status ${status}`;
  return `Pemantauan otomatis: ${subjects[kind]} ${system} ${why} (${probe}, ${code}).`;
}
