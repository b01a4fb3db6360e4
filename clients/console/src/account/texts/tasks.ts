import {catalogue} from '../../i18n/language';

export const texts = catalogue({
  en: {
    title: 'Tasks',
    none: 'Nothing is to be done: no alert of this account has open tasks.',
    task: 'What is to be done', due: 'Due', owner: 'By', playbook: 'Playbook', state: 'State',
    overdue: 'overdue', open: 'open', done: 'done', dropped: 'dropped', noHurry: 'no hurry',
    complete: 'Done…', completeTitle: 'Mark as done', note: 'What came of it', noteHint: 'Kept with the task. May stay empty.',
    confirm: 'Done', cancel: 'Cancel', all: 'With those that are over',
  },
  id: {
    title: 'Tugas',
    none: 'Tidak ada yang perlu dikerjakan: peringatan akun ini tidak memiliki tugas terbuka.',
    task: 'Yang harus dikerjakan', due: 'Tenggat', owner: 'Oleh', playbook: 'Panduan', state: 'Status',
    overdue: 'lewat tenggat', open: 'terbuka', done: 'selesai', dropped: 'dibatalkan', noHurry: 'tanpa tenggat',
    complete: 'Selesai…', completeTitle: 'Tandai selesai', note: 'Hasilnya', noteHint: 'Disimpan bersama tugas. Boleh kosong.',
    confirm: 'Selesai', cancel: 'Batal', all: 'Termasuk yang sudah berakhir',
  },
  ms: {
    title: 'Tugasan',
    none: 'Tiada yang perlu dibuat: amaran akaun ini tiada tugasan terbuka.',
    task: 'Apa yang perlu dibuat', due: 'Tarikh akhir', owner: 'Oleh', playbook: 'Panduan', state: 'Status',
    overdue: 'tertunggak', open: 'terbuka', done: 'selesai', dropped: 'digugurkan', noHurry: 'tiada tarikh akhir',
    complete: 'Selesai…', completeTitle: 'Tandakan selesai', note: 'Hasilnya', noteHint: 'Disimpan bersama tugasan. Boleh dibiarkan kosong.',
    confirm: 'Selesai', cancel: 'Batal', all: 'Termasuk yang telah berakhir',
  },
});
