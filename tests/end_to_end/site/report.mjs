// Collects faults, so that one run names them all.
import fs from 'node:fs';
import path from 'node:path';

const faults = [];
let checks = 0;

export function expect(condition, text) {
  checks++;
  if (!condition) faults.push(text);
}

export function finish() {
  for (const fault of faults.slice(0, 60)) console.error(fault);
  console.log(`${checks} checks, ${faults.length} faults`);
  process.exit(faults.length || !checks ? 1 : 0);
}

// Every file below a folder, relative to it, sorted.
export function walk(folder, below = '') {
  return fs.readdirSync(path.join(folder, below), {withFileTypes: true})
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const name = path.posix.join(below, entry.name);
      return entry.isDirectory() ? walk(folder, name) : [name];
    });
}
