import { builtSimulator } from '../simulatorPackage.mts';

const { main } = await builtSimulator();
await main(process.argv.slice(2));
