import fc from 'fast-check';

const DEFAULT_SEED = 20261128;

// The same inputs in every run, so that no run is red by chance. FC_SEED tries others.
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? DEFAULT_SEED) });
