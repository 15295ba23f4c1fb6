import { readFileSync, writeFileSync } from 'node:fs';

const levels = readFileSync('/tmp/readings.csv', 'utf8').trim().split('\n').slice(1).map((line) => Number(line.split(',')[2]));
const highest = levels.reduce((high, level) => Math.max(high, level), 0);
writeFileSync('highest.json', `${JSON.stringify({ highest })}\n`);
