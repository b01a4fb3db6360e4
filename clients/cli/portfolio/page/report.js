// Draws the report whose numbers stand in #data. Text goes in as text, never as HTML.
(() => {
  'use strict';
  const report = JSON.parse(document.getElementById('data').textContent);
  const root = document.getElementById('report');
  const {element, figure, show, table, theme} = PageElements;

  // ---- Words.

  const whole = (value) => Math.round(value).toLocaleString('en');
  const number = {
    ratio: (value) => `${(100 * value).toFixed(1)} %`,
    times: (value) => `${value.toFixed(2)} ×`,
    days: (value) => `${+value.toFixed(1)} days`,
    hours: (value) => `${+value.toFixed(1)} hours`,
    money: whole,
    points: (value) => value.toFixed(0),
    score: (value) => value.toFixed(2),
  };
  const WORDS = {NO_CASES: 'no case', NOT_REACHED: 'not reached', REFUSED: 'refused'};

  function words(quantity) {
    if (WORDS[quantity.standing]) return WORDS[quantity.standing];
    if (quantity.value === undefined) return 'not known';
    if (quantity.standing !== 'INSUFFICIENT_DATA') return number[quantity.unit](quantity.value);
    const counted = quantity.events !== undefined && quantity.unit === 'ratio';
    return counted ? `${quantity.events} of ${quantity.n}` : `(${number[quantity.unit](quantity.value)})`;
  }

  function interval(quantity) {
    if (!quantity.interval || quantity.standing !== 'KNOWN') return '';
    const {low, high} = quantity.interval;
    return `${number[quantity.unit](low)} to ${number[quantity.unit](high)}`;
  }

  // ---- Pieces.

  const tierChip = (tier) => tier && element('span', {class: `tier ${MetricPlots.tone(tier)}`, title: `${tier.bounds} of ${tier.set}`}, tier.name);


  function plotsOf(metric) {
    const drawn = MetricPlots.of(metric, theme()).map(({title, draw}) => figure(title, draw));
    return drawn.length === 0 ? null : element('div', {class: 'plots'}, ...drawn);
  }

  // ---- The page.

  // Metrics stand below the first audience that has them on its dashboard.
  function partsOf(metrics) {
    const placed = new Set();
    const parts = (report.by_audience ? report.audiences : []).map((audience) => ({
      title: audience.rhythm ? `${audience.title}, ${audience.rhythm}` : audience.title,
      metrics: metrics.filter((metric) => (metric.dashboards ?? []).includes(audience.dashboard) && !placed.has(metric) && placed.add(metric))}));
    parts.push({title: report.by_audience ? 'On no dashboard' : '', metrics: metrics.filter((metric) => !placed.has(metric))});
    return parts.filter((part) => part.metrics.length > 0);
  }

  function summary(metrics) {
    const row = (metric) => [
      element('a', {href: `#${metric.name}`}, metric.name), words(metric.value), interval(metric.value),
      metric.value.n ? whole(metric.value.n) : '', tierChip(metric.tier), MetricPlots.sparkline(metric, theme()),
      metric.trend?.judgement ?? ''];
    const rows = partsOf(metrics).flatMap((part) => [...(part.title ? [[part.title]] : []), ...part.metrics.map(row)]);
    return table(['metric', 'value', '95 %', 'n', 'tier', 'months', 'trend'], rows, {wide: [2, 3, 5, 6], label: 'all metrics'});
  }

  // ---- Panels: what lies before one person.

  function shown(value, header) {
    if (value === undefined) return '';
    if (value === true) return header || 'yes';
    if (value === false) return '';
    if (Array.isArray(value)) return value.join(', ');
    return typeof value === 'number' ? String(+value.toFixed(1)) : value;
  }

  function panel(one) {
    const header = one.columns.map((column) => column.header || column.name.replaceAll('_', ' '));
    const rows = one.rows.map((row) => one.columns.map((column) => shown(row[column.name], column.name.replaceAll('_', ' '))));
    return element('section', {id: one.name}, element('h2', {}, one.title),
        rows.length === 0 ? element('p', {class: 'quiet'}, one.empty) : table(header, rows, {texts: header.length, label: one.title}));
  }

  function tablesOf(metric) {
    const made = [table(['', 'value', '95 %', 'n'], metric.lines.map((line) =>
        [line.name, words(line), interval(line), line.n ? whole(line.n) : '']))];
    for (const grid of metric.grids) {
      made.push(table([grid.name, ...grid.columns], grid.rows.map((row) =>
          [row.name, ...row.cells.map((cell) => (cell.mature ? words(cell) : `[${words(cell)}]`))])));
    }
    for (const breakdown of metric.breakdowns) {
      made.push(table([`by ${breakdown.attribute}`, 'value', '95 %', 'n', 'tier'], breakdown.groups.map((group) =>
          [group.key || '(none)', words(group.value), interval(group.value), whole(group.value.n), tierChip(group.tier)])));
    }
    if (metric.accounts.length > 0) {
      made.push(table(['accounts behind it, worst first', ''], metric.accounts.map((one) => [one.account, one.what])));
    }
    return element('details', {}, element('summary', {}, 'the numbers'), ...made);
  }

  function section(metric) {
    return element('section', {id: metric.name, 'aria-label': metric.name},
        element('div', {class: 'head'}, element('h2', {}, metric.name),
                element('span', {class: 'value'}, words(metric.value)),
                element('span', {class: 'quiet'}, interval(metric.value)),
                element('span', {class: 'quiet'}, `n ${whole(metric.value.n)}`), tierChip(metric.tier)),
        element('p', {}, metric.description), element('p', {class: 'quiet'}, metric.definition),
        metric.value.why && element('p', {class: metric.value.standing === 'REFUSED' ? 'refused' : 'warning'}, metric.value.why),
        ...metric.missing.map((missing) => element('p', {class: 'warning'}, missing)),
        plotsOf(metric), tablesOf(metric));
  }

  const {accounts, records, refused, doubts} = report.quality;
  const where = (report.where ?? []).map((condition) => `${condition.attribute} is ${condition.is}`).join(' and ');
  document.title = `${report.book} as of ${report.as_of}`;

  show(root, () => [
    element('h1', {}, `${report.book} as of ${report.as_of}`),
    element('p', {class: 'quiet'}, `Pack ${report.pack}, digest ${report.digest.slice(0, 12)}…; ` +
        (where ? `where ${where}, ${whole(accounts)} of ${whole(report.accounts_in_all)} accounts, ` : `${whole(accounts)} accounts, `) +
        `${whole(records)} records, ${whole(refused)} refused, ${whole(doubts)} ${doubts === 1 ? 'doubt' : 'doubts'}.`),
    ...(report.panels ?? []).map(panel), ...(report.metrics.length > 0 ? [summary(report.metrics)] : []),
    ...report.metrics.map(section)]);
})();
