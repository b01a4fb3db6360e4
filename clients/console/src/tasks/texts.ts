import {catalogue} from '../i18n/language';

export const texts = catalogue({
  en: {
    title: 'Tasks',
    none: 'Nothing is to be done: no alert of this account has open tasks.',
    task: 'What is to be done', account: 'Account', due: 'Due', owner: 'By', playbook: 'Playbook', state: 'State',
    overdue: 'overdue', open: 'open', done: 'done', dropped: 'dropped', noHurry: 'no hurry',
    doneBy: (who: string) => `done by ${who}`,
    complete: 'Done…', completeTitle: 'Mark as done', note: 'What came of it', noteHint: 'Kept with the task. May stay empty.',
    confirm: 'Done', all: 'With those that are over', alerts: 'Its alerts',
  },
  id: {
    title: 'Tugas',
    none: 'Tidak ada yang perlu dikerjakan: peringatan akun ini tidak memiliki tugas terbuka.',
    task: 'Yang harus dikerjakan', account: 'Akun', due: 'Tenggat', owner: 'Oleh', playbook: 'Panduan', state: 'Status',
    overdue: 'lewat tenggat', open: 'terbuka', done: 'selesai', dropped: 'dibatalkan', noHurry: 'tanpa tenggat',
    doneBy: (who: string) => `diselesaikan oleh ${who}`,
    complete: 'Selesai…', completeTitle: 'Tandai selesai', note: 'Hasilnya', noteHint: 'Disimpan bersama tugas. Boleh kosong.',
    confirm: 'Selesai', all: 'Termasuk yang sudah berakhir', alerts: 'Peringatannya',
  },
  ms: {
    title: 'Tugasan',
    none: 'Tiada yang perlu dibuat: amaran akaun ini tiada tugasan terbuka.',
    task: 'Apa yang perlu dibuat', account: 'Akaun', due: 'Tarikh akhir', owner: 'Oleh', playbook: 'Panduan', state: 'Status',
    overdue: 'tertunggak', open: 'terbuka', done: 'selesai', dropped: 'digugurkan', noHurry: 'tiada tarikh akhir',
    doneBy: (who: string) => `disiapkan oleh ${who}`,
    complete: 'Selesai…', completeTitle: 'Tandakan selesai', note: 'Hasilnya', noteHint: 'Disimpan bersama tugasan. Boleh dibiarkan kosong.',
    confirm: 'Selesai', all: 'Termasuk yang telah berakhir', alerts: 'Amarannya',
  },
});
