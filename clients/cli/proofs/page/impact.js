// Draws the impact whose numbers stand in #data.
(() => {
  'use strict';
  const impact = JSON.parse(document.getElementById('data').textContent);
  const {element, figure, show, table, theme} = PageElements;
  const whole = (value) => Math.round(value).toLocaleString('en');
  const signed = (value) => `${value > 0 ? '+' : ''}${+value.toFixed(2)}`;
  const chip = (good, text) => element('span', {class: `tier ${good ? 'good' : 'bad'}`}, text);
  const pack = (one) => `${one.place}, ${one.pack} ${one.version}, digest ${one.digest.slice(0, 12)}…`;

  // A table of the report: `columns` are [key, header, words].
  const asIs = (value) => value;
  function section(id, title, columns, {texts = 1, rows = impact[id]} = {}) {
    if (!rows || rows.length === 0) return null;
    const cells = rows.map((row) => columns.map(([key, , words = asIs]) => (row[key] === undefined ? '' : words(row[key]))));
    return element('section', {id}, element('h2', {}, title), table(columns.map(([, header]) => header), cells, {texts, label: title}));
  }

  const FLOW = [['outcome', 'outcome'], ['from', 'by the old pack'], ['to', 'by the new pack'], ['accounts', 'accounts', whole], ['share', 'of all'], ['acv', 'contract value', whole]];
  const MOVERS = [['account', 'account'], ['segment', 'segment'], ['decisions', 'decided otherwise'], ['because', 'most by'], ['acv', 'contract value', whole], ['from', 'score'], ['to', 'new'], ['change', 'points', signed]];

  function budget() {
    const columns = [['line', 'line'], ['verdict', 'verdict', (verdict) => chip(verdict === 'kept', verdict)], ['limit', 'limit'], ['actual', 'is', (value) => +value.toFixed(2)]];
    return section('budget', 'Budget', columns, {texts: 2});
  }

  document.title = `Impact: ${impact.to.pack} ${impact.to.version}`;
  show(document.getElementById('report'), () => [
    element('h1', {}, 'What this change does'),
    element('p', {class: 'quiet'}, `From ${pack(impact.from)} to ${pack(impact.to)}; as of ${impact.as_of}.`),
    impact.kept === undefined ? null : element('p', {}, chip(impact.kept, impact.kept ? 'within the budget' : 'over the budget')),
    ...impact.summary.map((sentence) => element('p', {}, sentence)),
    budget(),
    element('section', {id: 'plots'}, element('h2', {}, 'At a glance'),
            element('div', {class: 'plots'}, ...ImpactPlots.of(impact, theme()).map(({title, draw}) => figure(title, draw)))),
    section('decisions', 'Decisions that change', FLOW, {texts: 3}),
    section('flips', 'Decided otherwise, by contract value', MOVERS, {texts: 4}),
    section('causes', 'What moved the scores', [['score', 'score'], ['component', 'component'], ['weight', 'weight'], ['by_weight', 'by weight', signed], ['by_score', 'by sub-score', signed], ['mean', 'mean points', signed], ['share', 'of the movement', (share) => `${(100 * share).toFixed(1)} %`], ['accounts', 'accounts', whole]], {texts: 3}),
    section('scores', 'Scores', [['score', 'score'], ['accounts', 'accounts', whole], ['falls', 'fall', whole], ['rises', 'rise', whole], ['mean', 'mean change', signed], ['least', 'largest fall', signed], ['most', 'largest rise', signed], ['rank_correlation', 'same order', (value) => value.toFixed(4)]]),
    section('segments', 'Segments', [['segment', 'segment'], ['accounts', 'accounts', whole], ['flipped', 'decided otherwise', whole], ['share', 'of them'], ['mean', 'mean change', signed], ['acv', 'contract value', whole]]),
    section('answers', 'Other answers that change', FLOW, {texts: 3}),
    section('falls', 'Largest falls', MOVERS, {texts: 4}),
    section('rises', 'Largest rises', MOVERS, {texts: 4})]);
})();
