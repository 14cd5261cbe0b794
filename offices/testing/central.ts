/** Katingan as an office that runs no system (GOV-15, DATA-10), as a change of its file: its SPSE stands with LKPP, and nobody is Administrator Sistem. */
export const asCentral = (katingan: string): string => katingan
  .replace('  outage:\n', '  maintenance:\n    operation: { value: central, document: { title: Contoh kerja sama, number: CONTOH/1, date: 2024-12-20 } }\n  outage:\n')
  .replace(/.*function: administrator-sistem.*\n/, '');
