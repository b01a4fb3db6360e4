// A part of the address that is shown: of `/accounts/acme`, `acme` is at 2. The router's own parameters are decoded
// once too often: of an account that is called `a%2Fb` they say `a/b`, which may be another one.
import {useLocation} from 'react-router';
import {readSegment} from './segment';

export function useSegment(place: number): string {
  return readSegment(useLocation().pathname.split('/')[place] ?? '');
}
