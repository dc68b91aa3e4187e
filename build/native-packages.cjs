// Exit code 0 when node_modules holds exactly what package-lock.json asks for on this machine, by npm's own record of its last
// installation; that record is written last, so an interrupted installation is not taken for a complete one.
'use strict';
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8')).packages;
const record = 'node_modules/.package-lock.json';

const suits = (list, here) => !list || list.includes(here);
const libc = process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime ? 'musl' : 'glibc';
const wanted = (p) => !p.optional
  || (suits(p.os, process.platform) && suits(p.cpu, process.arch) && (process.platform !== 'linux' || suits(p.libc, libc)));

if (!existsSync(join(root, record))) process.exit(1);
const locked = read('package-lock.json');
const installed = read(record);
const missing = Object.keys(locked).filter((name) => name !== '' && wanted(locked[name])
  && (installed[name]?.integrity !== locked[name].integrity || !existsSync(join(root, name))));
process.exit(missing.length === 0 ? 0 : 1);
