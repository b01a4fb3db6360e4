import {catalogue} from '../../i18n/language';

export const texts = catalogue({
  en: {
    title: 'Flags',
    none: 'No flag is raised.',
    clear: (count: string) => `${count} other flags were looked at and are clear.`,
    flag: 'Flag', severity: 'Severity', reason: 'What it says', playbook: 'Playbook', source: 'Source',
    unknown: 'Not known', unknownHint: 'Data is missing that would tell: not known is not the same as clear.',
    unanswered: 'raised because it is not known',
    missing: 'Missing', steps: 'What to do',
  },
  id: {
    title: 'Peringatan dini',
    none: 'Tidak ada peringatan dini.',
    clear: (count: string) => `${count} peringatan lain diperiksa dan aman.`,
    flag: 'Peringatan', severity: 'Tingkat', reason: 'Isinya', playbook: 'Panduan', source: 'Sumber',
    unknown: 'Tidak diketahui', unknownHint: 'Data yang menentukan belum ada: tidak diketahui tidak sama dengan aman.',
    unanswered: 'muncul karena tidak diketahui',
    missing: 'Belum ada', steps: 'Yang perlu dilakukan',
  },
  ms: {
    title: 'Amaran awal',
    none: 'Tiada amaran awal.',
    clear: (count: string) => `${count} amaran lain diperiksa dan selamat.`,
    flag: 'Amaran', severity: 'Tahap', reason: 'Isinya', playbook: 'Panduan', source: 'Sumber',
    unknown: 'Tidak diketahui', unknownHint: 'Data yang menentukan tiada: tidak diketahui tidak sama dengan selamat.',
    unanswered: 'timbul kerana tidak diketahui',
    missing: 'Tiada', steps: 'Apa yang perlu dibuat',
  },
});
