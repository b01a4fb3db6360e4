// A part of the address between slashes, as it was before it was written into it: `/accounts/acme` has `acme`
// at 2. The router's own parameters are decoded once too often: of an account that is called `a%2Fb` they say
// `a/b`, which may be another one.
import {useLocation} from 'react-router';

export function useSegment(place: number): string {
  const segment = useLocation().pathname.split('/')[place] ?? '';
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
