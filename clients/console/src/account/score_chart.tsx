// The lines of a score as bars, each beginning where the one above ends.
import {anchorAt} from '../charts/anchor';
import {scaleLinear} from '../charts/scale';
import {useChartSize} from '../charts/chart_size';
import {cut} from '../charts/cut';
import {useFormats} from '../i18n/formats';
import {bandTone, words} from '../parts/band';
import type {Line} from './explain';

const rowHeight = 26;
const narrow = 520;

function tone(line: Line, band: string): string {
  if (line.kind === 'total') return `tone-${bandTone(band)}`;
  if (line.kind !== 'component') return line.to < line.from ? 'minus' : 'plus';
  return line.group ? 'group' : line.depth > 0 ? 'leaf' : 'group';
}

export function ScoreChart({lines, band, label, name}: {
  lines: readonly Line[];
  band: string;
  // Said to those who do not see it.
  label: string;
  name: (line: Line) => string;
}) {
  const formats = useFormats();
  const {ref, width, frame} = useChartSize();
  // On a phone names stand above their bars.
  const above = width < narrow;
  const names = above ? 0 : Math.min(240, width * 0.3);
  const numbers = 56;
  const x = scaleLinear([0, 100], [names, width - numbers]);
  const step = above ? rowHeight + 16 : rowHeight;
  const height = lines.length * step + 24;
  return (
    <svg ref={ref} className="chart score-chart" {...frame(height)} role="img" aria-label={label}>
      {[0, 25, 50, 75, 100].map((tick) => (
        <g key={tick}>
          <line className={tick === 0 ? 'base' : 'grid'} x1={x(tick)} x2={x(tick)} y1={0} y2={height - 20} />
          <text className="axis" x={x(tick)} y={height - 4} textAnchor={anchorAt(x(tick), width, formats.number(tick))}>
            {formats.number(tick)}
          </text>
        </g>
      ))}
      {lines.map((line, index) => {
        const top = index * step + (above ? 18 : 4);
        const from = x(Math.max(0, Math.min(line.from, line.to)));
        const to = x(Math.min(100, Math.max(line.from, line.to)));
        const strong = line.kind === 'total' || (line.kind === 'component' && line.depth === 0);
        const indent = line.kind === 'component' ? line.depth * 12 : 0;
        const points = line.to - line.from;
        return (
          <g key={line.path} className={`score-line ${tone(line, band)}`}>
            <text
              x={indent}
              y={above ? top - 5 : top + 13}
              className={strong ? 'strong' : undefined}
            >
              {/* A letter is about 7 wide. */}
              {cut(words(name(line)), Math.max(8, Math.floor((above ? width - numbers : names - indent) / 7)))}
              <title>{name(line)}</title>
            </text>
            {line.kind === 'component' && line.most > 0 ? (
              <rect className="track" x={x(line.from)} y={top + 5} width={Math.max(0, x(Math.min(100, line.from + line.most)) - x(line.from))} height={8} rx={2} />
            ) : null}
            <rect className="bar" x={from} y={top} width={Math.max(1.5, to - from)} height={18} rx={3} />
            <text x={width} y={top + 13} textAnchor="end" className={strong ? 'strong' : undefined}>
              {line.kind === 'total' ? formats.number(line.to, 2) : formats.signed(points)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
