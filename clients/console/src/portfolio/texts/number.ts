import {catalogue} from '../../i18n/language';

export const texts = catalogue({
  en: {
    whole: 'The whole metric',
    which: 'Which accounts',
    all: (n: string) => `All (${n})`,
    stayed: 'Stayed', left: 'Left', late: 'Late', onTime: 'On time', counted: 'Counted', others: 'Not counted',
    amount: 'Amount', behind: 'Days behind plan', now: 'Now', waits: 'waits',
    hint: 'What goes on first, then the worst. A link leads to what the server’s store knows of the account.',
    nobody: 'No account.',
  },
  id: {
    whole: 'Seluruh metrik',
    which: 'Akun mana',
    all: (n: string) => `Semua (${n})`,
    stayed: 'Bertahan', left: 'Pergi', late: 'Terlambat', onTime: 'Tepat waktu', counted: 'Dihitung', others: 'Tidak dihitung',
    amount: 'Jumlah', behind: 'Hari di belakang rencana', now: 'Sekarang', waits: 'menunggu',
    hint: 'Yang masih berlangsung lebih dulu, lalu yang terburuk. Tautan menuju ke apa yang diketahui penyimpanan server tentang akun itu.',
    nobody: 'Tidak ada akun.',
  },
  ms: {
    whole: 'Seluruh metrik',
    which: 'Akaun yang mana',
    all: (n: string) => `Semua (${n})`,
    stayed: 'Kekal', left: 'Pergi', late: 'Lewat', onTime: 'Tepat masa', counted: 'Dikira', others: 'Tidak dikira',
    amount: 'Jumlah', behind: 'Hari di belakang rancangan', now: 'Kini', waits: 'menunggu',
    hint: 'Yang masih berlangsung dahulu, kemudian yang terburuk. Pautan menuju ke apa yang diketahui oleh stor pelayan tentang akaun itu.',
    nobody: 'Tiada akaun.',
  },
});
