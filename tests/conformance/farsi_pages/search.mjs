// search.mjs BUILT PRINT_FOLDS: the fold of the site's search (NU-14) is that of locale/fold.c.
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';

const [built, printFolds] = process.argv.slice(2);
const script = fs.readFileSync(path.join(built, 'assets/search.js'), 'utf8');
const page = {document: {getElementById: () => null}};
vm.runInNewContext(`${script}\nglobalThis.search = beytSearch;`, page);

// Words as Arabic keyboards write them, with ZWNJ, marks, kashida and every set of digits.
const texts = ['كتاب', 'کتاب', 'ياس', 'على', 'خانۀ', 'خانهٔ', 'أحمد', 'إسلام', 'آب', 'مؤمن', 'مسئول', 'مُدرَّس', 'کـتـاب',
  'می\u200cخواهم', 'میخواهم', '٥', '۵', '5', 'جزء', 'ﻛﺘﺎﺏ', '\u2067ک\u2069', 'Éclair STRASSE ß', 'fi ﬁ', '한국어', 'ΣΊΣΥΦΟΣ ς',
  'क्षि', '😀 𝐀', 'کا\u200dر', 'ﷺ', 'ﷲ'];
const lines = execFileSync(printFolds, texts).toString().trimEnd().split('\n');
let faults = 0;
for (const line of lines) {
  const [text, folded, ...words] = line.split('\t');
  const seen = [page.search.fold(text), ...page.search.words(text)];
  if (seen.join('\t') === [folded, ...words].join('\t')) continue;
  console.error(`${JSON.stringify(text)}: ${JSON.stringify([folded, ...words])} in C, ${JSON.stringify(seen)} in the browser`);
  faults++;
}
console.log(`${lines.length} texts, ${faults} faults`);
process.exit(faults || lines.length < 3000 ? 1 : 0);
