import { CONTACT_COLUMNS, TIME_COLUMNS } from '../shared/fields/simplify';
import { contactApi, tableApi } from '../shared/platform/apis';
import { manyRecords, type Operation } from '../shared/operation';

/** What the trigger has to know of an event. */
export interface Event {
	operation: Operation;
	url: string;
	/** Column that says when it happened. */
	time: 'sys_created_on' | 'sys_updated_on';
	/** What holds for the records, besides the filter of the user. */
	condition?: string;
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
	url: '/api/now/contact',
	isTable: false,
	simplified: [...CONTACT_COLUMNS, ...TIME_COLUMNS],
};

const interaction = {
	operation: reads('Look for interactions', tableApi),
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
const WAS_UPDATED = 'sys_mod_count>0';

/** The events by the value of the field. */
export const EVENTS: Record<string, Event> = {
	contactCreated: {
		...contact,
		operation: reads('Look for new contacts', contactApi),
		time: 'sys_created_on',
	},
	contactUpdated: {
		...contact,
		operation: reads('Look for updated contacts', contactApi),
		time: 'sys_updated_on',
		condition: WAS_UPDATED,
	},
	interactionCreated: { ...interaction, time: 'sys_created_on' },
	interactionStateChanged: { ...interaction, time: 'sys_updated_on', reachesState: true },
	interactionUpdated: { ...interaction, time: 'sys_updated_on', condition: WAS_UPDATED },
};
