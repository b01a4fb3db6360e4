// Shares of one whole, side by side; each is named with its number below, and leads to its accounts.
import {Link, useNavigate} from 'react-router';
import {useChartSize} from '../../charts/chart_size';
import {Band, bandTone} from '../../parts/band';
import {useTitle} from '../../parts/title';

export interface Share {
  name: string;
  // 0 to 1.
  value: number;
  text: string;
  // Where its accounts are.
  to: string;
}

export function ShareBar({shares, label}: {shares: readonly Share[]; label: string}) {
  const {ref, width, frame} = useChartSize();
  const title = useTitle();
  const navigate = useNavigate();
  const sum = shares.reduce((before, share) => before + share.value, 0);
  if (sum <= 0) return null;
  let from = 0;
  return (
    <>
      <svg ref={ref} className="chart share-bar" {...frame(30)} role="img" aria-label={label}>
        {shares.map((share) => {
          const start = from;
          const wide = (share.value / sum) * width;
          from += wide;
          return (
            <rect
              key={share.name}
              className={`bar leads tone-${bandTone(share.name)}`}
              x={start + 1}
              y={2}
              width={Math.max(0, wide - 2)}
              height={26}
              rx={4}
              onClick={() => navigate(share.to)}
            >
              <title>{`${title('band', share.name)}: ${share.text}`}</title>
            </rect>
          );
        })}
      </svg>
      <ul className="shares">
        {shares.map((share) => (
          <li key={share.name}>
            <Link to={share.to}>
              <Band band={share.name} score={share.text} />
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
