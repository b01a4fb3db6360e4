// "health.yaml:7", where a pack says something; empty: nowhere.
import type {SourceLocation} from '../gen/bellwether/v1/explanation_pb';
import {apart} from './apart';

export function placeText(location: SourceLocation | undefined): string {
  return location ? `${apart(location.file)}:${location.line}` : '';
}
