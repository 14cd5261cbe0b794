/** The ready text of the notice of a lost medium (UU 27/2022 Pasal 46), for people to check, complete and send. Pure. */

export interface LossFacts {
  office: string;
  /** Sigap's number. */
  number: string;
  medium: string;
  repositoryId: string;
  /** Local times in words. */
  knownAt: string;
  dueAt: string;
  /** null: on the way. */
  lastPlace: string | null;
  /** What was said of the loss. */
  words: string | null;
  /** The names of the databases on it, and the moments of the oldest and the newest data. */
  databases: string[];
  from: string | null;
  until: string | null;
  sets: number;
}

interface ReadyNotice { title: string; body: string }

const joined = new Intl.ListFormat('id');

/** To those whose data it is, and to the authority: what data, when and how, and what was done (Pasal 46 ayat (2)). */
export function lossNotice(facts: LossFacts): { subjects: ReadyNotice; authority: ReadyNotice } {
  const { office, number, dueAt } = facts;
  const core = [what(facts), whenAndHow(facts), done(facts)];
  return {
    subjects: {
      title: `Pemberitahuan kehilangan media cadangan - ${office}`,
      body: [
        'Yth. Bapak/Ibu pengguna layanan,', `Berdasarkan Pasal 46 Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi, ${office} memberitahukan hal berikut.`, ...core,
        'Saran kami: waspadai surat atau telepon yang mengatasnamakan LPSE, jangan memberikan kata sandi kepada siapa pun, dan hubungi kami bila ada hal yang mencurigakan.', `Mohon maaf atas kejadian ini. ${office}.`,
      ].join('\n\n'),
    },
    authority: {
      title: `Pemberitahuan kegagalan pelindungan data pribadi - ${office}`,
      body: [
        'Kepada lembaga Pelindungan Data Pribadi,', `Berdasarkan Pasal 46 ayat (1) Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi, bersama ini ${office} memberitahukan kehilangan satu media cadangan. Batas pemberitahuan 3 x 24 jam: ${dueAt}.`, ...core,
        `Catatan lengkapnya ada pada ${office} dengan nomor ${number}, ID repositori media ${facts.repositoryId}.`, `${office}.`,
      ].join('\n\n'),
    },
  };
}

function what({ databases, from, until, sets, medium }: LossFacts): string {
  if (sets === 0) return `1. Data pribadi yang terungkap: pada media ${medium} tidak tercatat salinan cadangan.`;
  const span = from === until ? `per ${until}` : `dari ${from} sampai ${until}`;
  return `1. Data pribadi yang terungkap: media ${medium} memuat ${sets} salinan cadangan basis data ${joined.format(databases)} dengan data ${span}. Basis data itu dapat memuat nama, alamat surel, nomor telepon, NIK, NPWP, dan jabatan pengguna. Seluruh isi media terenkripsi (AES-256); kata sandinya tidak disimpan pada media, sehingga isinya tidak dapat dibaca tanpa kata sandi itu.`;
}

function whenAndHow({ knownAt, lastPlace, words }: LossFacts): string {
  return `2. Kapan dan bagaimana: kehilangan diketahui pada ${knownAt}. Media terakhir tercatat ${lastPlace === null ? 'dalam perjalanan' : `di ${lastPlace}`}.${words === null ? '' : ` ${words}`}`;
}

const done = ({ number }: LossFacts): string =>
  `3. Upaya penanganan dan pemulihan: media dicari sejak kehilangan diketahui, dikeluarkan dari pemakaian, dan dicatat dengan nomor ${number}. Data pada sistem tidak hilang; cadangan lain tetap ada. [Lengkapi: langkah lain yang sudah dan akan diambil.]`;
