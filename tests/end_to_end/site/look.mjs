// What is measured inside a page. Each function runs in the browser and stands alone.

export function outline() {
  const width = document.documentElement.clientWidth;
  const directions = [];
  for (const element of document.querySelectorAll('[lang]')) {
    const wanted = /^(fa|ar|ur|he)/.test(element.lang) ? 'rtl' : 'ltr';
    if (getComputedStyle(element).direction !== wanted)
      directions.push(`<${element.localName} lang=${element.lang}> runs the wrong way`);
  }
  for (const element of document.querySelectorAll('pre, code'))
    if (getComputedStyle(element).direction !== 'ltr') directions.push('code runs from the right');
  const wide = [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().width > width && getComputedStyle(element).display !== 'inline')
    .map((element) => `${element.localName}.${element.className}`);
  return {
    scrollWidth: document.documentElement.scrollWidth,
    direction: getComputedStyle(document.documentElement).direction,
    lang: document.documentElement.lang,
    kind: document.body.className,
    directions,
    wide: wide.slice(0, 3).join(' '),
  };
}

// WCAG 2.2, 1.4.3: 4.5 for text, 3 for large text.
export function contrast() {
  const parse = (colour) => colour.match(/[\d.]+/g).map(Number);
  const luminance = (rgb) => {
    const [r, g, b] = rgb.slice(0, 3).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const background = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const faults = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const [a, b] = [luminance(parse(style.color)), luminance(background(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5))
      faults.add(`contrast ${ratio.toFixed(2)} of ${element.localName}.${element.className} "${texts.currentNode.data.trim().slice(0, 20)}"`);
  }
  return [...faults];
}

export async function fonts() {
  await document.fonts.ready;
  const faces = [...document.fonts];
  const faults = faces.filter((face) => face.status === 'error').map((face) => `the font ${face.family} did not come`);
  const lang = document.documentElement.lang;
  if (document.body.className === 'on-missing') return faults; // stands alone, without fonts
  if (!faces.some((face) => face.status === 'loaded' && face.family.includes(lang)))
    faults.push(`no font of ${lang} was used`);
  return faults;
}

// The first baselines of both sides of a row, where both begin with text, lie on one line.
export function levelRows() {
  const baseline = (side) => {
    const texts = document.createTreeWalker(side, NodeFilter.SHOW_TEXT);
    while (texts.nextNode() && !texts.currentNode.data.trim());
    const text = texts.currentNode;
    if (!text?.data?.trim() || text.parentElement.closest('pre, table, figure')) return null;
    const probe = document.createElement('span');
    probe.style.cssText = 'display:inline-block;inline-size:0;block-size:0';
    text.parentElement.insertBefore(probe, text);
    const at = probe.getBoundingClientRect().bottom;
    probe.remove();
    return at;
  };
  const faults = [];
  const rows = [...document.querySelectorAll('.pair')];
  for (const [index, row] of rows.entries()) {
    const [own, other] = row.children;
    if (!own.textContent.trim() && !own.querySelector('img, hr')) faults.push(`row ${index}: nothing on one side`);
    if (!other.textContent.trim() && !other.querySelector('img, hr')) faults.push(`row ${index}: nothing on the other side`);
    const [a, b] = [own.getBoundingClientRect(), other.getBoundingClientRect()];
    if (own.dir === 'rtl' ? a.left < b.right : a.right > b.left) faults.push(`row ${index}: sides are not side by side`);
    const [left, right] = [baseline(own), baseline(other)];
    if (left !== null && right !== null && Math.abs(left - right) > 1)
      faults.push(`row ${index}: baselines ${left.toFixed(1)} and ${right.toFixed(1)}`);
  }
  if (rows.length < 3) faults.push('too few rows');
  return faults;
}

export function interleavedRows() {
  const faults = [];
  let end = 0;
  for (const side of document.querySelectorAll('.pair > .side')) {
    const box = side.getBoundingClientRect();
    if (box.top < end - 1) faults.push(`a block begins at ${box.top} before the one above it ends at ${end}`);
    end = box.bottom;
  }
  return faults;
}

export function notes() {
  const prose = document.querySelector('.prose').getBoundingClientRect();
  const rtl = getComputedStyle(document.documentElement).direction === 'rtl';
  const items = [...document.querySelectorAll('.notes li')];
  const faults = [];
  let beside = items.length > 0;
  let end = -Infinity;
  for (const item of items) {
    const box = item.getBoundingClientRect();
    if (!(rtl ? box.right <= prose.left : box.left >= prose.right)) beside = false;
    if (box.top < end) faults.push(`${item.id} stands on the note above it`);
    end = box.bottom;
    const mark = document.getElementById(item.id.replace('fn-', 'fnref-')).getBoundingClientRect();
    if (beside && box.top < mark.top - 2) faults.push(`${item.id} stands above its mark`);
    if (box.left < 0 || box.right > innerWidth) faults.push(`${item.id} leaves the page`);
  }
  return {count: items.length, beside, faults};
}

export function farsi() {
  const faults = [];
  const emphasised = [...document.querySelectorAll('.prose em')].filter((em) => em.closest('[dir]').dir === 'rtl');
  for (const em of emphasised) {
    const style = getComputedStyle(em);
    if (style.fontStyle !== 'normal' || Number(style.fontWeight) < 600) faults.push('emphasis is slanted or not heavier');
  }
  const couplets = [...document.querySelectorAll('.couplet')].filter((couplet) => couplet.children.length > 1 && !couplet.closest('[lang=en]'));
  for (const couplet of couplets) {
    const halves = [...couplet.querySelectorAll('.hemistich')];
    const [first, second] = halves.map((part) => part.getBoundingClientRect());
    for (const half of halves)
      if (half.getBoundingClientRect().height > parseFloat(getComputedStyle(half).lineHeight) * 1.5) faults.push('a half-line is broken');
    if (couplet.closest('.long')) {
      if (second.top < first.bottom - 1) faults.push('long half-lines do not stand one under the other');
    } else if (Math.abs(first.width - second.width) > 1 || second.right > first.left || Math.abs(first.top - second.top) > 1)
      faults.push('half-lines are not two even columns, the first at the right');
  }
  for (const link of document.querySelectorAll('.prose a[href]')) {
    const style = getComputedStyle(link);
    if (style.textDecorationLine.includes('underline') && !link.closest('[lang=en]') && style.textDecorationSkipInk !== 'none')
      faults.push('an underline has gaps');
  }
  for (const list of document.querySelectorAll('.prose ol'))
    if (!list.closest('[lang=en]') && getComputedStyle(list).listStyleType === 'decimal') faults.push('a list counts in other digits');
  if (getComputedStyle(document.querySelector('.prose')).letterSpacing !== 'normal') faults.push('letters are spaced out');
  return {emphasis: emphasised.length, couplets: couplets.length, faults: [...new Set(faults)]};
}

export function showsFocus() {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
}
