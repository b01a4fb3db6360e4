// Plots of a metric: what is drawn of it, and how. Needs d3, Observable Plot and drawing.js, and
// nothing of the page that shows them.
//
//   for (const {title, draw} of MetricPlots.of(metric, theme)) figure.append(draw(width));
//
// `metric` is one of the report's metrics as `--format json` has them. `theme` names colours: ink,
// quiet, line, panel, accent, good, middling, bad. draw(width) makes an SVG of so many pixels, with
// a description for those who cannot see it; call it again for another width or theme.
const MetricPlots = (() => {
  'use strict';

  // ---- Words and scales.

  const {plot, nameMargin, clipped, textOn} = Drawing;
  const whole = (value) => Math.round(value).toLocaleString('en');
  const percent = (value) => `${Math.round(100 * value)} %`;
  const short = d3.format('.3~s');
  const number = {
    ratio: (value) => `${(100 * value).toFixed(1)} %`, times: (value) => `${value.toFixed(2)} ×`,
    days: (value) => `${+value.toFixed(1)} days`, hours: (value) => `${+value.toFixed(1)} hours`,
    money: whole, points: (value) => value.toFixed(0), score: (value) => value.toFixed(2),
  };
  const known = (quantity) => quantity.value !== undefined && quantity.standing === 'KNOWN';
  const low = (quantity) => quantity.interval?.low ?? quantity.value;
  const high = (quantity) => quantity.interval?.high ?? quantity.value;

  // Ticks of an axis: with a decimal where whole per cent would read the same.
  function ticksOf(unit, values) {
    const [least, most] = d3.extent(values);
    if (unit === 'money') return short;
    if (unit !== 'ratio') return undefined;
    return most - least < 0.05 ? (value) => `${(100 * value).toFixed(1)} %` : percent;
  }
  const UNIT_LABEL = {days: 'days', hours: 'hours', points: 'points'};

  // A month's end is the first moment of the next month: it has the name of the month that ended.
  const monthName = d3.utcFormat('%b %y'), dayName = d3.utcFormat('%-d %b');
  const endName = (day) => (day.getUTCDate() === 1 ? monthName(d3.utcDay.offset(day, -1)) : dayName(day));

  // ---- A value over time, with its interval.

  function trend(metric, theme) {
    const {unit} = metric.value;
    const points = metric.trend.points.filter((point) => point.value !== undefined).map((point) => ({
      day: new Date(point.day), value: point.value, low: low(point), high: high(point)}));
    if (points.length < 2) return null;
    const ends = points.flatMap((point) => [point.low, point.high]);
    const last = points[points.length - 1];
    const description = `${metric.name} from ${number[unit](points[0].value)} to ${number[unit](last.value)}; ${metric.trend.judgement}`;
    return (width) => {
      const every = Math.max(1, Math.ceil(points.length / Math.floor((width - 60) / 52)));
      const ticks = points.filter((_, i) => (points.length - 1 - i) % every === 0).map((point) => point.day);
      return plot(theme, width, description, {
        marginRight: 30,
        x: {type: 'utc', label: null, ticks, tickFormat: endName},
        y: {label: UNIT_LABEL[unit] ?? null, grid: true, nice: true, ticks: 5, tickFormat: ticksOf(unit, ends)},
        marks: [
          ends.some((end) => end < 0) ? Plot.ruleY([0], {stroke: theme.quiet}) : null,
          Plot.areaY(points, {x: 'day', y1: 'low', y2: 'high', fill: theme.accent, fillOpacity: 0.16}),
          Plot.lineY(points, {x: 'day', y: 'value', stroke: theme.accent, marker: 'circle', strokeWidth: 2}),
        ],
      });
    };
  }

  // The same, small and without axes.
  function sparkline(metric, theme) {
    const points = (metric.trend?.points ?? []).filter((point) => point.value !== undefined)
        .map((point) => ({day: new Date(point.day), value: point.value}));
    if (points.length < 2) return null;
    return plot(theme, 110, `${metric.name} at the ends of months: ${metric.trend.judgement}`, {
      height: 26, margin: 4, marginLeft: 4, marginRight: 4, axis: null,
      marks: [Plot.lineY(points, {x: 'day', y: 'value', stroke: theme.accent}),
              Plot.dot(points.slice(-1), {x: 'day', y: 'value', fill: theme.accent, r: 3})],
    });
  }

  // ---- A curve of survival with its band.

  function curve(drawn, theme) {
    const points = drawn.points.map(([x, y, from, to]) => ({x, y, from, to}));
    if (points.length < 2) return null;
    const half = points.find((point) => point.y <= 0.5);
    const description = half ? `${drawn.name}: one half at ${half.x} days` : `${drawn.name}: never one half`;
    return (width) => plot(theme, width, description, {
      marginBottom: 38,
      x: {label: 'days', grid: true, ticks: Math.floor(width / 70)},
      y: {label: null, domain: [0, 1], grid: true, ticks: 5, tickFormat: percent},
      marks: [
        Plot.areaY(points, {x: 'x', y1: 'from', y2: 'to', curve: 'step-after', fill: theme.accent, fillOpacity: 0.18}),
        Plot.ruleY([0.5], {stroke: theme.quiet, strokeDasharray: '3,3'}),
        half ? Plot.ruleX([half.x], {stroke: theme.quiet, strokeDasharray: '3,3', y1: 0, y2: 0.5}) : null,
        Plot.lineY(points, {x: 'x', y: 'y', curve: 'step-after', stroke: theme.accent, strokeWidth: 2}),
      ],
    });
  }

  // ---- Grids as heat maps.

  const cellsOf = (grid) => grid.rows.flatMap((row) => row.cells.map((cell, i) => ({
    row: row.name, column: grid.columns[i], value: cell.value, n: cell.n, mature: cell.mature, unit: cell.unit})));

  // `colour` of a value; `faint`: cells whose colour is drawn weakly.
  function heatMap(grid, cells, theme, {description, colour, faint, text, tall, marks = []}) {
    const names = grid.rows.map((row) => row.name);
    return (width) => {
      const marginLeft = nameMargin(names, width);
      const opacity = (cell) => (faint(cell) ? 0.25 : 0.8);
      const room = (width - marginLeft - 16) / grid.columns.length;
      const fits = (cell) => (text(cell).length * LETTER < room ? text(cell) : '');
      return plot(theme, width, description, {
        height: 36 + tall * names.length, marginLeft, marginTop: 30, marginBottom: 6, padding: 0.05,
        x: {domain: grid.columns, label: null, axis: 'top', tickSize: 0, tickFormat: clipped(room + 8)},
        y: {domain: names, label: null, tickSize: 0, tickFormat: clipped(marginLeft)},
        marks: [
          Plot.cell(cells, {x: 'column', y: 'row', fill: (cell) => colour(cell.value), fillOpacity: opacity,
                            title: (cell) => `${cell.row}, ${cell.column}: ${text(cell)}, n ${cell.n}`}),
          Plot.text(cells, {x: 'column', y: 'row', text: fits, fill: (cell) => textOn(theme, colour(cell.value), opacity(cell))}),
          ...marks,
        ],
        color: {type: 'identity'},
      });
    };
  }

  // Cohorts by month: the greener, the more were kept; immature cells are faint and in brackets.
  function cohorts(grid, theme) {
    const cells = cellsOf(grid).filter((cell) => cell.value !== undefined && cell.n > 0);
    if (cells.length === 0) return null;
    const least = Math.min(0.8, d3.min(cells, (cell) => cell.value));
    const middle = (1 + least) / 2;
    const colour = d3.scaleLinear([least, middle, 1], [theme.bad, theme.middling, theme.good]).clamp(true);
    return heatMap(grid, cells, theme, {
      description: `${grid.name}: from ${percent(d3.min(cells, (cell) => cell.value))} to ${percent(d3.max(cells, (cell) => cell.value))}`,
      colour, faint: (cell) => !cell.mature, tall: 22,
      text: (cell) => (cell.mature ? percent(cell.value) : `[${percent(cell.value)}]`)});
  }

  // From a row's name to a column's of the same names: the darker, the more; who stayed is framed.
  const isMatrix = (grid) => grid.rows.length > 1 && grid.rows.length === grid.columns.length &&
      grid.rows.every((row) => grid.columns.includes(row.name));
  function matrix(grid, theme) {
    const cells = cellsOf(grid).filter((cell) => cell.value !== undefined);
    if (cells.length === 0) return null;
    const most = d3.max(cells, (cell) => cell.value) || 1;
    const colour = d3.scaleLinear([0, most], [theme.panel, theme.accent]).clamp(true);
    const text = (cell) => (cell.unit === 'ratio' ? percent(cell.value) : whole(cell.value));
    const stayed = grid.columns.map((name) => ({row: name, column: name}));
    const moved = cells.filter((cell) => cell.row !== cell.column && cell.value > 0);
    return heatMap(grid, cells, theme, {
      description: `${grid.name}: ${moved.map((cell) => `${cell.row} to ${cell.column} ${text(cell)}`).join(', ') || 'nobody moved'}`,
      colour, faint: () => false, text, tall: 44,
      marks: [Plot.cell(stayed, {x: 'column', y: 'row', fill: 'none', stroke: theme.quiet, strokeWidth: 1.5})]});
  }

  // ---- From start to end: each step begins where the one before it stopped.

  function waterfall(metric, theme) {
    let level = 0;
    const bars = metric.lines.filter((line) => line.value !== undefined && line.unit === 'money').map((line) => {
      const total = line.name === 'start' || line.name === 'end';
      const from = total ? 0 : level;
      level = total ? line.value : level + line.value;
      return {name: line.name, from, to: level, value: line.value,
              fill: total ? theme.accent : line.value < 0 ? theme.bad : theme.good};
    });
    if (bars.length < 2) return null;
    const description = bars.map((bar) => `${bar.name} ${whole(bar.value)}`).join(', ');
    return (width) => {
      const room = (width - 66) / bars.length;
      const turned = d3.max(bars, (bar) => bar.name.length) * LETTER > room;
      return plot(theme, width, description, {
        height: 260, marginBottom: turned ? 74 : 30, marginTop: 24, insetTop: 10,
        x: {domain: bars.map((bar) => bar.name), label: null, tickSize: 0, tickRotate: turned ? -40 : 0},
        y: {label: null, grid: true, ticks: 5, tickFormat: short},
        color: {type: 'identity'},
        marks: [
          Plot.rectY(bars, {x: 'name', y1: 'from', y2: 'to', fill: 'fill', insetLeft: 2, insetRight: 2, title: (bar) => `${bar.name}: ${whole(bar.value)}`}),
          Plot.text(bars, {x: 'name', y: (bar) => Math.max(bar.from, bar.to), dy: -8, text: (bar) => short(bar.value), fill: theme.ink, fontSize: room < 44 ? 10 : 12}),
          Plot.ruleY([0], {stroke: theme.quiet}),
        ],
      });
    };
  }

  // ---- How often × how much, and what share of all that is reached down to each.

  function pareto(grid, theme) {
    const rows = grid.rows.map((row) => ({
      name: row.name.split(/[,(]/)[0].trim(), weight: (row.cells[0].value ?? 0) * (row.cells[1].value ?? 0)}))
        .filter((row) => row.weight > 0).sort((a, b) => b.weight - a.weight);
    const sum = d3.sum(rows, (row) => row.weight);
    if (sum === 0) return null;
    let reached = 0;
    for (const row of rows) {
      reached += row.weight;
      row.reached = reached / sum;
    }
    const description = rows.map((row) => `${row.name} ${row.weight.toFixed(1)} days, with those above ${percent(row.reached)}`).join('; ');
    return (width) => {
      const names = rows.map((row) => row.name);
      const marginLeft = nameMargin(names, width);
      return plot(theme, width, description, {
        height: 52 + 28 * rows.length, marginLeft, marginRight: 52, marginBottom: 38,
        x: {label: 'days of delay per milestone due', grid: true, ticks: Math.max(2, Math.floor(width / 110))},
        y: {domain: names, label: null, tickSize: 0, tickFormat: clipped(marginLeft)},
        marks: [
          Plot.barX(rows, {x: 'weight', y: 'name', fill: theme.middling, fillOpacity: 0.85, insetTop: 2, insetBottom: 2, title: (row) => `${row.name}: ${row.weight.toFixed(2)} days`}),
          Plot.text(rows, {x: 'weight', y: 'name', dx: 6, textAnchor: 'start', text: (row) => percent(row.reached), fill: theme.ink}),
        ],
      });
    };
  }

  // ---- Groups with their intervals.

  const MOST_GROUPS = 14;
  // A sum of money lies far to the right of its parts.
  const isSum = (metric) => metric.value.unit === 'money' && metric.value.interval === undefined;
  function groups(breakdown, metric, theme) {
    const {unit} = metric.value;
    const shown = breakdown.groups.filter((group) => known(group.value)).slice(0, MOST_GROUPS).map((group) => ({
      name: group.key || '(none)', value: group.value.value, n: group.value.n, low: low(group.value), high: high(group.value),
      fill: group.tier ? theme[MetricPlots.tone(group.tier)] : theme.accent}));
    if (shown.length < 2) return null;
    const description = shown.map((group) => `${group.name} ${number[unit](group.value)}`).join(', ');
    const ends = shown.flatMap((group) => [group.low, group.high]);
    const allLine = known(metric.value) && !isSum(metric);
    return (width) => {
      const names = shown.map((group) => group.name);
      const marginLeft = nameMargin(names, width);
      return plot(theme, width, description, {
        height: 46 + 24 * shown.length, marginLeft, marginRight: 28,
        x: {label: null, grid: true, nice: true, ticks: Math.max(2, Math.floor((width - marginLeft) / 80)), tickFormat: ticksOf(unit, ends)},
        y: {domain: names, label: null, tickSize: 0, tickFormat: clipped(marginLeft)},
        color: {type: 'identity'},
        marks: [
          allLine ? Plot.ruleX([metric.value.value], {stroke: theme.quiet, strokeDasharray: '3,3'}) : null,
          Plot.ruleY(shown, {y: 'name', x1: 'low', x2: 'high', stroke: theme.quiet, strokeWidth: 2}),
          Plot.dot(shown, {x: 'value', y: 'name', fill: 'fill', r: 5, title: (group) => `${group.name}: ${number[unit](group.value)}, n ${group.n}`}),
        ],
      });
    };
  }

  // ---- What is drawn of a metric, in order.

  function of(metric, theme) {
    const drawn = [];
    const add = (title, draw) => draw && drawn.push({title, draw});
    for (const one of metric.curves) add(one.name, curve(one, theme));
    for (const grid of metric.grids) {
      if (isMatrix(grid)) add(grid.name, matrix(grid, theme));
      if (grid.name.startsWith('cohorts')) add(grid.name, cohorts(grid, theme));
      if (grid.name.startsWith('bottlenecks')) add('bottlenecks, with the share of all delay down to each', pareto(grid, theme));
    }
    if (metric.measure === 'revenue_movements') add('from start to end', waterfall(metric, theme));
    for (const breakdown of metric.breakdowns) add(`by ${breakdown.attribute}${isSum(metric) ? '' : ' (dashed: all)'}`, groups(breakdown, metric, theme));
    if (metric.trend) add(`at the ends of months: ${metric.trend.judgement}`, trend(metric, theme));
    return drawn;
  }

  return {
    of, sparkline,
    // good, middling or bad: best tier, those between, worst.
    tone: (tier) => (tier.rank === 0 ? 'good' : tier.rank === tier.of - 1 ? 'bad' : 'middling'),
  };
})();
