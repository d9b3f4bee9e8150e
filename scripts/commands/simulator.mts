import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { buildSimulator } from '../../servicenow-simulator/build/build.mts';

const path = await buildSimulator();
const { size } = await stat(path);
console.log(`${relative('.', path)}: ${Math.round(size / 1024)} KB`);
