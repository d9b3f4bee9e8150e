import { explain, type Explanation, type Failure } from '../../../nodes/shared/failure';
import { checkBeforeRepeating, oneRecord, type Operation } from '../../../nodes/shared/operation';
import { contactApi } from '../../../nodes/shared/platform/apis';

/** An operation that must not be carried out twice. */
export const createContact: Operation = {
	action: 'Create a contact',
	api: contactApi,
	records: oneRecord,
	safety: checkBeforeRepeating('Look for the contact.'),
};

/** A failure of that operation, as far as a test is about it. */
export function failureWith(facts: Partial<Failure>): Failure {
	return { operation: createContact, headers: {}, instanceMessage: '', ...facts };
}

/** A failure as it reads where the instance repeats no secret. */
export function explained(failure: Failure): Explanation {
	return explain(failure, (text) => text);
}
