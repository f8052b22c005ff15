// The search as a reader uses it (NU-14): from an Arabic keyboard, with ZWNJ and without, in English.

// What the page says and shows after these words were typed.
async function ask(page, words) {
  await page.fill('#search-words', '');
  await page.waitForTimeout(250);
  await page.locator('#search-words').pressSequentially(words);
  for (let i = 0; i < 100; i++) {
    await page.waitForTimeout(50);
    const said = await page.textContent('#search-status');
    if (said && !said.endsWith('…')) break;
  }
  return page.evaluate(() => ({
    status: document.getElementById('search-status').textContent,
    found: [...document.querySelectorAll('#search-results li')].map((item) => ({
      lang: item.lang,
      dir: item.dir,
      post: item.querySelector('a').href.replace(/.*\/((?:en|fa)\/(?:posts\/)?[^/]+)\/index\.html$/, '$1'),
      marks: [...item.querySelectorAll('mark')].map((mark) => mark.textContent),
    })),
  }));
}

export async function searchFaults(browser, open, url) {
  const faults = [];
  const wants = (condition, text) => { if (!condition) faults.push(text); };
  const page = await open(390);
  const fetched = [];
  page.on('request', (request) => fetched.push(request.url()));
  await page.goto(url('fa/search/index.html'));
  wants(!fetched.some((address) => /search\/(w|t|words)/.test(address)), `fetches lists before anything is asked: ${fetched}`);
  wants(await page.getByLabel('واژه‌هایی که می‌جویید').count() === 1, 'the field has no label');
  wants(await page.getByRole('status').count() === 1, 'what is found is not announced');

  const cases = [
    ['كاريز', 'fa/posts/qanat', 'کاریز'], // an Arabic keyboard's kaf and yeh
    ['٣٠٠', 'fa/posts/qanat', '۳۰۰'], // and its digits
    ['300', 'fa/posts/qanat', '۳۰۰'],
    ['می‌رود', 'fa/posts/qanat', 'می‌رود'],
    ['میرود', 'fa/posts/qanat', 'می‌رود'],
    ['می رود', 'fa/posts/qanat', 'می‌رود'],
    ['كاغذ سمرقند', 'fa/posts/paper', 'کاغذ'],
    ['سمرق', 'fa/posts/paper', 'سمرقندی'], // the beginning of a word
    ['مادرچاه', 'fa/posts/qanat', 'مادرچاه'],
    ['QANAT Gonabad', 'en/posts/qanat', 'qanat'], // what the reader's language lacks
  ];
  for (const [words, post, mark] of cases) {
    const seen = await ask(page, words);
    wants(seen.found[0] && seen.found.some((item) => item.post === post), `«${words}» does not find ${post}: ${JSON.stringify(seen)}`);
    const item = seen.found.find((one) => one.post === post);
    wants(item && item.marks.includes(mark), `«${words}» does not mark «${mark}»: ${item && item.marks}`);
  }
  const heading = await ask(page, 'كاغذ');
  wants(heading.found[0].post === 'fa/posts/paper', `a title does not come first: ${JSON.stringify(heading.found[0])}`);
  wants(/^[۰-۹]+ نوشته/.test(heading.status), `the count is not in Farsi: ${heading.status}`);
  const years = await ask(page, '2016');
  const order = years.found.map((item) => item.lang);
  wants(order.includes('fa') && order.includes('en') && order.lastIndexOf('fa') < order.indexOf('en'), `the reader's language is not first: ${order}`);
  wants(years.found.every((item) => item.dir === (item.lang === 'fa' ? 'rtl' : 'ltr')), 'a result runs the wrong way');
  const none = await ask(page, 'قنات xyzzy');
  wants(!none.found.length && none.status.length > 10, `all words need not be there: ${JSON.stringify(none)}`);
  const hostile = await ask(page, '<b>"&|=;');
  wants(!(await page.$('#search-results b')), `what is typed becomes markup: ${JSON.stringify(hostile)}`);

  // The keyboard: from the field over the button to the first result, and there.
  await ask(page, 'كاريز');
  await page.focus('#search-words');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(/posts/, {timeout: 5000}).catch(() => {});
  wants(/fa\/posts\/qanat\/index\.html$/.test(page.url()), `the keyboard leads to ${page.url()}`);
  await page.goto(`${url('en/search/index.html')}?q=ink`);
  await page.waitForTimeout(600);
  wants(await page.inputValue('#search-words') === 'ink' && await page.locator('#search-results li').count() > 1, 'an address with a question is not answered');
  await page.close();

  const plain = await browser.newPage({javaScriptEnabled: false});
  await plain.goto(url('fa/search/index.html'));
  wants(!(await plain.isVisible('#search')), 'without scripts a form is shown that does nothing');
  wants(await plain.locator('noscript a').count() === 3, 'without scripts nothing else is offered');
  await plain.close();
  return faults;
}
