// A metric at the ends of months, with the interval of each value.
import {scaleLinear, scaleUtc} from '../../charts/scale';
import {area, line} from 'd3-shape';
import {useChartSize} from '../../charts/chart_size';
import type {MetricUnit, TrendPoint} from '../../gen/bellwether/v1/metrics_pb';
import {civilDate, useFormats} from '../../i18n/formats';
import {useQuantityWords} from '../quantity';

const height = 220;
const edge = {left: 58, right: 16, top: 12, bottom: 26};

interface Known {
  at: Date;
  value: number;
  low: number;
  high: number;
}

export function TrendChart({points, unit, label}: {points: readonly TrendPoint[]; unit: MetricUnit; label: string}) {
  const formats = useFormats();
  const say = useQuantityWords();
  const {ref, width, frame} = useChartSize();
  const known = points.flatMap<Known>(({day, value}) =>
    day && value?.value !== undefined
      ? [{at: civilDate(day), value: value.value, low: value.interval?.low ?? value.value, high: value.interval?.high ?? value.value}]
      : [],
  );
  const first = known[0];
  const last = known.at(-1);
  if (!first || !last || known.length < 2) return null;
  const x = scaleUtc([first.at, last.at], [edge.left, width - edge.right]);
  const y = scaleLinear(
    [Math.min(...known.map((each) => each.low)), Math.max(...known.map((each) => each.high))],
    [height - edge.bottom, edge.top],
  ).nice(4);
  const band = area<Known>((each) => x(each.at), (each) => y(each.low), (each) => y(each.high));
  const trace = line<Known>((each) => x(each.at), (each) => y(each.value));
  const every = Math.max(1, Math.ceil(known.length / Math.max(2, Math.floor((width - edge.left) / 70))));
  return (
    <svg ref={ref} className="chart trend-chart" {...frame(height)} role="img" aria-label={label}>
      {y.ticks(4).map((tick) => (
        <g key={tick}>
          <line className={tick === 0 ? 'base' : 'grid'} x1={edge.left} x2={width - edge.right} y1={y(tick)} y2={y(tick)} />
          <text className="axis" x={edge.left - 8} y={y(tick) + 4} textAnchor="end">
            {say.tick(tick, unit)}
          </text>
        </g>
      ))}
      <path className="interval" d={band(known) ?? ''} />
      <path className="trace" d={trace(known) ?? ''} />
      {known.map((each, index) => (
        <g key={each.at.getTime()}>
          <circle className="point" cx={x(each.at)} cy={y(each.value)} r={4}>
            <title>{`${formats.day(each.at)}: ${say.value(each.value, unit)}`}</title>
          </circle>
          {(known.length - 1 - index) % every === 0 ? (
            <text className="axis" x={x(each.at)} y={height - 6} textAnchor={index === known.length - 1 ? 'end' : index === 0 ? 'start' : 'middle'}>
              {formats.shortDay(each.at)}
            </text>
          ) : null}
        </g>
      ))}
    </svg>
  );
}
