import type { Probe } from '../../offices/announcement-schema.ts';

/** By code; what is not here is said by its code alone. */
const whys: Record<string, string> = {
  TIMEOUT: 'tidak menjawab dalam waktu yang ditetapkan',
  REFUSED: 'menolak sambungan',
  RESET: 'memutus sambungan sebelum menjawab',
  UNREACHABLE: 'tidak terjangkau lewat jaringan',
  DNS: 'namanya tidak ditemukan di DNS',
  CERT_EXPIRED: 'memakai sertifikat yang sudah berakhir',
  CERT_SOON: 'memakai sertifikat yang segera berakhir',
  CERT_NAME: 'memakai sertifikat untuk nama lain',
  CERT_UNTRUSTED: 'memakai sertifikat yang tidak tepercaya',
  TLS: 'tidak dapat disambung dengan aman (TLS)',
  BAD_ANSWER: 'memberi jawaban yang bukan HTTP',
  BAD_REDIRECT: 'mengalihkan ke alamat yang tidak sah',
  LOOP: 'terus mengalihkan ke alamat lain',
  WRONG_PAGE: 'menampilkan halaman yang bukan seharusnya',
  INWARD: 'menunjuk ke alamat jaringan dalam; bila memang demikian, setel inward di berkas kantor',
};

/** For whoever repairs it: what a probe found, in one sentence. An address stands in it without its query. */
export function foundBy(probe: Probe, code: string): string {
  const status = /^STATUS_(\d{3})$/.exec(code)?.[1];
  const why = status === undefined ? whys[code] ?? 'tidak berfungsi' : `menjawab dengan status ${status}`;
  return `Pemantauan: ${subject(probe)} ${why} (${code}).`;
}

function subject(probe: Probe): string {
  switch (probe.kind) {
    case 'http': {
      const { protocol, host, pathname } = new URL(probe.url);
      return `halaman ${protocol}//${host}${pathname}`;
    }
    case 'tcp': return `layanan ${place(probe)}`;
    case 'tls': return `sambungan aman ke ${place(probe)}`;
    case 'dns': return `nama ${probe.host} (${probe.type})`;
  }
}

const place = ({ host, port }: { host: string; port: number }): string => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`);
