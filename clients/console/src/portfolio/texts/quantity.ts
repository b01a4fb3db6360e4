import {catalogue} from '../../i18n/language';

export const texts = catalogue({
  en: {
    noCases: 'no case',
    notReached: 'not reached',
    refused: 'cannot be said',
    of: (events: string, n: string) => `${events} of ${n}`,
    points: (number: string) => `${number} points`,
  },
  id: {
    noCases: 'tidak ada kasus',
    notReached: 'belum tercapai',
    refused: 'tidak dapat dinyatakan',
    of: (events: string, n: string) => `${events} dari ${n}`,
    points: (number: string) => `${number} poin`,
  },
  ms: {
    noCases: 'tiada kes',
    notReached: 'belum dicapai',
    refused: 'tidak dapat dinyatakan',
    of: (events: string, n: string) => `${events} daripada ${n}`,
    points: (number: string) => `${number} mata`,
  },
});
