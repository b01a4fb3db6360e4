// The milestones that hold everybody up, by how much delay they cause.
import {Link} from 'react-router';
import type {MetricGrid} from '../gen/bellwether/v1/metrics_pb';
import {MetricUnit} from '../gen/bellwether/v1/metrics_pb';
import {useTexts} from '../i18n/language';
import {words} from '../parts/band';
import {DataTable, type Column} from '../parts/data_table';
import {useTitle} from '../parts/title';
import {bottlenecksOf, lateColumn, worstBottleneck, type Bottleneck} from './bottlenecks';
import {WeightChart} from './charts/weight_chart';
import {plainValue, useQuantityWords} from './quantity';
import {texts} from './texts/pictures';

export function BottlenecksPicture({grid, file, link}: {
  grid: MetricGrid;
  file: string;
  // The accounts behind a cell.
  link: (row: string, column: string) => string;
}) {
  const t = useTexts(texts);
  const title = useTitle();
  const say = useQuantityWords();
  const all = bottlenecksOf(grid);
  const worst = worstBottleneck(all);
  const late = [...all].filter((each) => each.weight > 0).sort((a, b) => b.weight - a.weight);
  const days = (value: number) => say.value(value, MetricUnit.DAYS);
  const columns: Column<Bottleneck>[] = [
    {
      key: 'milestone',
      title: t.milestone,
      cell: (row) => (
        <>
          <Link to={link(row.row, lateColumn)}>{title('milestone', row.milestone)}</Link> {row.mark ? <span className="tag">{row.mark}</span> : null}
        </>
      ),
      csv: (row) => row.milestone,
    },
    {key: 'late', title: t.late, number: true, cell: (row) => say.text(row.late), csv: (row) => plainValue(row.late)},
    {key: 'mean', title: t.meanDelay, number: true, cell: (row) => say.text(row.meanDelay), csv: (row) => plainValue(row.meanDelay)},
    {key: 'median', title: t.medianDelay, number: true, cell: (row) => say.text(row.medianDelay), csv: (row) => plainValue(row.medianDelay)},
    {key: 'weight', title: t.weight, number: true, cell: (row) => (row.weight > 0 ? days(row.weight) : '–'), csv: (row) => row.weight},
    {key: 'stake', title: t.atStake, number: true, cell: (row) => say.text(row.atStake), csv: (row) => plainValue(row.atStake)},
    {key: 'causes', title: t.causes, cell: (row) => <span className="causes">{words(row.causes)}</span>, csv: (row) => row.causes},
  ];
  return (
    <>
      <p className="finding">
        {worst ? t.worst(title('milestone', worst.milestone), say.text(worst.late), say.text(worst.meanDelay)) : late.length > 0 ? t.tooFew : t.noDelay}
      </p>
      {late.length > 0 ? (
        <>
          <WeightChart
            weights={late.map((each) => ({name: title('milestone', each.milestone), value: each.weight, text: days(each.weight), strong: each === worst}))}
            label={t.bottlenecks(late.slice(0, 1).map((each) => `${title('milestone', each.milestone)}, ${days(each.weight)}`).join())}
          />
          <p className="hint">{t.bottlenecksHint}</p>
        </>
      ) : null}
      <DataTable caption={t.milestone} captionHidden columns={columns} rows={all} rowKey={(row) => row.milestone} file={file} />
      <p className="hint">{t.atStakeHint}</p>
    </>
  );
}
