// Search without a server. The words of each language lie folded and sorted in small lists, the
// text of each post in a file of its own; what a question needs is fetched, and nothing else. Lists
// are scripts that hand over their data, so that a site read from a disk can be searched too.
'use strict';

const beytSearch = (() => {
  const folds = new Map();
  for (const run of beytFold.dropped.split(' ')) {
    const [first, last] = run.split('-').map((number) => parseInt(number, 16));
    for (let code = first; code <= last; code++) folds.set(String.fromCodePoint(code), '');
  }
  for (const entry of beytFold.changed.split(' ')) {
    const [from, ...to] = entry;
    folds.set(from, to.join(''));
  }

  // What locale/fold.c does: the two are tested against each other.
  const fold = (text) => {
    let out = '';
    for (const sign of text.normalize('NFKD')) out += folds.has(sign) ? folds.get(sign) : sign;
    return out;
  };
  const WORD = /[\p{L}\p{Nd}](?:[\p{L}\p{Nd}\p{M}]|(?![\u202a-\u202e\u2066-\u2069])\p{Cf})*/gu;
  const words = (text) => text.match(WORD) || [];
  // A word as one, and what ZWNJ parts in it.
  const forms = (word) => ({
    whole: fold(word),
    parts: word.split('\u200c').map(fold).filter((part) => part !== ''),
  });

  const taken = new Map();
  return {fold, words, forms, WORD, taken, take: (name, data) => taken.set(name, data)};
})();

