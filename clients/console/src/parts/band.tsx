// A band of a score: its name, a shape and a colour, so that it is told without colour, too. Where the
// server says how the band stands among those of its model, that decides; else what its name means.
import {useTexts} from '../i18n/language';
import {texts} from './messages';
import {bandTone, shapes, words, type BandPlace, type Tone} from './tone';

export {bandTone, words, type BandPlace, type Tone};

export function BandShape({tone}: {tone: Tone}) {
  return (
    <svg className={`band-shape tone-${tone}`} viewBox="0 0 12 12" aria-hidden="true">
      <path d={shapes[tone]} fillRule="evenodd" />
    </svg>
  );
}

export function Band({band, place, score}: {band: string; place?: BandPlace | undefined; score?: string | undefined}) {
  const t = useTexts(texts);
  const tone = bandTone(band, place);
  return (
    <span className={`band tone-${tone}`}>
      <BandShape tone={tone} />
      <span>{band ? words(band) : t.noBand}</span>
      {score !== undefined ? <b className="band-score">{score}</b> : null}
    </span>
  );
}
