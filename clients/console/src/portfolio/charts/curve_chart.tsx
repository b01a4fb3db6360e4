// Curves over days, as of survival: each holds until its next point. One curve has its 95 % band, several
// have colours and dashes of their own.
import {anchorAt} from '../../charts/anchor';
import {scaleLinear} from '../../charts/scale';
import {area, curveStepAfter, line} from 'd3-shape';
import {useChartSize} from '../../charts/chart_size';
import type {CurvePoint} from '../../gen/bellwether/v1/metrics_pb';
import {useFormats} from '../../i18n/formats';
import {tickCount} from './rows';

const height = 250;
const edge = {left: 46, right: 14, top: 10, bottom: 40};
export const mostCurves = 8;

export interface Series {
  name: string;
  points: readonly CurvePoint[];
}

export function CurveChart({series, label, days, onChoose}: {
  series: readonly Series[];
  label: string;
  // Of the axis.
  days: string;
  // A curve, or its band, is pressed.
  onChoose?: (() => void) | undefined;
}) {
  const formats = useFormats();
  const {ref, width, frame} = useChartSize();
  const shown = series.filter((each) => each.points.length > 1).slice(0, mostCurves);
  if (shown.length === 0) return null;
  const all = shown.flatMap((each) => each.points);
  const least = Math.min(...all.map((point) => (shown.length === 1 ? (point.band?.low ?? point.y) : point.y)));
  // Where nearly everybody stays, the upper half alone tells curves apart.
  const x = scaleLinear([0, Math.max(1, ...all.map((point) => point.x))], [edge.left, width - edge.right]);
  const floor = least > 0.5 ? 0.5 : 0;
  const y = scaleLinear([floor, 1], [height - edge.bottom, edge.top]);
  const band = area<CurvePoint>((point) => x(point.x), (point) => y(Math.max(floor, point.band?.low ?? point.y)), (point) => y(point.band?.high ?? point.y)).curve(curveStepAfter);
  const trace = line<CurvePoint>((point) => x(point.x), (point) => y(point.y)).curve(curveStepAfter);
  const leads = onChoose ? ' leads' : '';
  return (
    <>
      <svg ref={ref} className="chart curve-chart" {...frame(height)} role="img" aria-label={label}>
        {y.ticks(5).map((tick) => (
          <g key={tick}>
            <line className={tick === 0 ? 'base' : 'grid'} x1={edge.left} x2={width - edge.right} y1={y(tick)} y2={y(tick)} />
            <text className="axis" x={edge.left - 6} y={y(tick) + 4} textAnchor="end">
              {formats.percent(tick)}
            </text>
          </g>
        ))}
        {x.ticks(tickCount(width - edge.left)).map((tick) => (
          <text key={tick} className="axis" x={x(tick)} y={height - edge.bottom + 16} textAnchor={anchorAt(x(tick), width, formats.number(tick, 0))}>
            {formats.number(tick, 0)}
          </text>
        ))}
        <text className="axis" x={width - edge.right} y={height - 4} textAnchor="end">
          {days}
        </text>
        {shown.length === 1 && shown[0] ? <path className={`interval${leads}`} d={band([...shown[0].points]) ?? ''} onClick={onChoose} /> : null}
        {shown.map((each, index) => (
          <path key={each.name} className={`trace series-${index + 1}${leads}`} d={trace([...each.points]) ?? ''} onClick={onChoose}>
            <title>{each.name}</title>
          </path>
        ))}
      </svg>
      {shown.length > 1 ? (
        <ul className="legend" aria-hidden="true">
          {shown.map((each, index) => (
            <li key={each.name}>
              <svg className="line-mark" viewBox="0 0 26 10">
                <path className={`trace series-${index + 1}`} d="M0 5h26" />
              </svg>
              {each.name}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
