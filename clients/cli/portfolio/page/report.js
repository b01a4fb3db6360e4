// Draws the report whose numbers stand in #data. Text goes in as text, never as HTML.
(() => {
  'use strict';
  const report = JSON.parse(document.getElementById('data').textContent);
  const root = document.getElementById('report');
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const colour = {ink: css('--ink'), quiet: css('--quiet'), line: css('--line'), accent: css('--accent'),
                  good: css('--good'), middling: css('--middling'), bad: css('--bad')};
  const STYLE = {background: 'transparent', color: colour.ink, fontSize: '12px', fontFamily: 'system-ui, sans-serif'};

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

  const tone = (tier) => (tier.rank === 0 ? 'good' : tier.rank === tier.of - 1 ? 'bad' : 'middling');

  // ---- Elements.

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children.filter((child) => child !== null && child !== undefined && child !== ''));
    return made;
  }
  const tierChip = (tier) => tier && element('span', {class: `tier ${tone(tier)}`, title: `${tier.bounds} of ${tier.set}`}, tier.name);
  const figure = (title, plot) => element('figure', {}, element('h3', {}, title), plot);

  function table(header, rows) {
    const cells = (name, row) => row.map((cell, i) => element(name, i > 0 ? {class: 'number'} : {}, cell ?? ''));
    return element('table', {}, element('thead', {}, element('tr', {}, ...cells('th', header))),
                   element('tbody', {}, ...rows.map((row) => element('tr', {}, ...cells('td', row)))));
  }

  // ---- Plots.

  const plot = (options) => Plot.plot({style: STYLE, width: 470, height: 230, marginLeft: 56, ...options});
  const percentTick = (value) => `${Math.round(100 * value)} %`;
  // Ticks of an axis: with a decimal where whole per cent would read the same.
  function ticksOf(unit, values) {
    const [least, most] = d3.extent(values);
    if (unit === 'money') return 's';
    if (unit !== 'ratio') return undefined;
    return most - least < 0.05 ? (value) => `${(100 * value).toFixed(1)} %` : percentTick;
  }
  const short = d3.format('.3~s');
  const known = (quantity) => quantity.value !== undefined && quantity.standing === 'KNOWN';

  function sparkline(trend) {
    const points = trend.points.filter((point) => point.value !== undefined)
        .map((point) => ({day: new Date(point.day), value: point.value}));
    if (points.length < 2) return '';
    return Plot.plot({
      style: STYLE, width: 120, height: 28, margin: 4, axis: null,
      marks: [Plot.lineY(points, {x: 'day', y: 'value', stroke: colour.accent}),
              Plot.dot(points.slice(-1), {x: 'day', y: 'value', fill: colour.accent, r: 3})],
    });
  }

  function trendPlot(trend, unit) {
    const points = trend.points.filter((point) => point.value !== undefined).map((point) => ({
      day: new Date(point.day), value: point.value,
      low: point.interval?.low ?? point.value, high: point.interval?.high ?? point.value}));
    if (points.length < 2) return null;
    return plot({
      x: {type: 'utc', label: null, ticks: points.map((point) => point.day), tickFormat: '%b %y'},
      y: {label: null, grid: true, tickFormat: ticksOf(unit, points.flatMap((point) => [point.low, point.high])), nice: true},
      marks: [
        Plot.areaY(points, {x: 'day', y1: 'low', y2: 'high', fill: colour.accent, fillOpacity: 0.15}),
        Plot.lineY(points, {x: 'day', y: 'value', stroke: colour.accent, marker: 'circle', strokeWidth: 2}),
      ],
    });
  }

  function curvePlot(curve) {
    const points = curve.points.map(([x, y, low, high]) => ({x, y, low, high}));
    if (points.length < 2) return null;
    return plot({
      x: {label: 'days', grid: true},
      y: {label: null, domain: [0, 1], grid: true, tickFormat: percentTick},
      marks: [
        Plot.areaY(points, {x: 'x', y1: 'low', y2: 'high', curve: 'step-after', fill: colour.accent, fillOpacity: 0.15}),
        Plot.lineY(points, {x: 'x', y: 'y', curve: 'step-after', stroke: colour.accent, strokeWidth: 2}),
        Plot.ruleY([0.5], {stroke: colour.quiet, strokeDasharray: '3,3'}),
      ],
    });
  }

  // Cohorts by month: the darker, the more were kept; immature cells are hatched by a lighter text.
  function cohortPlot(grid) {
    const cells = grid.rows.flatMap((row) => row.cells.map((cell, i) => ({
      cohort: row.name, column: grid.columns[i], value: cell.value, n: cell.n, mature: cell.mature})))
        .filter((cell) => cell.value !== undefined && cell.n > 0);
    if (cells.length === 0) return null;
    const least = Math.min(0.8, ...cells.map((cell) => cell.value));
    return plot({
      height: 40 + 22 * grid.rows.length, marginLeft: 70, padding: 0.06,
      x: {domain: grid.columns, label: null, axis: 'top'},
      y: {domain: grid.rows.map((row) => row.name), label: null},
      color: {type: 'linear', domain: [least, 1], range: [colour.bad, colour.good], clamp: true},
      marks: [
        Plot.cell(cells, {x: 'column', y: 'cohort', fill: 'value', fillOpacity: (cell) => (cell.mature ? 0.75 : 0.2)}),
        Plot.text(cells, {x: 'column', y: 'cohort', text: (cell) => (cell.mature ? percentTick(cell.value) : `[${percentTick(cell.value)}]`),
                          fill: colour.ink}),
      ],
    });
  }

  // Start, what came and went, end: each step begins where the one before it stopped.
  function waterfallPlot(lines) {
    let level = 0;
    const bars = lines.filter((line) => line.value !== undefined).map((line) => {
      const total = line.name === 'start' || line.name === 'end';
      const from = total ? 0 : level;
      level = total ? line.value : level + line.value;
      return {name: line.name, from, to: level, value: line.value,
              fill: total ? colour.accent : line.value < 0 ? colour.bad : colour.good};
    });
    if (bars.length < 2) return null;
    return plot({
      height: 260, marginLeft: 70, marginBottom: 60, x: {domain: bars.map((bar) => bar.name), label: null, tickRotate: -25},
      y: {label: null, grid: true, tickFormat: 's'},
      marks: [
        Plot.rectY(bars, {x: 'name', y1: 'from', y2: 'to', fill: 'fill', inset: 4}),
        Plot.text(bars, {x: 'name', y: (bar) => Math.max(bar.from, bar.to), dy: -8, text: (bar) => short(bar.value), fill: colour.ink}),
        Plot.ruleY([0], {stroke: colour.quiet}),
      ],
    });
  }

  // How often × how much, and what share of all that is reached down to each.
  function paretoPlot(grid) {
    const rows = grid.rows.map((row) => ({
      name: row.name.split(/[,(]/)[0].trim(), weight: (row.cells[0].value ?? 0) * (row.cells[1].value ?? 0)}))
        .sort((a, b) => b.weight - a.weight);
    const sum = d3.sum(rows, (row) => row.weight);
    if (sum === 0) return null;
    let reached = 0;
    for (const row of rows) {
      reached += row.weight;
      row.reached = reached / sum;
    }
    return plot({
      height: 40 + 30 * rows.length, marginLeft: 150, marginRight: 60,
      x: {label: 'days of delay per milestone due', grid: true}, y: {domain: rows.map((row) => row.name), label: null},
      marks: [
        Plot.barX(rows, {x: 'weight', y: 'name', fill: colour.middling}),
        Plot.text(rows, {x: 'weight', y: 'name', dx: 6, textAnchor: 'start', text: (row) => percentTick(row.reached), fill: colour.quiet}),
      ],
    });
  }

  function groupPlot(breakdown, unit) {
    const groups = breakdown.groups.filter((group) => known(group.value)).slice(0, 14).map((group) => ({
      name: group.key || '(none)', value: group.value.value,
      low: group.value.interval?.low ?? group.value.value, high: group.value.interval?.high ?? group.value.value,
      fill: group.tier ? colour[tone(group.tier)] : colour.accent}));
    if (groups.length < 2) return null;
    return plot({
      height: 46 + 24 * groups.length, marginLeft: 110,
      x: {label: null, grid: true, nice: true, tickFormat: ticksOf(unit, groups.flatMap((group) => [group.low, group.high]))},
      y: {domain: groups.map((group) => group.name), label: null},
      marks: [
        Plot.ruleY(groups, {y: 'name', x1: 'low', x2: 'high', stroke: colour.quiet, strokeWidth: 2}),
        Plot.dot(groups, {x: 'value', y: 'name', fill: 'fill', r: 5}),
      ],
    });
  }

  // ---- The page.

  function summary(metrics) {
    const rows = metrics.map((metric) => [
      element('a', {href: `#${metric.name}`}, metric.name), words(metric.value), interval(metric.value),
      metric.value.n ? whole(metric.value.n) : '', tierChip(metric.tier), metric.trend ? sparkline(metric.trend) : '',
      metric.trend?.judgement ?? '']);
    return table(['metric', 'value', '95 %', 'n', 'tier', 'months', 'trend'], rows);
  }

  function plotsOf(metric) {
    const drawn = [];
    const add = (title, made) => made && drawn.push(figure(title, made));
    for (const curve of metric.curves) add(curve.name, curvePlot(curve));
    for (const grid of metric.grids) {
      if (grid.name.startsWith('cohorts')) add(grid.name, cohortPlot(grid));
      if (grid.name.startsWith('bottlenecks')) add('bottlenecks, with the share of all delay down to each', paretoPlot(grid));
    }
    if (metric.measure === 'revenue_movements') add('from start to end', waterfallPlot(metric.lines));
    for (const breakdown of metric.breakdowns) add(`by ${breakdown.attribute}`, groupPlot(breakdown, metric.value.unit));
    if (metric.trend) add(`at the ends of months: ${metric.trend.judgement}`, trendPlot(metric.trend, metric.value.unit));
    return drawn.length === 0 ? null : element('div', {class: 'plots'}, ...drawn);
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
    return element('section', {id: metric.name},
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
  document.title = `${report.book} as of ${report.as_of}`;
  root.replaceChildren(
      element('h1', {}, `${report.book} as of ${report.as_of}`),
      element('p', {class: 'quiet'}, `Pack ${report.pack}, digest ${report.digest.slice(0, 12)}…; ${whole(accounts)} accounts, ` +
          `${whole(records)} records, ${whole(refused)} refused, ${whole(doubts)} ${doubts === 1 ? 'doubt' : 'doubts'}.`),
      summary(report.metrics), ...report.metrics.map(section));
})();
