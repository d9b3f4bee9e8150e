import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { InvalidInputError, preview } from '../shared/inputError';
import { readSendOptions } from '../shared/request/readSendOptions';
import { choicesOf, chosenOf, findChoice } from '../shared/input/choice';
import { plainValue } from '../shared/input/plainValue';
import { assertFitsUrl } from '../shared/input/queryValue';
import { isEmpty } from '../shared/input/sendable';
import { switchOf } from '../shared/input/switch';
import { wholeNumber } from '../shared/input/values';
import type { SendOptions } from '../shared/transport/sendOptions';
import { hasSeparator, isScript } from '../shared/platform/encodedQuery';
import { readQuery } from '../shared/platform/readQuery';
import { EVENTS, withLogins, type Event } from './events';
import { eventField, stateField } from './fields';

/** The parameters of the node, checked. */
export interface Settings {
	eventName: string;
	event: Event;
	/** State to come to, for the event that has one. */
	state: string;
	/** Encoded query, '' for none. */
	filter: string;
	simplify: boolean;
	/** Milliseconds before the newest change that are read again. */
	lookBackMs: number;
	/** Changes of one poll; a page may go over it. */
	maxChanges: number;
	sendOptions: SendOptions;
}

/** @throws {InvalidInputError} when the trigger cannot join the query with its own conditions and order */
function filterOf(value: unknown): string {
	const { conditions, order, related } = readQuery(String(value ?? ''), 'Query');
	if (order !== '') {
		throw new InvalidInputError(
			'"Query" sets an order',
			'Remove ORDERBY, ORDERBYDESC, and GROUPBY: the trigger reads in the order of the changes.',
		);
	}
	if (related !== '') {
		throw new InvalidInputError(
			'"Query" has a condition on a related list',
			'Remove RLQUERY: the trigger cannot join it with its own conditions. Check the related records in the workflow.',
		);
	}
	assertFitsUrl(conditions, 'Query');
	return conditions;
}

/** @throws {InvalidInputError} when it would change the query that it goes into */
function stateOf(value: unknown): string {
	const known = findChoice(value, choicesOf(stateField));
	const state = String(known?.value ?? plainValue(value) ?? '').trim();
	if (state !== '' && !hasSeparator(state) && !isScript(state)) return state;
	throw new InvalidInputError(
		`"State" is not a state: ${preview(value)}`,
		'Select the state to wait for, or use an expression that returns its value, such as closed_complete.',
	);
}

/** Reads the parameters of the node. @throws {InvalidInputError} */
export function settingsOf(context: IPollFunctions): Settings {
	const eventName = String(
		chosenOf(context.getNodeParameter('event'), 'Trigger On', choicesOf(eventField)),
	);
	const event = EVENTS[eventName];
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const lookBack = isEmpty(options.lookBack) ? 120 : options.lookBack;
	const maxChanges = isEmpty(options.maxChanges) ? 5000 : options.maxChanges;
	const includesLogins = switchOf(options.includeLogins, 'Include Logins', false);
	return {
		eventName,
		event: includesLogins ? withLogins(event) : event,
		state: event.reachesState ? stateOf(context.getNodeParameter('state')) : '',
		filter: filterOf(context.getNodeParameter('sysparm_query', '')),
		simplify: switchOf(context.getNodeParameter('simplify', true), 'Simplify', true),
		lookBackMs: wholeNumber('Look-Back', lookBack, 10, 3600) * 1000,
		maxChanges: wholeNumber('Max Changes per Poll', maxChanges, 1, 50_000),
		sendOptions: readSendOptions(options),
	};
}
