import type { Row } from './values.mts';

/**
 * Priority by impact and urgency, which are 1 to 3.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/it-service-management/incident-management/def-prio-lookup-rules.md
 */
function priorityOf({ impact = '', urgency = '' }: Row): string | undefined {
	if (!/^[123]$/.test(impact) || !/^[123]$/.test(urgency)) return undefined;
	return String(Number(impact) + Number(urgency) - 1);
}

/** The name of a person, which is of its parts. A guess for records written over REST. */
function nameOf({ first_name = '', middle_name = '', last_name = '' }: Row): string {
	return [first_name, middle_name, last_name].filter(Boolean).join(' ');
}

const people = ['sys_user', 'customer_contact', 'csm_consumer'];

/**
 * What an instance as it is delivered derives of a record that is written.
 *
 * @param table the record's table
 * @param row the record as it would be with the change
 * @param changes the columns that the change gives
 * @returns columns to set besides
 */
export function derivedValues(table: string, row: Row, changes: Row): Row {
	if (people.includes(table) && changes.name === undefined) {
		const name = nameOf(row);
		return name === '' ? {} : { name };
	}
	if (table !== 'incident') return {};
	const priority = priorityOf(row);
	const state = changes.state ?? changes.incident_state ?? row.state ?? '';
	return { ...(priority !== undefined && { priority }), state, incident_state: state };
}
