// What a graduation asks for: of the total, and of each dimension. No field of an answer has these
// numbers, but the server says them where they are not reached: "value 0.0, needed 7.0". So it is asked,
// in English, what would be missing if every dimension were given 0.
import type {GraduationResult} from '../gen/bellwether/v1/outcomes_pb';

export interface Thresholds {
  // 0 to 10; undefined: the server did not say.
  total: number | undefined;
  dimension: number | undefined;
}

function needed(conditions: readonly string[], name: string): number | undefined {
  for (const condition of conditions) {
    if (!condition.startsWith(`${name} `)) continue;
    const said = /^ -?\d+(?:\.\d+)?, needed (\d+(?:\.\d+)?)$/.exec(condition.slice(name.length));
    if (said) return Number(said[1]);
  }
  return undefined;
}

export function thresholdsOf(atNothing: GraduationResult | undefined): Thresholds {
  const conditions = atNothing?.conditions ?? [];
  const first = atNothing?.dimensions.map((each) => needed(conditions, each.name)).find((each) => each !== undefined);
  return {total: needed(conditions, 'total'), dimension: first};
}
