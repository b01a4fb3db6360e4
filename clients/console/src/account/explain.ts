// A score as lines that sum: what each component gave, what caps, floors and an override did, and
// rounding. The last line is the score as it is shown.
import {AdjustmentState, AdjustmentKind, type Adjustment, type HealthResult} from '../gen/bellwether/v1/evaluation_pb';
import {ComponentState, type Component} from '../gen/bellwether/v1/explanation_pb';

export interface ComponentLine {
  kind: 'component';
  component: Component;
  // Dotted, unique within the score.
  path: string;
  depth: number;
  // Has lines of its own below it; its points are theirs.
  group: boolean;
  // Points of the score before and after it.
  from: number;
  to: number;
  // As many as it could have given.
  most: number;
}

export interface AdjustmentLine {
  kind: 'adjustment';
  adjustment: Adjustment;
  path: string;
  from: number;
  to: number;
}

export interface RestLine {
  kind: 'rounding' | 'total';
  path: string;
  from: number;
  to: number;
}

export type Line = ComponentLine | AdjustmentLine | RestLine;

// In no sum: shown in the table alone.
export function counts(component: Component): boolean {
  return component.state === ComponentState.OBSERVED || component.state === ComponentState.IMPUTED;
}

function componentLines(components: readonly Component[], prefix: string, depth: number, begin: number): ComponentLine[] {
  let at = begin;
  return components.flatMap((component) => {
    const path = prefix ? `${prefix}.${component.name}` : component.name;
    const line: ComponentLine = {
      kind: 'component',
      component,
      path,
      depth,
      group: component.components.length > 0,
      from: at,
      to: at + component.contribution,
      most: component.normalizedWeight * 100,
    };
    const below = componentLines(component.components, path, depth + 1, at);
    at = line.to;
    return [line, ...below];
  });
}

const acting = new Set([
  AdjustmentKind.FLOOR, AdjustmentKind.CAP, AdjustmentKind.OVERRIDE_SET, AdjustmentKind.OVERRIDE_CAP,
  AdjustmentKind.OVERRIDE_FLOOR,
]);

export function explain(health: HealthResult): Line[] {
  const components = componentLines(health.components, '', 0, 0);
  if (health.result.case !== 'score') return components;
  const score = health.result.value;
  let at = score.raw;
  const adjustments = health.adjustments
    .filter((each) => each.state === AdjustmentState.HOLDS && acting.has(each.kind) && each.effect !== 0)
    .map((adjustment, index): AdjustmentLine => {
      const from = at;
      at += adjustment.effect;
      return {kind: 'adjustment', adjustment, path: `adjustment ${index}`, from, to: at};
    });
  const lines: Line[] = [...components, ...adjustments];
  if (Math.abs(score.value - at) > 1e-9) lines.push({kind: 'rounding', path: 'rounding', from: at, to: score.value});
  lines.push({kind: 'total', path: 'total', from: 0, to: score.value});
  return lines;
}

// What the lines of a chart are: those that add something or could have.
export function chartLines(lines: readonly Line[]): Line[] {
  return lines.filter((line) => line.kind !== 'component' || counts(line.component));
}
