export { quote } from './quote';
export { explain, retryabilityOf, isOutcomeUnknown } from './explain';
export { reportsFailure } from './body';
export { failureOf, failureOfError } from './readFailure';
export { isCanceled, isEnveloped, isRefusedBySuccess } from './conditions';
export {
	RequestFailedError,
	type Explanation,
	type Failure,
	type Retryability,
	type Login,
} from './types';
