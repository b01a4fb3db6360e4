// What embedded elements say, in the languages of the console. On their own: the console's catalogue would bring React.
import {own} from '../parts/own';

const en = {
  loading: 'Loading…',
  noBand: 'no band',
  noScore: 'not enough data',
  segment: 'Segment',
  stage: 'Stage',
  forecast: 'Graduation',
  flags: 'Flags',
  noFlags: 'No flag is raised.',
  more: 'more',
  asOf: 'As of',
  open: 'Open in Bellwether',
  again: 'Try again',
  signedOut: 'Token not known',
  forbidden: 'Not allowed',
  notFound: 'Not known',
  notServed: 'Not served',
  unreachable: 'Not reachable',
  broken: 'Went wrong',
  misused: 'Not set up',
};

export type EmbedTexts = typeof en;

const id: EmbedTexts = {
  loading: 'Memuat…',
  noBand: 'tanpa kategori',
  noScore: 'data belum cukup',
  segment: 'Segmen',
  stage: 'Tahap',
  forecast: 'Kelulusan',
  flags: 'Peringatan dini',
  noFlags: 'Tidak ada peringatan dini.',
  more: 'lagi',
  asOf: 'Per',
  open: 'Buka di Bellwether',
  again: 'Coba lagi',
  signedOut: 'Token tidak dikenal',
  forbidden: 'Tidak diizinkan',
  notFound: 'Tidak dikenal',
  notServed: 'Tidak tersedia',
  unreachable: 'Tidak terjangkau',
  broken: 'Terjadi kesalahan',
  misused: 'Belum disiapkan',
};

const ms: EmbedTexts = {
  loading: 'Memuatkan…',
  noBand: 'tanpa kategori',
  noScore: 'data belum mencukupi',
  segment: 'Segmen',
  stage: 'Peringkat',
  forecast: 'Graduasi',
  flags: 'Amaran awal',
  noFlags: 'Tiada amaran awal.',
  more: 'lagi',
  asOf: 'Setakat',
  open: 'Buka di Bellwether',
  again: 'Cuba lagi',
  signedOut: 'Token tidak dikenali',
  forbidden: 'Tidak dibenarkan',
  notFound: 'Tidak dikenali',
  notServed: 'Tidak disediakan',
  unreachable: 'Tidak dapat dicapai',
  broken: 'Sesuatu tidak kena',
  misused: 'Belum disediakan',
};

const languages: Record<string, {texts: EmbedTexts; locale: string}> = {
  en: {texts: en, locale: 'en-GB'},
  id: {texts: id, locale: 'id-ID'},
  ms: {texts: ms, locale: 'ms-MY'},
};

// By a tag such as `id-ID`; English for languages that there are no texts in.
export function speak(tag: string): {language: string; texts: EmbedTexts; locale: string} {
  const language = tag.toLowerCase().split('-')[0] ?? '';
  const found = own(languages, language);
  return found ? {language, ...found} : {language: 'en', texts: en, locale: 'en-GB'};
}