(() => {
  const form = document.getElementById('search');
  if (!form) return;
  const field = document.getElementById('search-words');
  const status = document.getElementById('search-status');
  const list = document.getElementById('search-results');
  const more = document.getElementById('search-more');
  const {fold, forms, words, WORD, taken} = beytSearch;
  const said = form.dataset;
  const languages = [...form.querySelectorAll('.search-language')];
  const AT_ONCE = 10; // results shown, each with a text to fetch
  const PAUSE_MS = 200; // after the last key
  const AFFIX = 4; // letters of «می» and «های»: two such words may be one that was written together
  const WEIGHTS = [9, 3, 1]; // in the title, in headings, in the text

  const loads = new Map();
  const load = (name) => {
    if (!loads.has(name)) {
      loads.set(name, new Promise((resolve, reject) => {
        const script = document.createElement('script');
        script.src = `${said.root}${name}.js?v=${said.version}`;
        script.onload = () => resolve(taken.get(name));
        script.onerror = () => {
          loads.delete(name);
          script.remove();
          reject(new Error(name));
        };
        document.head.append(script);
      }));
    }
    return loads.get(name);
  };

  const matches = (word, asked) => (asked.length > 1 ? word.startsWith(asked) : word === asked);

  // The posts that a list names for a word, into `scores`.
  const readPosts = (found, factor, scores) => {
    found.split(';').forEach((posts, place) => {
      let post = 0;
      for (const step of posts ? posts.split(',') : []) {
        post += parseInt(step, 36);
        scores.set(post, Math.max(scores.get(post) || 0, WEIGHTS[place] * factor));
      }
    });
  };

  // The posts with a word that begins with `asked`: post -> score.
  const lookUp = async (folder, asked) => {
    const scores = new Map();
    if (!asked) return scores;
    const heads = await load(`${folder}/words`);
    const wanted = [];
    heads.forEach((head, i) => {
      const ends = i + 1 < heads.length ? heads[i + 1] : null;
      if ((head <= asked || head.startsWith(asked)) && (ends === null || ends >= asked)) wanted.push(i);
    });
    for (const lines of await Promise.all(wanted.map((i) => load(`${folder}/w/${i}`)))) {
      for (const line of lines.split('|')) {
        const cut = line.indexOf('=');
        const word = line.slice(0, cut);
        if (matches(word, asked)) readPosts(line.slice(cut + 1), word === asked ? 2 : 1, scores);
      }
    }
    return scores;
  };

  const both = (left, right) => {
    const scores = new Map();
    for (const [post, score] of left) if (right.has(post)) scores.set(post, score + right.get(post));
    return scores;
  };
  const either = (left, right) => {
    const scores = new Map(left);
    for (const [post, score] of right) scores.set(post, Math.max(score, scores.get(post) || 0));
    return scores;
  };

  const lookUpWord = async (folder, word) => {
    const {whole, parts} = forms(word);
    const found = await lookUp(folder, whole);
    if (found.size || parts.length < 2) return found;
    return (await Promise.all(parts.map((part) => lookUp(folder, part)))).reduce(both);
  };

  const mayJoin = (left, right) => Math.min(fold(left).length, fold(right).length) <= AFFIX;

  // All words must be there; two in turn may be one.
  const lookUpAll = async (folder, asked) => {
    const singles = await Promise.all(asked.map((word) => lookUpWord(folder, word)));
    const joined = await Promise.all(asked.map((word, i) =>
      i > 0 && mayJoin(asked[i - 1], word) ? lookUp(folder, fold(asked[i - 1] + word)) : new Map()));
    for (const found of joined) for (const [post, score] of found) found.set(post, score * 3);
    let before = null;
    let all = singles[0];
    for (let i = 1; i < asked.length; i++) {
      const pair = before ? both(before, joined[i]) : joined[i];
      [before, all] = [all, either(both(all, singles[i]), pair)];
    }
    return all;
  };

  // What is marked in a text: of two words in turn the one that they are, if the text has it; of a
  // word with ZWNJ the whole, else its parts.
  const wantedIn = (text, asked) => {
    const there = words(text).map(forms);
    const has = (form) => there.some(({whole, parts}) => [whole, ...parts].some((word) => matches(word, form)));
    const wanted = new Set();
    asked.forEach((word, i) => {
      const pair = i > 0 && mayJoin(asked[i - 1], word) ? fold(asked[i - 1] + word) : '';
      const {whole, parts} = forms(word);
      if (pair && has(pair)) {
        forms(asked[i - 1]).parts.forEach((part) => wanted.delete(part));
        wanted.add(pair);
      } else {
        (has(whole) ? [whole] : parts).forEach((part) => wanted.add(part));
      }
    });
    return [...wanted];
  };
  const isWanted = (word, wanted) => {
    const {whole, parts} = forms(word);
    return wanted.some((asked) => matches(whole, asked) || parts.some((part) => matches(part, asked)));
  };

  const append = (element, text, wanted) => {
    let at = 0;
    for (const found of text.matchAll(WORD)) {
      if (!isWanted(found[0], wanted)) continue;
      const mark = document.createElement('mark');
      mark.textContent = found[0];
      element.append(text.slice(at, found.index), mark);
      at = found.index + found[0].length;
    }
    element.append(text.slice(at));
  };

  // The line with the most of what was asked for, cut to what can be read at a glance.
  const snippet = (text, wanted) => {
    let best = {line: text.split('\n', 1)[0], at: 0, count: 0};
    for (const line of text.split('\n')) {
      const hits = [...line.matchAll(WORD)].filter((found) => isWanted(found[0], wanted));
      const count = new Set(hits.map((found) => forms(found[0]).whole)).size;
      if (count > best.count) best = {line, at: hits[0].index, count};
    }
    const from = best.at > 80 ? best.line.lastIndexOf(' ', best.at - 50) + 1 : 0;
    let to = best.line.length;
    if (to - from > 240) to = Math.max(best.line.lastIndexOf(' ', from + 220), best.at + 1);
    return `${from ? '… ' : ''}${best.line.slice(from, to)}${to < best.line.length ? ' …' : ''}`;
  };

  const show = async ({language, post}, asked) => {
    const [path, title, date, text] = await load(`${language.value}/t/${post}`);
    const wanted = wantedIn(`${title}\n${text}`, asked);
    const item = document.createElement('li');
    item.lang = language.lang;
    item.dir = language.dir;
    const heading = document.createElement('h2');
    const link = document.createElement('a');
    link.href = said.root + path;
    append(link, title, wanted);
    heading.append(link);
    const around = document.createElement('p');
    append(around, snippet(text, wanted), wanted);
    item.append(heading, around);
    if (date) {
      const when = document.createElement('p');
      when.className = 'when';
      when.textContent = date;
      item.append(when);
    }
    return item;
  };

  const inDigits = (number) => [...String(number)].map((digit) => [...said.digits][Number(digit)]).join('');
  const say = (text) => { status.textContent = text; };

  let turn = 0;
  let results = [];
  let asked = [];

  const showMore = async () => {
    const mine = turn;
    const next = results.slice(list.children.length, list.children.length + AT_ONCE);
    const items = await Promise.all(next.map((result) => show(result, asked)));
    if (mine !== turn) return;
    const first = items[0] && list.children.length ? items[0].querySelector('a') : null;
    list.append(...items);
    more.hidden = list.children.length >= results.length;
    if (first) first.focus();
  };

  const search = async (text) => {
    const mine = ++turn;
    asked = words(text).filter((word) => fold(word) !== '');
    if (!asked.length) {
      results = [];
      list.replaceChildren();
      more.hidden = true;
      say('');
      return;
    }
    say(said.wait);
    const found = await Promise.all(languages.map(async (language) => {
      const scores = await lookUpAll(language.value, asked);
      return [...scores].map(([post, score]) => ({language, post, score}))
        .sort((left, right) => right.score - left.score || left.post - right.post);
    }));
    if (mine !== turn) return;
    results = found.flat();
    list.replaceChildren();
    more.hidden = true;
    await showMore();
    if (mine !== turn) return;
    const form = results.length === 1 ? said.one : said.other;
    say(results.length ? form.replace('{n}', inDigits(results.length)) : said.none);
  };

  const run = (text) => {
    search(text).catch(() => say(said.failed));
    try {
      const query = text ? `?q=${encodeURIComponent(text)}` : '';
      window.history.replaceState(null, '', window.location.pathname + query);
    } catch (error) {
      // A page read from a disk may not change its address.
    }
  };

  let timer = 0;
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => run(field.value), PAUSE_MS);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(timer);
    run(field.value);
  });
  more.addEventListener('click', () => showMore().catch(() => say(said.failed)));
  form.hidden = false;
  field.value = new URLSearchParams(window.location.search).get('q') || '';
  if (field.value) run(field.value);
})();
