import { InvalidInputError } from '../../../../../shared/inputError';
import type { Emptiness } from '../../../../../shared/transport/tableCount';
import type { Key } from './key';

const TABLE = 'the table customer_contact';

function listOf(columns: string[]): string {
	return columns.map((column) => `"${column}"`).join(', ');
}

/** The instance did not compare with the texts that it was given. */
export function cannotSearch({ what }: Key, columns: string[]): InvalidInputError {
	return new InvalidInputError(
		`The instance could not search by ${what}`,
		`It dropped or refused the condition on ${listOf(columns)} of ${TABLE}, so it is not known whether there is such a contact. Ask an administrator to let the ServiceNow user read these columns and query them (query ACL "query_match").`,
	);
}

/** None of the usual spellings was found, and the instance did not look for another one. */
export function cannotSearchByPart({ columns }: Key): InvalidInputError {
	return new InvalidInputError(
		'The instance could not search by part of a phone number',
		`No contact has the number in a usual spelling. Whether one has it in another spelling is not known, because the instance dropped or refused that condition. Ask an administrator to let the ServiceNow user query ${listOf(columns)} of ${TABLE} by range (query ACL "query_range").`,
	);
}

/** Not a single contact is to be seen, and there are some, or it is not known whether there are. */
export function nothingVisible(emptiness: Emptiness): InvalidInputError {
	return new InvalidInputError(
		'The instance shows the ServiceNow user no contact at all',
		emptiness === 'hidden'
			? `There are contacts, and the user has no read access to them: ServiceNow returns an empty list then. Ask an administrator to check the read ACLs of ${TABLE}.`
			: `Either ${TABLE} is empty, or the user may not read it: ServiceNow returns an empty list for both, and the node could not count the records. Ask an administrator to check the read ACLs of the table, for the Table API too. If it is really empty, create the first contact, or set "On Error" of the node to continue.`,
	);
}
