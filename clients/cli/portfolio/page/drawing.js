// What all plots share: how they look, room for names, text on colours. Needs d3 and Observable
// Plot. `theme` names colours: ink, quiet, line, panel, accent, good, middling, bad.
const Drawing = (() => {
  'use strict';

  // Room for names on the left: as much as the longest takes, at most two fifths of the width.
  const LETTER = 6.6;
  function nameMargin(names, width) {
    const longest = d3.max(names, (name) => name.length) ?? 0;
    return Math.min(Math.ceil(longest * LETTER) + 16, Math.floor(0.4 * width));
  }
  function clipped(margin) {
    const most = Math.max(3, Math.floor((margin - 14) / LETTER));
    return (name) => (name.length > most ? `${name.slice(0, most - 1)}…` : name);
  }

  // An SVG of so many pixels, with a description for those who cannot see it.
  function plot(theme, width, description, options) {
    const made = Plot.plot({
      style: {background: 'transparent', color: theme.ink, fontSize: '12px', fontFamily: 'system-ui, sans-serif', overflow: 'visible'},
      width, height: 230, marginLeft: 56, marginRight: 16, ariaLabel: description, ...options});
    made.setAttribute('role', 'img');
    return made;
  }

  // Text that can be read on a fill, which lies over the panel.
  function textOn(theme, fill, opacity) {
    const blended = d3.interpolateRgb(theme.panel, fill)(opacity);
    return d3.lab(blended).l > 58 ? '#10161d' : '#ffffff';
  }

  return {plot, nameMargin, clipped, textOn};
})();
