// The score over time, each moment with the shape and colour of its band.
import {anchorAt} from '../charts/anchor';
import {scaleLinear, scaleUtc} from '../charts/scale';
import {line} from 'd3-shape';
import {useChartSize} from '../charts/chart_size';
import {useFormats} from '../i18n/formats';
import {bandTone} from '../parts/band';
import {useTitle} from '../parts/title';
import {stretches, type HistoryPoint} from './history';

const height = 220;
const edge = {left: 34, right: 12, top: 10, bottom: 24};
const shapes = {
  good: 'M0-4.500a4.500 4.500 0 1 1 0 9 4.500 4.500 0 0 1 0-9Z',
  middle: 'M0-5 5 4H-5Z',
  bad: 'M0-5.500 5.500 0 0 5.500-5.500 0Z',
  none: 'M0-4a4 4 0 1 1 0 8 4 4 0 0 1 0-8Z',
};

export function HistoryChart({points, label}: {points: readonly HistoryPoint[]; label: string}) {
  const formats = useFormats();
  const title = useTitle();
  const {ref, width, frame} = useChartSize();
  const first = points[0]?.at ?? new Date(0);
  const last = points.at(-1)?.at ?? first;
  const x = scaleUtc([first, last], [edge.left, width - edge.right]);
  const y = scaleLinear([0, 100], [height - edge.bottom, edge.top]);
  const draw = line<HistoryPoint>(
    (point) => x(point.at),
    (point) => y(point.score ?? 0),
  );
  const ticks = x.ticks(Math.max(2, Math.floor(width / 110)));
  // Of more than a year a day and a month alone would not tell which.
  const isLong = last.getTime() - first.getTime() > 366 * 86_400_000;
  return (
    <svg ref={ref} className="chart history-chart" {...frame(height)} role="img" aria-label={label}>
      {[0, 25, 50, 75, 100].map((tick) => (
        <g key={tick}>
          <line className={tick === 0 ? 'base' : 'grid'} x1={edge.left} x2={width - edge.right} y1={y(tick)} y2={y(tick)} />
          <text className="axis" x={edge.left - 6} y={y(tick) + 4} textAnchor="end">
            {formats.number(tick)}
          </text>
        </g>
      ))}
      {ticks.map((tick) => {
        const text = isLong ? formats.month(tick) : formats.shortDay(tick);
        return (
          <text key={tick.getTime()} className="axis" x={x(tick)} y={height - 6} textAnchor={anchorAt(x(tick), width, text)}>
            {text}
          </text>
        );
      })}
      {stretches(points).map((stretch, index) => (
        <path key={index} className="trace" d={draw(stretch) ?? ''} />
      ))}
      {points.map((point) =>
        point.score === undefined ? null : (
          <path
            key={point.at.getTime()}
            className={`point tone-${bandTone(point.band, point.place)}`}
            d={shapes[bandTone(point.band, point.place)]}
            transform={`translate(${x(point.at)} ${y(point.score)})`}
          >
            <title>
              {`${formats.day(point.at)}: ${formats.number(point.score, point.decimals)} ${title('band', point.band)}`}
            </title>
          </path>
        ),
      )}
    </svg>
  );
}
