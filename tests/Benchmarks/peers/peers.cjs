// Asks croner and cron-parser; one JSON request on standard input, one JSON answer on standard output.
//   { "ask": "fires", "cases": [{ "cron", "zone", "from", "to" }] }             -> fires in [from, to) as ISO instants, per library
//   { "ask": "speed", "crons": [...], "zone", "from", "fires", "repetitions" }  -> nanoseconds of processor time per fire, per repetition, library and expression
'use strict';
const { readFileSync } = require('node:fs');
const { Cron } = require('croner');
const { CronExpressionParser } = require('cron-parser');

// Each gives a function that returns the next fire in milliseconds; both exclude the instant at which they begin.
const libraries = {
  croner: (cron, zone, from) => {
    const job = new Cron(cron, { timezone: zone, paused: true });
    let last = from;
    return () => (last = job.nextRun(last)).getTime();
  },
  'cron-parser': (cron, zone, from) => {
    const walk = CronExpressionParser.parse(cron, { tz: zone, currentDate: from });
    return () => walk.next().getTime();
  },
};

const versions = Object.fromEntries(Object.keys(libraries).map((name) => [name, JSON.parse(readFileSync(require.resolve(name).replace(/(node_modules\/[^/]+)\/.*/, '$1/package.json'), 'utf8')).version]));

function fires({ cron, zone, from, to }, begin) {
  const [end, found] = [Date.parse(to), []];
  const next = begin(cron, zone, new Date(Date.parse(from) - 1000));
  for (let at = next(); at < end; at = next()) found.push(new Date(at).toISOString().replace('.000', ''));
  return found;
}

function speed({ crons, zone, from, fires: count, repetitions }, begin) {
  return crons.map((cron) => {
    const times = [];
    for (let i = 0; i <= repetitions; i++) {
      const start = process.cpuUsage();
      const next = begin(cron, zone, new Date(from));
      for (let fire = 0; fire < count; fire++) next();
      const { user, system } = process.cpuUsage(start);
      if (i > 0) times.push((user + system) * 1000 / count);
    }
    return times;
  });
}

const request = JSON.parse(readFileSync(0, 'utf8'));
const answer = Object.fromEntries(Object.entries(libraries).map(([name, begin]) =>
  [name, request.ask === 'fires' ? request.cases.map((each) => fires(each, begin)) : speed(request, begin)]));
process.stdout.write(JSON.stringify({ versions, node: process.version, tz: process.versions.tz, answer }));
