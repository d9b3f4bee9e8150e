import { booleanField, numberField, recordField } from '../../../../shared/fields/bodyField';
import { listedField } from '../../../../shared/fields/listedField';
import type { BodyField } from '../../../../shared/input/bodyField';

/** The contact as somebody who is scheduled and dispatched, as users can be. */
export const agentFields: BodyField[] = [
	numberField({
		displayName: 'Latitude',
		name: 'latitude',
		description: 'Where the contact is, in degrees north of the equator',
	}),
	numberField({
		displayName: 'Longitude',
		name: 'longitude',
		description: 'Where the contact is, in degrees east of Greenwich',
	}),
	booleanField({
		displayName: 'Geolocation Tracked',
		name: 'geolocation_tracked',
		description: 'Whether the location of the contact is tracked. Defaults to false.',
	}),
	recordField({
		displayName: 'Schedule',
		name: 'schedule',
		table: 'cmn_schedule',
		description: 'Working hours of the contact',
	}),
	recordField({
		displayName: 'Time Sheet Policy',
		name: 'time_sheet_policy',
		table: 'time_sheet_policy',
		description: 'Policy for the time sheets of the contact',
	}),
	listedField({
		displayName: 'Agent Status',
		name: 'agent_status',
		initial: '',
		description: 'Current status of the contact when working as an agent',
	}),
	listedField({
		displayName: 'On Schedule',
		name: 'on_schedule',
		initial: '',
		description: 'Schedule status of dispatched service staff: ahead, on time, or behind',
	}),
];
