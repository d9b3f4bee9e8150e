import type { IDataObject } from 'n8n-workflow';
import { CONTACT_COLUMNS, TIME_COLUMNS } from '../shared/fields/simplify';
import { joinClauses } from '../shared/platform/encodedQuery';
import { contactApi, tableApi } from '../shared/platform/apis';
import { manyRecords, type Operation } from '../shared/operation';

/** What an event asks of a record: of the instance, which can drop it, and again of what comes back. */
export interface Condition {
	/** Encoded query. */
	query: string;
	/** Column that it is about. */
	column: string;
	/** Whether a record with this value meets it. */
	holds: (value: string) => boolean;
}

/** What the trigger has to know of an event. */
export interface Event {
	operation: Operation;
	/** What a record is called. */
	record: string;
	/** Table that has the records. */
	table: string;
	url: string;
	/** Column that says when it happened. */
	time: 'sys_created_on' | 'sys_updated_on';
	/** What holds for the records, besides the filter of the user. */
	conditions: Condition[];
	/** Whether the record must have come to a certain state. */
	reachesState?: boolean;
	/** Whether the URL takes parameters of the Table API. */
	isTable: boolean;
	/** Columns of the simplified output. */
	simplified: string[];
}

function reads(action: string, api: Operation['api']): Operation {
	return { action, api, records: manyRecords, safety: 'read' };
}

const contact = {
	record: 'contact',
	table: 'customer_contact',
	url: '/api/now/contact',
	isTable: false,
	simplified: [...CONTACT_COLUMNS, ...TIME_COLUMNS],
};

const interaction = {
	record: 'interaction',
	table: 'interaction',
	operation: { ...reads('Look for interactions', tableApi), table: 'interaction' },
	url: '/api/now/table/interaction',
	isTable: true,
	simplified: [
		'sys_id',
		'number',
		'state',
		'type',
		'channel',
		'short_description',
		'assigned_to',
		'opened_for',
		...TIME_COLUMNS,
	],
};

/** A new record is no update: its columns of both kinds say the same time. */
const WAS_UPDATED: Condition = {
	query: 'sys_mod_count>0',
	column: 'sys_mod_count',
	holds: (count) => Number(count) > 0,
};

/** Users as whom ServiceNow notes on a contact that it logged in, or failed to. */
const LOGIN_USERS = ['system', 'guest'];

/**
 * The first login of a day updates a contact, by `system`; failed logins and lock-outs do too, by `guest`.
 *
 * https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-administration/user-administration/user.md
 */
const IS_NO_LOGIN: Condition = {
	query: joinClauses(...LOGIN_USERS.map((user) => `sys_updated_by!=${user}`)),
	column: 'sys_updated_by',
	holds: (user) => !LOGIN_USERS.includes(user),
};

/** The events by the value of the field. */
export const EVENTS: Record<string, Event> = {
	contactCreated: {
		...contact,
		operation: reads('Look for new contacts', contactApi),
		time: 'sys_created_on',
		conditions: [],
	},
	contactUpdated: {
		...contact,
		operation: reads('Look for updated contacts', contactApi),
		time: 'sys_updated_on',
		conditions: [WAS_UPDATED, IS_NO_LOGIN],
	},
	interactionCreated: { ...interaction, time: 'sys_created_on', conditions: [] },
	interactionStateChanged: {
		...interaction,
		time: 'sys_updated_on',
		conditions: [],
		reachesState: true,
	},
	interactionUpdated: { ...interaction, time: 'sys_updated_on', conditions: [WAS_UPDATED] },
};

/** The event with logins of contacts among its changes. */
export function withLogins(event: Event): Event {
	return { ...event, conditions: event.conditions.filter((each) => each !== IS_NO_LOGIN) };
}

/** Whether a record meets what an event asks, whatever the instance made of the conditions. */
export function isOfEvent({ conditions }: Event, record: IDataObject): boolean {
	return conditions.every(({ column, holds }) => holds(String(record[column] ?? '')));
}

/** Columns without which the changes of an event are not told from others. */
export function neededColumns({ time, conditions, reachesState }: Event): string[] {
	const columns = ['sys_id', time, ...conditions.map(({ column }) => column)];
	return reachesState ? [...columns, 'sys_mod_count', 'state'] : columns;
}
