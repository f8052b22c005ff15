// The site as files: every link leads somewhere, feeds and pages are well formed, styles keep to logical
// sides, nothing points at a third party. Usage: node files.mjs SITE
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {HtmlValidate} from 'html-validate';
import {expect, finish, walk} from './report.mjs';

const site = process.argv[2];
const files = walk(site);
const known = new Set(files);
const pages = files.filter((name) => name.endsWith('.html'));
const read = (name) => fs.readFileSync(path.join(site, name), 'utf8');

function attributes(html, pattern) {
  const decode = (text) => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
  return [...html.matchAll(pattern)].map((match) => decode(match[1]));
}

const idsOf = new Map();
function ids(name) {
  if (!idsOf.has(name)) idsOf.set(name, new Set(attributes(read(name), /\sid="([^"]*)"/g)));
  return idsOf.get(name);
}

function checkLinks(name, html) {
  for (const url of attributes(html, /\s(?:href|src)="([^"]*)"/g)) {
    if (/^[a-z][a-z0-9+.-]*:/i.test(url) || url.startsWith('//')) continue;
    const [address, fragment] = url.replace(/\?v=[0-9a-f]+$/, '').split('#');
    const target = address ? path.posix.join(path.posix.dirname(name), decodeURIComponent(address)) : name;
    expect(known.has(target), `${name}: ${url} leads to no file`);
    if (fragment && known.has(target))
      expect(ids(target).has(decodeURIComponent(fragment)), `${name}: ${url} leads to no place in ${target}`);
  }
  for (const url of attributes(html, /<(?:img|link rel="stylesheet"|source|iframe|script)[^>]*\s(?:src|href)="([^"]*)"/g))
    expect(!/^([a-z]+:)?\/\//i.test(url), `${name}: asks a third party for ${url}`);
}

function checkPage(name, html) {
  expect(/<html lang="[a-z-]+" dir="(ltr|rtl)">/.test(html), `${name}: says no language and direction`);
  // The search is the only program, a file of our own.
  const programs = html.match(/<script[^>]*>[^<]*/gi) ?? [];
  const own = /^<script src="(\.\.\/)+assets\/search\.js\?v=[0-9a-f]{8}" defer>$/;
  expect(programs.length === (name.endsWith('/search/index.html') ? 1 : 0), `${name}: holds ${programs.length} programs`);
  for (const program of programs) expect(own.test(program), `${name}: holds a program`);
  expect(!/javascript:|\son[a-z]+="/i.test(html), `${name}: holds a program`);
  expect(/<title>[^<]+<\/title>/.test(html), `${name}: has no title`);
  expect((html.match(/<h1[ >]/g) ?? []).length >= 1, `${name}: has no h1`);
  expect((html.match(/<main /g) ?? []).length === 1, `${name}: has not one main`);
  let last = 1;
  for (const [, level] of html.matchAll(/<h([1-6])[ >]/g)) {
    expect(Number(level) <= last + 1, `${name}: h${level} follows h${last}`);
    last = Number(level);
  }
}

for (const name of pages) {
  const html = read(name);
  if (name !== '404.html') checkLinks(name, html); // its links are whole addresses
  checkPage(name, html);
}

const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    // XHTML's way to close, which feeds need too.
    'void-style': 'off',
    'no-trailing-whitespace': 'off',
    'long-title': 'off', // titles are the publication's
    'no-inline-style': 'error',
    'prefer-native-element': ['error', {exclude: ['doc-endnotes']}],
    'tel-non-breaking': 'off',
    'no-implicit-button-type': 'off',
    'text-content': 'off',
    // A list that must scroll is focusable; a note's mark is a link with a role of its own.
    'no-redundant-role': 'off',
  },
});
for (const name of pages) {
  const report = await validator.validateString(read(name), name);
  for (const result of report.results)
    for (const message of result.messages.slice(0, 3))
      expect(false, `${name}:${message.line}:${message.column}: ${message.message} [${message.ruleId}]`);
}

const xml = files.filter((name) => name.endsWith('.xml'));
expect(xml.length >= 2, 'a feed is missing');
for (const name of xml) {
  try {
    execFileSync('xmllint', ['--noout', path.join(site, name)], {stdio: 'pipe'});
  } catch (error) {
    expect(false, `${name}: ${error.stderr}`);
  }
}
for (const name of xml.filter((file) => file.endsWith('feed.xml'))) {
  const feed = read(name);
  const seen = new Set();
  expect(/^[\s\S]*?<author><name>[^<]+<\/name><\/author>[\s\S]*?(<entry>|<\/feed>)/.test(feed), `${name}: has no author`);
  for (const [, entry] of feed.matchAll(/<entry>([\s\S]*?)<\/entry>/g)) {
    const id = /<id>(urn:uuid:[0-9a-f-]{36})<\/id>/.exec(entry)?.[1];
    expect(id && !seen.has(id), `${name}: an entry has no id of its own`);
    seen.add(id);
    for (const part of ['<title>', '<updated>', '<content type="html"', 'rel="alternate"'])
      expect(entry.includes(part), `${name}: ${id} has no ${part}`);
    if (known.has('sitemap.xml')) // the publication has an address
      expect(!/(?:href|src)=&quot;(?![a-z]+:)/.test(entry), `${name}: ${id} has an address that is not whole`);
    expect(entry.length > 600, `${name}: ${id} has no full text`);
  }
}
// Each address of the sitemap is a page, and each page but listings is in it.
if (known.has('sitemap.xml')) {
  const sitemap = read('sitemap.xml');
  const address = /<loc>(https?:\/\/[^<]*?)<\/loc>/.exec(sitemap)[1].replace(/(en|fa)\/$/, '');
  for (const [, url] of sitemap.matchAll(/<loc>([^<]*)<\/loc>/g))
    expect(known.has(decodeURIComponent(url.slice(address.length)) + 'index.html'), `sitemap.xml: no page ${url}`);
}

// HT-5, PG-10: no physical side, no letter apart from its word, no machine slant.
for (const name of files.filter((file) => file.endsWith('.css'))) {
  const css = read(name).replace(/\/\*[\s\S]*?\*\//g, '');
  const physical = /(^|[\s;{])((margin|padding|border|inset|scroll-margin|scroll-padding)-(left|right|top|bottom)|left|right|text-align:\s*(left|right)|float:\s*(left|right)|letter-spacing|text-transform|font-style:\s*oblique|word-break:\s*break-all)\s*[:;]/gm;
  for (const [found] of css.matchAll(physical)) expect(false, `${name}: ${found.trim()}`);
  for (const [, url] of css.matchAll(/url\(([^)]*)\)/g))
    expect(known.has(path.posix.join(path.posix.dirname(name), url)), `${name}: no file ${url}`);
}
expect(files.some((name) => name.endsWith('.woff2')), 'there is no web font');
for (const name of files.filter((file) => file.endsWith('.woff2')))
  expect(fs.statSync(path.join(site, name)).size < 80 * 1024, `${name} is not cut`);

finish();
