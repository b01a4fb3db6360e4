// What Chromium itself says of a page: when it painted, which work was long, how long an interaction took until its
// picture stood (Event Timing), and what was sent; and how long the page's own thread had a processor, which others on
// the machine do not change much. Times are milliseconds, sizes bytes as they were sent.
const observers = () => {
  const told = {largest: 0, long: [], events: []};
  window.bellwetherTold = told;
  const watch = (type, take, more = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({type, buffered: true, ...more});
  watch('largest-contentful-paint', (entry) => (told.largest = entry.startTime));
  watch('longtask', (entry) => told.long.push({start: entry.startTime, duration: entry.duration}));
  // 16 is the least that Chromium tells of.
  watch('event', (entry) => entry.interactionId && told.events.push({start: entry.startTime, duration: entry.duration}), {durationThreshold: 16});
};

async function worked(session) {
  const {metrics} = await session.send('Performance.getMetrics');
  return metrics.find(({name}) => name === 'TaskDuration').value * 1000;
}

export async function watchTimes(page) {
  await page.addInitScript(observers);
  // Files and calls since the page was gone to; those that a cache answers send nothing.
  const session = await page.context().newCDPSession(page);
  const sent = {bytes: 0, requests: 0, calls: [], worked: () => worked(session)};
  await session.send('Network.enable');
  await session.send('Performance.enable', {timeDomain: 'threadTicks'});
  session.on('Network.requestWillBeSent', ({request}) => {
    ++sent.requests;
    const [, call] = /\/bellwether\.v1\.\w+\/(\w+)/.exec(request.url) ?? [];
    if (call) sent.calls.push(call);
  });
  session.on('Network.loadingFinished', ({encodedDataLength}) => (sent.bytes += encodedDataLength));
  return sent;
}

// Of the page as it stands: `ready` is when `until` was so.
export async function loadTimes(page) {
  return page.evaluate(() => {
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    const told = window.bellwetherTold;
    return {
      first: paint?.startTime ?? NaN,
      largest: told.largest,
      long: Math.max(0, ...told.long.map((each) => each.duration)),
      elements: document.querySelectorAll('*').length,
    };
  });
}

// The longest of what `act` did: until the next picture stood after a key or a press. 16 or less is not told apart.
// And the time until `settled`, which waits for the answer.
export async function interaction(page, sent, act, settled) {
  const before = await sent.worked();
  await page.evaluate(() => {
    window.bellwetherTold.events = [];
    window.bellwetherTold.long = [];
  });
  const begin = performance.now();
  await act();
  await settled?.();
  const whole = performance.now() - begin;
  // Entries come with a picture or two of delay.
  await page.waitForTimeout(250);
  const {events, long} = await page.evaluate(() => window.bellwetherTold);
  return {
    slowest: Math.max(16, ...events.map((each) => each.duration)),
    long: Math.max(0, ...long.map((each) => each.duration)),
    whole,
    worked: (await sent.worked()) - before,
  };
}

export function median(values) {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  return sorted.length === 0 ? NaN : sorted[Math.floor(sorted.length / 2)];
}
