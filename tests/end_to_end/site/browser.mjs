// The site as a reader sees it, in Chromium, from the disk. Usage: node browser.mjs SITE
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {chromium} from 'playwright-core';
import * as look from './look.mjs';
import {expect, finish, walk} from './report.mjs';
import {searchFaults} from './search.mjs';

const site = path.resolve(process.argv[2]);
const pages = walk(site).filter((name) => name.endsWith('.html'));
const url = (name) => pathToFileURL(path.join(site, name)).href;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});

async function open(width, options = {}) {
  const page = await browser.newPage({viewport: {width, height: 900}, ...options});
  page.on('request', (request) =>
    expect(request.url().startsWith('file:') || request.url().startsWith('data:'), `asks for ${request.url()}`));
  page.on('console', (message) =>
    expect(!['error', 'warning'].includes(message.type()), `${page.url()}: ${message.text()}`));
  page.on('pageerror', (error) => expect(false, `${page.url()}: ${error}`));
  return page;
}

const first = (pattern) => {
  const name = pages.find((candidate) => pattern.test(candidate));
  expect(name, `there is no page ${pattern}`);
  return name;
};

// Every page, on the narrowest phone: nothing is wider than the screen; direction is the language's.
const phone = await open(320);
const kinds = new Map();
for (const name of pages) {
  await phone.goto(url(name));
  const seen = await phone.evaluate(look.outline);
  expect(seen.scrollWidth <= 320, `${name}: ${seen.scrollWidth} px wide on a screen of 320: ${seen.wide}`);
  expect(seen.direction === (seen.lang === 'fa' ? 'rtl' : 'ltr'), `${name}: ${seen.lang} runs ${seen.direction}`);
  for (const fault of seen.directions) expect(false, `${name}: ${fault}`);
  kinds.set(`${seen.lang} ${seen.kind}`, name);
}
await phone.close();

// One page of each kind, by day and by night: contrast, and fonts that came.
for (const colorScheme of ['light', 'dark']) {
  const page = await open(1280, {colorScheme});
  for (const name of kinds.values()) {
    await page.goto(url(name));
    for (const fault of await page.evaluate(look.contrast)) expect(false, `${name} (${colorScheme}): ${fault}`);
    for (const fault of await page.evaluate(look.fonts)) expect(false, `${name}: ${fault}`);
  }
  await page.close();
}

// Each post on a wide page. The switch leads to the same post, or says that there is none. Notes stand beside
// the text, each by its mark and none on another. In Farsi, emphasis is upright and heavier, half-lines are two
// even columns, lists count in its digits.
const wide = await open(1280);
const noted = [];
let emphasis = 0;
let verses = 0;
for (const name of pages.filter((candidate) => /^(en|fa)\/posts\/[^/]+\/index\.html$/.test(candidate))) {
  await wide.goto(url(name));
  const links = await wide.$$eval('.languages a', (all) => all.map((a) => [a.href, a.parentElement.innerText]));
  const [lang, , slug] = name.split('/');
  const there = `${lang === 'en' ? 'fa' : 'en'}/posts/${slug}/index.html`;
  if (pages.includes(there)) expect(links[0][0] === url(there), `${name}: the switch leads to ${links[0][0]}`);
  else expect(/نیست|not in/.test(links[0][1]), `${name}: does not say that it has no counterpart`);
  const notes = await wide.evaluate(look.notes);
  if (notes.count) {
    noted.push(name);
    for (const fault of notes.faults) expect(false, `${name}: ${fault}`);
    expect(notes.beside, `${name}: notes are not beside the text`);
  }
  if (lang !== 'fa') continue;
  const seen = await wide.evaluate(look.farsi);
  emphasis += seen.emphasis;
  verses += seen.couplets;
  for (const fault of seen.faults) expect(false, `${name}: ${fault}`);
}
expect(noted.length > 0, 'no post has notes');
expect(emphasis > 0 && verses > 0, 'the sample shows no emphasis or no verse in Farsi');
await wide.goto(url(first(/^fa\/posts\/.*with-en/)));
await wide.click('.languages a');
expect(/\/en\/posts\/.*\/with-fa\/index\.html$/.test(wide.url()), `side by side, the switch leads to ${wide.url()}`);

// Side by side: rows are level where there is room, and interleave where there is none.
for (const name of pages.filter((candidate) => candidate.includes('/with-'))) {
  await wide.goto(url(name));
  for (const fault of await wide.evaluate(look.levelRows)) expect(false, `${name}: ${fault}`);
}
const narrow = await open(700);
await narrow.goto(url(first(/^fa\/posts\/.*with-en/)));
for (const fault of await narrow.evaluate(look.interleavedRows)) expect(false, `interleaved: ${fault}`);

// On a narrow page notes stand below.
if (noted.length) {
  await narrow.goto(url(noted[0]));
  expect(!(await narrow.evaluate(look.notes)).beside, `${noted[0]}: notes do not go below`);
}

// The keyboard: the first stop is the skip link, and whatever has the focus shows it.
await wide.goto(url(first(/^fa\/index/)));
await wide.keyboard.press('Tab');
expect(await wide.evaluate(() => document.activeElement.className === 'skip'), 'the first stop is not the skip link');
for (let i = 0; i < 12; i++) {
  expect(await wide.evaluate(look.showsFocus), 'what has the focus does not show it');
  await wide.keyboard.press('Tab');
}

for (const fault of await searchFaults(browser, open, url)) expect(false, `search: ${fault}`);

// On paper: the address, no navigation.
await wide.goto(url(first(/^fa\/posts\/[^/]+\/index/)));
await wide.emulateMedia({media: 'print'});
expect(await wide.isVisible('.print-address'), 'no address on paper');
expect(!(await wide.isVisible('.bar')), 'navigation on paper');

await browser.close();
finish();
