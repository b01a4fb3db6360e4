// How much each name weighs: a bar and its number, in the order that is given.
import {scaleLinear} from '../../charts/scale';
import {useChartSize} from '../../charts/chart_size';
import {layoutRows} from './rows';

export interface Weight {
  name: string;
  value: number;
  // At the bar's end.
  text: string;
  // Drawn stronger than the others.
  strong: boolean;
}

export function WeightChart({weights, label}: {weights: readonly Weight[]; label: string}) {
  const {ref, width, frame} = useChartSize();
  const rows = layoutRows(weights.map((each) => each.name), width);
  const numbers = Math.max(40, Math.max(0, ...weights.map((each) => each.text.length)) * 7 + 12);
  const x = scaleLinear([0, Math.max(1e-9, ...weights.map((each) => each.value))], [rows.left, width - numbers]);
  return (
    <svg ref={ref} className="chart weight-chart" {...frame(weights.length * rows.step + 6)} role="img" aria-label={label}>
      {weights.map((each, index) => {
        const middle = rows.middle(index);
        return (
          <g key={each.name} className={each.strong ? 'strong-bar' : 'weak-bar'}>
            <text x={0} y={rows.baseline(index)} className={each.strong ? 'strong' : undefined}>
              {rows.cut(each.name)}
            </text>
            <rect className="bar" x={rows.left} y={middle - 9} width={Math.max(1.5, x(each.value) - rows.left)} height={18} rx={3} />
            <text x={Math.max(rows.left + 1.5, x(each.value)) + 8} y={middle + 4}>
              {each.text}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
