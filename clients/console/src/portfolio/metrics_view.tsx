// Everything that the pack measures, without measuring it.
import {Link} from 'react-router';
import type {MetricDefinition} from '../gen/bellwether/v1/portfolio_pb';
import {useTexts} from '../i18n/language';
import {words} from '../parts/band';
import {DataTable, type Column} from '../parts/data_table';
import {Section} from '../parts/section';
import {useTitle} from '../parts/title';
import {metricLink} from './address';
import type {Asked} from './asked';
import {texts} from './texts/metric';
import {texts as shellTexts} from './texts/portfolio';

export function MetricsView({asked}: {asked: Asked}) {
  const t = useTexts(texts);
  const s = useTexts(shellTexts);
  const title = useTitle();
  const dashboard = (name: string) => asked.dashboards.find((each) => each.name === name)?.title || words(name);
  const better = (metric: MetricDefinition) =>
    metric.lowerIsBetter === undefined ? t.neither : metric.lowerIsBetter ? t.lower : t.higher;
  const columns: Column<MetricDefinition>[] = [
    {
      key: 'name',
      title: t.metric,
      cell: (row) => <Link to={metricLink(row.name, asked.shown)}>{title('metric', row.name)}</Link>,
      csv: (row) => row.name,
    },
    {key: 'description', title: t.measures, cell: (row) => row.description, csv: (row) => row.description},
    {key: 'better', title: t.better2, cell: better, csv: better},
    {key: 'dashboards', title: t.readBy, cell: (row) => row.dashboards.map(dashboard).join(', '), csv: (row) => row.dashboards.join(', ')},
    {key: 'source', title: t.origin, cell: (row) => row.source, csv: (row) => row.source},
  ];
  return (
    <Section title={s.all} hint={t.allHint}>
      <DataTable caption={s.all} captionHidden columns={columns} rows={asked.metrics} rowKey={(row) => row.name} file="metrics" />
    </Section>
  );
}
