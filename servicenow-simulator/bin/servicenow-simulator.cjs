#!/usr/bin/env node
const { main } = require('../dist/servicenow-simulator.cjs');

main(process.argv.slice(2));
