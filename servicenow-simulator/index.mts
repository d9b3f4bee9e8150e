export { main } from './command/run.mts';
export { startSimulator, VerificationError } from './testing/simulator.mts';
export { useSimulator } from './testing/useSimulator.mts';
export { start } from './start.mts';
