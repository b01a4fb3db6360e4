import {catalogue} from '../../i18n/language';

export const texts = catalogue({
  en: {
    accounts: 'Accounts', on: 'As it was on', past: (day: string) => `This is how it was known on ${day}.`, toNow: 'Show it as it is now', parts: 'Parts of this page', model: 'Health model',
    answers: 'answers for the account',
    segment: 'Segment', stage: 'Stage', csm: 'CSM', cadence: 'Cadence', acv: 'Contract value', seats: 'Seats', renewal: 'Renewal', target: 'Target',
    pack: 'Rules', records: 'Records', today: 'Now',
    insufficient: 'too little is known', held: 'band kept by hysteresis', uncertain: 'missing data could change it',
    score: 'Score', certainty: 'Certainty', history: 'History', milestones: 'Milestones', flags: 'Flags', tasks: 'Tasks',
    graduation: 'Graduation', extension: 'Extension', whatIf: 'What if', paths: 'Paths', overrides: 'Overrides',
    noModel: 'No health model of the rules answers for this account.',
  },
  id: {
    accounts: 'Akun', on: 'Keadaan pada', past: (day: string) => `Inilah keadaan yang diketahui pada ${day}.`, toNow: 'Tampilkan keadaan sekarang', parts: 'Bagian halaman ini', model: 'Model kesehatan',
    answers: 'berlaku untuk akun ini',
    segment: 'Segmen', stage: 'Tahap', csm: 'CSM', cadence: 'Irama pemakaian', acv: 'Nilai kontrak', seats: 'Kursi', renewal: 'Perpanjangan', target: 'Target',
    pack: 'Aturan', records: 'Catatan', today: 'Sekarang',
    insufficient: 'terlalu sedikit yang diketahui', held: 'kategori ditahan oleh histeresis', uncertain: 'data yang belum ada dapat mengubahnya',
    score: 'Skor', certainty: 'Kepastian', history: 'Riwayat', milestones: 'Tonggak', flags: 'Peringatan dini', tasks: 'Tugas',
    graduation: 'Kelulusan', extension: 'Perpanjangan', whatIf: 'Bagaimana jika', paths: 'Jalan', overrides: 'Penetapan manual',
    noModel: 'Tidak ada model kesehatan dalam aturan yang berlaku untuk akun ini.',
  },
  ms: {
    accounts: 'Akaun', on: 'Keadaan pada', past: (day: string) => `Inilah keadaan yang diketahui pada ${day}.`, toNow: 'Tampilkan keadaan sekarang', parts: 'Bahagian halaman ini', model: 'Model kesihatan',
    answers: 'terpakai kepada akaun ini',
    segment: 'Segmen', stage: 'Peringkat', csm: 'CSM', cadence: 'Rentak penggunaan', acv: 'Nilai kontrak', seats: 'Tempat', renewal: 'Pembaharuan', target: 'Sasaran',
    pack: 'Peraturan', records: 'Rekod', today: 'Sekarang',
    insufficient: 'terlalu sedikit diketahui', held: 'kategori ditahan oleh histeresis', uncertain: 'data yang tiada boleh mengubahnya',
    score: 'Skor', certainty: 'Kepastian', history: 'Sejarah', milestones: 'Pencapaian', flags: 'Amaran awal', tasks: 'Tugasan',
    graduation: 'Graduasi', extension: 'Lanjutan', whatIf: 'Bagaimana jika', paths: 'Jalan', overrides: 'Ketetapan manual',
    noModel: 'Tiada model kesihatan dalam peraturan yang menjawab bagi akaun ini.',
  },
});
