// Those that know light-dark(), by which colours.css has both of each colour.
export const browsers = ['chrome123', 'edge123', 'firefox120', 'safari17.5'];
