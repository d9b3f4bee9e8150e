import { recordField } from '../../../../shared/fields/bodyField';
import type { BodyField } from '../../../../shared/input/bodyField';

/** Where the contact belongs. */
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
];
