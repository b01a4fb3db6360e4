// A pack as people name it.
import type {PackInfo} from '../gen/bellwether/v1/evaluation_pb';

export function packWords(pack: Pick<PackInfo, 'name' | 'version' | 'digest'> | undefined): string {
  return pack ? `${pack.name} ${pack.version} (${pack.digest.slice(0, 8)})` : '';
}

// Names a changing call for a day, so that one that is made again is done once.
export function requestId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
