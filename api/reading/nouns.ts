/** What a case of each SOP is called, and its person, in the middle of a sentence. */
export interface Nouns { thing: string; who: string }

const nouns: Record<string, Nouns> = {
  problem: { thing: 'laporan', who: 'pelapor' },
  evaluation: { thing: 'evaluasi', who: 'pelapor' },
  registration: { thing: 'permohonan', who: 'pemohon' },
  deactivation: { thing: 'penonaktifan', who: 'pengguna' },
  appointment: { thing: 'masa tugas', who: 'pengguna' },
  maintenance: { thing: 'jadwal pemeliharaan', who: 'pengguna' },
  outage: { thing: 'gangguan', who: 'pengguna' },
  backup: { thing: 'pencadangan', who: 'petugas' },
  'restore-drill': { thing: 'uji pemulihan', who: 'petugas' },
  custody: { thing: 'perpindahan media', who: 'petugas' },
  'data-request': { thing: 'permintaan data', who: 'pemohon' },
};

export function nounsOf(sop: string): Nouns {
  return nouns[sop] ?? { thing: 'laporan', who: 'pelapor' };
}

/** At the beginning of a sentence. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A sentence that was written for reports, said of a case of this SOP. */
export function saidOf(sop: string, sentence: string): string {
  const { thing, who } = nounsOf(sop);
  return sentence.replaceAll('laporan', thing).replaceAll('Laporan', capital(thing)).replaceAll('pelapor', who).replaceAll('Pelapor', capital(who));
}
