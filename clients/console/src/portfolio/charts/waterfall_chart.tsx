// From a start to an end: each step begins where the one above it ended.
import {scaleLinear} from '../../charts/scale';
import {useChartSize} from '../../charts/chart_size';
import {useQuantityWords} from '../quantity';
import {MetricUnit} from '../../gen/bellwether/v1/metrics_pb';
import type {WaterfallStep} from '../waterfall';
import {layoutRows, tickCount} from './rows';

export function WaterfallChart({steps, label, name, onChoose}: {
  steps: readonly WaterfallStep[];
  label: string;
  name: (step: WaterfallStep) => string;
  // Of one that was clicked; the table behind the chart leads there by keyboard.
  onChoose: (step: WaterfallStep) => void;
}) {
  const say = useQuantityWords();
  const {ref, width, frame} = useChartSize();
  const rows = layoutRows(steps.map(name), width);
  const numbers = 78;
  const ends = steps.flatMap((step) => [step.from, step.to]);
  const x = scaleLinear([Math.min(0, ...ends), Math.max(1, ...ends)], [rows.left, width - numbers]).nice(4);
  const bottom = steps.length * rows.step + 4;
  return (
    <svg ref={ref} className="chart waterfall-chart" {...frame(bottom + 20)} role="img" aria-label={label}>
      {x.ticks(tickCount(width - rows.left - numbers)).map((tick) => (
        <g key={tick}>
          <line className={tick === 0 ? 'base' : 'grid'} x1={x(tick)} x2={x(tick)} y1={0} y2={bottom} />
          <text className="axis" x={x(tick)} y={bottom + 16} textAnchor={tick === 0 && rows.left === 0 ? 'start' : 'middle'}>
            {say.tick(tick, MetricUnit.MONEY)}
          </text>
        </g>
      ))}
      {steps.map((step, index) => {
        const kind = step.total ? 'total' : step.amount < 0 ? 'minus' : 'plus';
        const middle = rows.middle(index);
        return (
          <g key={step.name} className={`${kind} leads`} onClick={() => onChoose(step)}>
            <rect className="row-ground" x={0} y={middle - 11} width={width} height={22} />
            <text x={0} y={rows.baseline(index)} className={step.total ? 'strong' : undefined}>
              {rows.cut(name(step))}
            </text>
            <rect className="bar" x={x(Math.min(step.from, step.to))} y={middle - 9} width={Math.max(1.5, Math.abs(x(step.to) - x(step.from)))} height={18} rx={3} />
            <text x={width} y={middle + 4} textAnchor="end" className={step.total ? 'strong' : undefined}>
              {step.total ? say.value(step.amount, MetricUnit.MONEY) : say.difference(step.amount, MetricUnit.MONEY)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
