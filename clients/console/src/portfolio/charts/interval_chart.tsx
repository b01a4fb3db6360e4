// Values with their intervals, a row each; a line where all of them together, or nothing, would be.
import {anchorAt} from '../../charts/anchor';
import {scaleLinear} from '../../charts/scale';
import {useChartSize} from '../../charts/chart_size';
import type {Tone} from '../../parts/band';
import {layoutRows, tickCount} from './rows';

export interface Ranged {
  name: string;
  value: number;
  low: number;
  high: number;
  tone: Tone;
  // Too few cases to be compared.
  few: boolean;
  title: string;
}

const shapes: Record<Tone, string> = {
  good: 'M0-5.500a5.500 5.500 0 1 1 0 11 5.500 5.500 0 0 1 0-11Z',
  middle: 'M0-6 6 5H-6Z',
  bad: 'M0-6.500 6.500 0 0 6.500-6.500 0Z',
  none: 'M0-4.500a4.500 4.500 0 1 1 0 9 4.500 4.500 0 0 1 0-9Z',
};

export function IntervalChart({rows: shown, reference, tick, label}: {
  rows: readonly Ranged[];
  reference?: number | undefined;
  tick: (value: number) => string;
  label: string;
}) {
  const {ref, width, frame} = useChartSize();
  const rows = layoutRows(shown.map((each) => each.name), width);
  const ends = [...shown.flatMap((each) => [each.low, each.high]), ...(reference === undefined ? [] : [reference])];
  const least = Math.min(...ends);
  const most = Math.max(...ends);
  const x = scaleLinear(least === most ? [least - 1, most + 1] : [least, most], [rows.left + 14, width - 14]).nice(4);
  const bottom = shown.length * rows.step + 6;
  return (
    <svg ref={ref} className="chart interval-chart" {...frame(bottom + 20)} role="img" aria-label={label}>
      {x.ticks(tickCount(width - rows.left)).map((at) => (
        <g key={at}>
          <line className="grid" x1={x(at)} x2={x(at)} y1={0} y2={bottom} />
          <text className="axis" x={x(at)} y={bottom + 16} textAnchor={anchorAt(x(at), width, tick(at))}>
            {tick(at)}
          </text>
        </g>
      ))}
      {reference === undefined ? null : <line className="reference" x1={x(reference)} x2={x(reference)} y1={0} y2={bottom} />}
      {shown.map((each, index) => {
        const middle = rows.middle(index);
        return (
          <g key={each.name} className={each.few ? 'few' : undefined}>
            <text x={0} y={rows.baseline(index)}>
              {rows.cut(each.name)}
            </text>
            <line className="whisker" x1={x(each.low)} x2={x(each.high)} y1={middle} y2={middle} />
            <path className={`point tone-${each.tone}`} d={shapes[each.tone]} transform={`translate(${x(each.value)} ${middle})`}>
              <title>{each.title}</title>
            </path>
          </g>
        );
      })}
    </svg>
  );
}
