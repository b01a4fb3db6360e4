// How much two pictures differ, reckoned in a page of the browser, which reads and writes PNG.
//
// Both are looked at through a blur of a pixel, so that edges of letters, which are drawn a little otherwise by another
// processor or release, are no difference.

const reckon = async ({before, now}) => {
  const read = async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return createImageBitmap(new Blob([bytes], {type: 'image/png'}));
  };
  const [a, b] = [await read(before), await read(now)];
  const width = Math.max(a.width, b.width);
  const height = Math.max(a.height, b.height);
  const pixels = (image) => {
    const context = new OffscreenCanvas(width, height).getContext('2d', {willReadFrequently: true});
    context.filter = 'blur(1px)';
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, width, height);
  };
  const [first, second] = [pixels(a), pixels(b)];
  const told = new OffscreenCanvas(width, height);
  const context = told.getContext('2d');
  const marked = context.createImageData(width, height);
  let different = 0;
  for (let at = 0; at < first.data.length; at += 4) {
    const apart = Math.max(...[0, 1, 2, 3].map((of) => Math.abs(first.data[at + of] - second.data[at + of])));
    const differs = apart > 40;
    if (differs) ++different;
    // What is alike is pale, what differs is red.
    const pale = 200 + (first.data[at] + first.data[at + 1] + first.data[at + 2]) / 3 / 4.7;
    marked.data.set(differs ? [220, 0, 0, 255] : [pale, pale, pale, 255], at);
  }
  context.putImageData(marked, 0, 0);
  const blob = new Uint8Array(await (await told.convertToBlob()).arrayBuffer());
  let text = '';
  for (const byte of blob) text += String.fromCharCode(byte);
  const sameSize = a.width === b.width && a.height === b.height;
  return {share: sameSize ? different / (width * height) : 1, picture: btoa(text)};
};

export async function difference(browser, before, now) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const {share, picture} = await page.evaluate(reckon, {before: before.toString('base64'), now: now.toString('base64')});
  await context.close();
  return {share, picture: Buffer.from(picture, 'base64')};
}
