// A trend, small and without axes: its words stand beside it.
import {scaleLinear} from '../../charts/scale';
import {line} from 'd3-shape';
import type {TrendPoint} from '../../gen/bellwether/v1/metrics_pb';

const width = 100;
const height = 30;
const edge = 4;

export function Sparkline({points}: {points: readonly TrendPoint[]}) {
  const values = points.map((point) => point.value?.value);
  const known = values.filter((value): value is number => value !== undefined);
  if (known.length < 2) return null;
  const least = Math.min(...known);
  const most = Math.max(...known);
  const x = scaleLinear([0, values.length - 1], [edge, width - edge]);
  const y = scaleLinear(least === most ? [least - 1, most + 1] : [least, most], [height - edge, edge]);
  const draw = line<number | undefined>((_, index) => x(index), (value) => y(value ?? 0)).defined((value) => value !== undefined);
  const last = values.at(-1);
  return (
    <svg className="sparkline" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <path d={draw(values) ?? ''} />
      {last === undefined ? null : <circle cx={x(values.length - 1)} cy={y(last)} r={3} />}
    </svg>
  );
}
