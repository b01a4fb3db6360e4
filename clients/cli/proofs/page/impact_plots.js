// Plots of an impact, as `bellwether impact --format json` has it. Needs d3, Observable Plot and
// drawing.js.
//
//   for (const {title, draw} of ImpactPlots.of(impact, theme)) figure.append(draw(width));
const ImpactPlots = (() => {
  'use strict';
  const {plot, nameMargin, clipped, textOn} = Drawing;
  const whole = (value) => Math.round(value).toLocaleString('en');
  const points = (value) => `${value > 0 ? '+' : ''}${+value.toFixed(2)}`;

  // How many accounts' primary score moved by how many points.
  function changes(impact, theme) {
    const {bins, as_before: asBefore} = impact.histograms[0];
    if (bins.length === 0) return null;
    const reach = d3.max(bins, (bin) => Math.max(-bin.above, bin.up_to));
    const moved = d3.sum(bins, (bin) => bin.accounts);
    return {
      title: `Changes of the primary score, in points (${whole(asBefore)} as before, not drawn)`,
      draw: (width) => plot(theme, width, `${whole(moved)} accounts move by up to ${reach} points`, {
        x: {label: null, domain: [-reach, reach], tickFormat: points},
        y: {label: 'accounts', grid: true, nice: true, ticks: 5},
        marks: [
          Plot.rectY(bins, {x1: 'above', x2: 'up_to', y: 'accounts', inset: 0.5, fill: (bin) => (bin.above < 0 ? theme.bad : theme.good)}),
          Plot.ruleX([0], {stroke: theme.quiet}), Plot.ruleY([0], {stroke: theme.quiet}),
        ],
      }),
    };
  }

  // Who went from which band to which: the diagonal stayed.
  function bands(impact, theme) {
    const migration = impact.migrations.find((one) => one.outcome === 'health.primary.band');
    if (!migration || migration.changed === 0) return null;
    const cells = d3.flatRollup(migration.cells, (of) => d3.sum(of, (cell) => cell.accounts), (cell) => cell.from, (cell) => cell.to)
        .map(([from, to, accounts]) => ({from, to, accounts}));
    const used = migration.answers.filter((answer) => cells.some((cell) => cell.from === answer || cell.to === answer));
    const most = d3.max(cells, (cell) => (cell.from === cell.to ? 0 : cell.accounts));
    const colour = (cell) => {
      if (cell.from === cell.to) return theme.line;
      return used.indexOf(cell.to) > used.indexOf(cell.from) ? theme.bad : theme.good;
    };
    const opacity = (cell) => (cell.from === cell.to ? 0.6 : 0.25 + 0.75 * Math.sqrt(cell.accounts / most));
    return {
      title: 'Bands: by the old pack down, by the new pack across',
      draw: (width) => {
        const marginLeft = nameMargin(used, width);
        return plot(theme, width, `${whole(migration.changed)} accounts change their band`, {
          height: 46 + 40 * used.length, marginLeft, marginTop: 34, marginBottom: 8,
          x: {label: null, axis: 'top', domain: used, tickFormat: clipped(Math.max(60, (width - marginLeft) / used.length))},
          y: {label: null, domain: used, tickFormat: clipped(marginLeft)},
          marks: [
            Plot.cell(cells, {x: 'to', y: 'from', inset: 1, rx: 3, fill: colour, fillOpacity: opacity}),
            Plot.text(cells, {x: 'to', y: 'from', text: (cell) => whole(cell.accounts), fontWeight: 600,
                              fill: (cell) => textOn(theme, colour(cell), opacity(cell))}),
          ],
        });
      },
    };
  }

  // What moved the scores on the mean: weights and sub-scores of components, floors and caps.
  function causes(impact, theme) {
    const MOST = 14;
    const rows = impact.causes.slice(0, MOST);
    if (rows.length === 0) return null;
    const several = new Set(impact.causes.map((row) => row.score)).size > 1;
    const name = (row) => (several ? `${row.score}: ${row.component}` : row.component);
    const names = rows.map(name);
    return {
      title: 'What moved the scores: mean points over all accounts',
      draw: (width) => {
        const marginLeft = nameMargin(names, width);
        return plot(theme, width, rows.map((row) => `${name(row)} ${points(row.mean)}`).join(', '), {
          height: 44 + 24 * rows.length, marginLeft, marginRight: 56,
          x: {label: null, grid: true, nice: true, tickFormat: points, ticks: Math.max(2, Math.floor(width / 110))},
          y: {label: null, domain: names, tickFormat: clipped(marginLeft)},
          marks: [
            Plot.barX(rows, {y: name, x: 'mean', inset: 2, fill: (row) => (row.mean < 0 ? theme.bad : theme.good)}),
            Plot.ruleX([0], {stroke: theme.quiet}),
            ...[-1, 1].map((sign) => Plot.text(rows.filter((row) => (sign < 0 ? row.mean < 0 : row.mean >= 0)), {
              y: name, x: 'mean', text: (row) => points(row.mean), dx: 5 * sign, textAnchor: sign < 0 ? 'end' : 'start', fill: theme.ink})),
          ],
        });
      },
    };
  }

  // The share of each segment that is decided otherwise.
  function segments(impact, theme) {
    const rows = impact.segments.map((row) => ({...row, part: row.flipped / row.accounts}));
    if (rows.length < 2 || rows.every((row) => row.flipped === 0)) return null;
    return {
      title: 'Decided otherwise, of the accounts of each segment',
      draw: (width) => {
        const names = rows.map((row) => row.segment);
        const marginLeft = nameMargin(names, width);
        return plot(theme, width, rows.map((row) => `${row.segment} ${(100 * row.part).toFixed(1)} %`).join(', '), {
          height: 44 + 26 * rows.length, marginLeft, marginRight: 96,
          x: {label: null, grid: true, nice: true, domain: [0, d3.max(rows, (row) => row.part)], tickFormat: (value) => `${+(100 * value).toFixed(1)} %`, ticks: 4},
          y: {label: null, domain: names, tickFormat: clipped(marginLeft)},
          marks: [
            Plot.barX(rows, {y: 'segment', x: 'part', inset: 3, fill: theme.accent}),
            Plot.text(rows, {y: 'segment', x: 'part', dx: 5, textAnchor: 'start', fill: theme.ink,
                             text: (row) => `${whole(row.flipped)} of ${whole(row.accounts)}`}),
          ],
        });
      },
    };
  }

  return {of: (impact, theme) => [changes, bands, causes, segments].map((make) => make(impact, theme)).filter(Boolean)};
})();
