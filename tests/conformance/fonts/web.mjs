// Publishers' fonts on the site, in Chromium: node web.mjs FOLDER, which holds the sites that web.py built.
// The letters of each Farsi and English text come from the publisher's files, at the weights that paper has.
import fs from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {chromium} from 'playwright-core';

const folder = process.argv[2];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
let faults = 0;
const expect = (good, what) => {
  if (!good) faults += 1;
  console.log(`${good ? 'ok  ' : 'FAIL'} ${what}`);
};

// The page's paragraphs and strong words: their widths, and the fonts that drew them.
async function look(site, name) {
  const page = await browser.newPage({viewport: {width: 1000, height: 900}});
  page.on('console', (message) => expect(!['error', 'warning'].includes(message.type()), `${site}: ${message.text()}`));
  await page.goto(pathToFileURL(path.join(folder, site, name)).href);
  await page.evaluate(() => document.fonts.ready);
  const widths = await page.evaluate(() => [...document.querySelectorAll('.prose strong, .prose h2, .prose li')].map((node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [node.localName, range.getBoundingClientRect().width];
  }));
  const loaded = await page.evaluate(() => [...document.fonts].filter((face) => face.status === 'loaded').map((face) => `${face.family} ${face.weight}`));
  const failed = await page.evaluate(() => [...document.fonts].filter((face) => face.status === 'error').map((face) => face.family));
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const {root} = await session.send('DOM.getDocument');
  const {nodeId} = await session.send('DOM.querySelector', {nodeId: root.nodeId, selector: '.prose'});
  const {fonts} = await session.send('CSS.getPlatformFontsForNode', {nodeId});
  await page.close();
  return {widths, loaded, failed, foreign: fonts.filter((font) => !font.isCustomFont).map((font) => `${font.familyName}: ${font.glyphCount}`)};
}

const unlike = (a, b) => Math.max(...a.widths.map(([, width], i) => Math.abs(width - b.widths[i][1]) / width));
const post = (lang) => {
  const posts = path.join(folder, 'static', lang, 'posts');
  return fs.readdirSync(posts).map((name) => `${lang}/posts/${name}/index.html`)
    .find((name) => (fs.readFileSync(path.join(folder, 'static', name), 'utf8').match(/<strong/g) ?? []).length > 3);
};

const farsi = post('fa');
const wanted = await look('static', farsi);
expect(wanted.widths.some(([name]) => name === 'strong') && wanted.widths.length > 5, `${farsi}: ${wanted.widths.length} texts to compare`);
for (const site of ['variable', 'cff2', 'named', 'static']) {
  const seen = await look(site, farsi);
  expect(seen.failed.length === 0, `${site}: no file is refused ${seen.failed}`);
  expect(seen.foreign.length === 0, `${site}: every letter comes from the site's own files ${seen.foreign}`);
  expect(seen.loaded.some((face) => face.includes('fa own')), `${site}: ${seen.loaded.join(', ')}`);
  const share = unlike(seen, wanted);
  if (site === 'named') expect(share > 0.005, `${site}: widths differ by ${(share * 100).toFixed(2)} % from the regular weight's`);
  else expect(share < 0.005, `${site}: widths differ by ${(share * 100).toFixed(2)} % from those of fonts made for the weights`);
}
const english = await look('variable', farsi.replace('fa/', 'en/'));
expect(english.loaded.some((face) => face.includes('en own-latin')) && english.foreign.length === 0, `English: ${english.loaded.join(', ')} ${english.foreign}`);
await browser.close();
process.exit(faults ? 1 : 0);
