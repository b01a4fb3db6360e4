// How a band is shown: which colour and which shape, by its place or its name. Without React: what is embedded in
// other pages (src/embed) shows bands alike.
import {apart} from './apart';
import {own} from './own';

export type Tone = 'good' | 'middle' | 'bad' | 'none';

const known: Record<string, Tone> = {
  green: 'good', healthy: 'good', good: 'good', stable: 'good', thriving: 'good', low_risk: 'good', ready: 'good',
  yellow: 'middle', amber: 'middle', watch: 'middle', slow: 'middle', at_risk: 'middle', medium_risk: 'middle',
  neutral: 'middle', close: 'middle',
  red: 'bad', critical: 'bad', alarming: 'bad', poor: 'bad', high_risk: 'bad', not_ready: 'bad',
};

export interface BandPlace {
  // 0 for the best.
  rank: number;
  count: number;
}

export function bandTone(band: string, place?: BandPlace): Tone {
  if (!band) return 'none';
  if (place && place.count > 1) {
    if (place.rank <= 0) return 'good';
    return place.rank >= place.count - 1 ? 'bad' : 'middle';
  }
  return own(known, band.toLowerCase()) ?? 'none';
}

// A circle, a triangle, a square on its tip, a ring: each as wide as the text is high.
export const shapes: Record<Tone, string> = {
  good: 'M6 1a5 5 0 1 1 0 10 5 5 0 0 1 0-10Z',
  middle: 'M6 1 11.500 11H.5Z',
  bad: 'M6 .3 11.700 6 6 11.700.3 6Z',
  none: 'M6 1a5 5 0 1 1 0 10 5 5 0 0 1 0-10Zm0 2a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z',
};

// Names of packs are written with underscores.
export function words(name: string): string {
  return apart(name.replace(/_/g, ' '));
}
