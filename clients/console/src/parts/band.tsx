// A band of a score: its name, a shape and a colour, so that it is told without colour, too. Where the
// server says how the band stands among those of its model, that decides; else what its name means.
import {useTexts} from '../i18n/language';
import {texts} from './messages';
import {useTitle, type Kind} from './title';
import {bandTone, shapes, words, type BandPlace, type Tone} from './tone';

export {bandTone, words, type BandPlace, type Tone};

export function BandShape({tone}: {tone: Tone}) {
  return (
    <svg className={`band-shape tone-${tone}`} viewBox="0 0 12 12" aria-hidden="true">
      <path d={shapes[tone]} fillRule="evenodd" />
    </svg>
  );
}

// `kind`: what the name is of, where it is no band.
export function Band({band, place, score, kind = 'band'}: {
  band: string;
  place?: BandPlace | undefined;
  score?: string | undefined;
  kind?: Kind;
}) {
  const t = useTexts(texts);
  const title = useTitle();
  const tone = bandTone(band, place);
  return (
    <span className={`band tone-${tone}`}>
      <BandShape tone={tone} />
      <span>{band ? title(kind, band) : t.noBand}</span>
      {score !== undefined ? <b className="band-score">{score}</b> : null}
    </span>
  );
}
