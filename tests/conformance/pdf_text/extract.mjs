// extract.mjs pdfjs|pdfium FILE.pdf…: for each file the text of each page, as JSON, by the reader of that name.
import { readFileSync } from "node:fs";

async function readWithPdfjs(bytes) {
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const file = await getDocument({ data: bytes, verbosity: 0, useSystemFonts: false }).promise;
  const pages = [];
  for (let number = 1; number <= file.numPages; number++) {
    const page = await file.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join(""));
  }
  return pages;
}

async function readWithPdfium(bytes) {
  const { PDFiumLibrary } = await import("@hyzyla/pdfium");
  const library = await PDFiumLibrary.init();
  const file = await library.loadDocument(bytes);
  const pages = [...file.pages()].map((page) => page.getText());
  file.destroy();
  library.destroy();
  return pages;
}

const readers = { pdfjs: readWithPdfjs, pdfium: readWithPdfium };
const [name, ...paths] = process.argv.slice(2);
const files = [];
for (const path of paths) files.push(await readers[name](new Uint8Array(readFileSync(path))));
process.stdout.write(JSON.stringify(files));
