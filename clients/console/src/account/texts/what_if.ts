import {catalogue} from '../../i18n/language';

export const texts = catalogue({
  en: {
    title: 'What if',
    hint: 'Move what the score reads, and see what it would be. Nothing of it is kept.',
    others: 'Other signals', othersHint: 'They count through what is computed from them, or not at all.',
    missing: 'not known', reset: 'As it is', now: 'Now', would: 'Then', yes: 'yes', no: 'no',
    noSignals: 'Nothing that this score reads can be tried here.',
    changes: 'Points that change', component: 'Component', before: 'Now', after: 'Then', difference: 'Difference',
    raised: 'Flags that would be raised', cleared: 'Flags that would be gone',
    nothing: 'No points change.', same: 'Move something to see what it would bring.', noScore: 'no score',
    reason: 'The server does not take this',
  },
  id: {
    title: 'Bagaimana jika',
    hint: 'Ubah yang dibaca oleh skor, dan lihat hasilnya. Tidak ada yang disimpan.',
    others: 'Sinyal lain', othersHint: 'Dihitung melalui nilai turunannya, atau tidak sama sekali.',
    missing: 'tidak diketahui', reset: 'Seperti semula', now: 'Sekarang', would: 'Nanti', yes: 'ya', no: 'tidak',
    noSignals: 'Tidak ada yang dibaca skor ini yang dapat dicoba di sini.',
    changes: 'Poin yang berubah', component: 'Komponen', before: 'Sekarang', after: 'Nanti', difference: 'Selisih',
    raised: 'Peringatan yang akan muncul', cleared: 'Peringatan yang akan hilang',
    nothing: 'Tidak ada poin yang berubah.', same: 'Geser sesuatu untuk melihat akibatnya.', noScore: 'tanpa skor',
    reason: 'Server tidak menerima ini',
  },
  ms: {
    title: 'Bagaimana jika',
    hint: 'Ubah apa yang dibaca oleh skor, dan lihat hasilnya. Tiada apa-apa disimpan.',
    others: 'Isyarat lain', othersHint: 'Dikira melalui nilai terbitannya, atau tidak langsung.',
    missing: 'tidak diketahui', reset: 'Seperti asal', now: 'Sekarang', would: 'Nanti', yes: 'ya', no: 'tidak',
    noSignals: 'Tiada yang dibaca skor ini boleh dicuba di sini.',
    changes: 'Mata yang berubah', component: 'Komponen', before: 'Sekarang', after: 'Nanti', difference: 'Beza',
    raised: 'Amaran yang akan timbul', cleared: 'Amaran yang akan hilang',
    nothing: 'Tiada mata berubah.', same: 'Gerakkan sesuatu untuk melihat kesannya.', noScore: 'tanpa skor',
    reason: 'Pelayan tidak menerima ini',
  },
});
