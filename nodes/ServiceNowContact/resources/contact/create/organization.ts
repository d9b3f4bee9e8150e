import { listedField, recordField } from '../../../../shared/fields/bodyField';
import type { BodyField } from '../../../../shared/input/bodyField';

/** Where the contact belongs, and how it works. */
export const organizationFields: BodyField[] = [
	recordField({
		displayName: 'Company',
		name: 'company',
		table: 'core_company',
		description: 'Company to which the contact belongs',
	}),
	recordField({
		displayName: 'Department',
		name: 'department',
		table: 'cmn_department',
		description: 'Department in which the contact works',
	}),
	recordField({
		displayName: 'Manager',
		name: 'manager',
		table: 'sys_user',
		description: 'User to whom the contact reports',
	}),
	recordField({
		displayName: 'Cost Center',
		name: 'cost_center',
		table: 'cmn_cost_center',
		description: 'Cost center that the contact is charged to',
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
