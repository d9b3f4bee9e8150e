import { enter } from './bootstrap.mjs';

await enter('screenshots');
