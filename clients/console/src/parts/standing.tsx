// How something stands, in words that are not a pack's: a text, with the shape and the colour of a band.
import {BandShape, type Tone} from './band';

export function Standing({tone, children}: {tone: Tone; children: string}) {
  return (
    <span className={`band tone-${tone}`}>
      <BandShape tone={tone} />
      <span>{children}</span>
    </span>
  );
}
