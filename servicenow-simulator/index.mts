export { main } from './command/run.mts';
export { start } from './start.mts';
