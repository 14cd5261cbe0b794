import { expect, test } from 'vitest';
import { inFull } from './cite.ts';

test.each([
  ['P9(2)', 'Pasal 9 ayat (2)'], ['P4', 'Pasal 4'], ['P28(3)a–b', 'Pasal 28 ayat (3) huruf a–b'], ['P8(2)a–b, e', 'Pasal 8 ayat (2) huruf a–b, e'],
  ['P26(1)a.2.a)', 'Pasal 26 ayat (1) huruf a angka 2 huruf a'], ['P1 a.17, 20', 'Pasal 1 angka 17, 20'], ['P6 d', 'Pasal 6 huruf d'], ['P5f f; P10(1),(2)c', 'Pasal 5f huruf f; Pasal 10 ayat (1),(2) huruf c'],
  ['P22(3)–(4)', 'Pasal 22 ayat (3)–(4)'], ['Lamp 2.6.1.b.2) strip 2', 'Lampiran angka 2.6.1 huruf b angka 2 strip 2'], ['Lamp 2.6', 'Lampiran angka 2.6'],
  ['Lamp 2.6.3.c.1)–2)', 'Lampiran angka 2.6.3 huruf c angka 1–2'], ['Lamp 2.1.a.3)b)', 'Lampiran angka 2.1 huruf a angka 3 huruf b'], ['Lamp 2.6.1 (penutup)', 'Lampiran angka 2.6.1 (penutup)'],
  ['Lamp II.b; 2.4.d.1)', 'Lampiran II huruf b; angka 2.4 huruf d angka 1'], ['P16(1); P8(2)c', 'Pasal 16 ayat (1); Pasal 8 ayat (2) huruf c'], ['rekaan', 'rekaan'],
])('%s is cited as "%s"', (short, cited) => expect(inFull(short)).toBe(cited));
