export { explain, fateOf, mayBeDone } from './explain';
export { failureOf, failureOfError } from './readFailure';
export { isAlreadyFulfiller } from './table';
export { RefusedError, type Explanation, type Failure, type Fate } from './types';
