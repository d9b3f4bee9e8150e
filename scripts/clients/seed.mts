/** What a new instance of ServiceNow has, as far as other people's tests count on it. */
const user = (userName: string, first: string, last: string, own: object = {}) => ({
	user_name: userName,
	first_name: first,
	last_name: last,
	name: `${first} ${last}`,
	...own,
});

const PROBLEM = {
	label: 'Problem',
	display: 'number',
	extended: 'task',
	numberPrefix: 'PRB',
	columns: (
		'number short_description description state active impact urgency priority assigned_to ' +
		'opened_by opened_at made_sla comments work_notes correlation_id cmdb_ci category'
	).split(' '),
	references: { assigned_to: 'sys_user', opened_by: 'sys_user', cmdb_ci: 'cmdb_ci' },
	journal: ['comments', 'work_notes'],
	defaults: { state: '101', active: 'true', impact: '3', urgency: '3', priority: '5' },
	numeric: ['impact', 'urgency', 'priority'],
};

const FINANCE = 'a581ab703710200044e0bfc8bcbe5de8';

const NATASHA = '46c5bf6ca9fe1981010713e3ac7d3384';

const many = <Row,>(count: number, row: (index: number) => Row): Row[] =>
	Array.from({ length: count }, (_, index) => row(index));

/** The sys_ids are those of the records that every instance begins with. */
export const seedData = {
	tables: {
		problem: PROBLEM,
		syslog: { columns: ['message', 'level'] },
		sys_script: { columns: ['name', 'script', 'collection', 'active'] },
		sys_metadata: { columns: ['sys_name', 'sys_class_name'] },
		alm_asset: { columns: ['display_name'] },
		bsm_chart: { columns: ['name'] },
	},
	records: {
		cmn_department: [{ sys_id: FINANCE, name: 'Finance', dept_head: NATASHA }],
		sys_user: [
			user('admin', 'System', 'Administrator', {
				sys_id: '6816f79cc0a8016401c5a33be04be441',
				email: 'admin@example.com',
				active: 'true',
				department: FINANCE,
			}),
			user('problem.admin', 'Problem', 'Administrator', {
				sys_id: '26fbff173b331300ad3cc9bb34efc4bd',
			}),
			user('natasha.ingram', 'Natasha', 'Ingram', {
				sys_id: NATASHA,
				email: 'natasha.ingram@example.com',
			}),
			user('employee', 'Emp', 'Loyee'),
		],
		sys_choice: many(4, (index) => ({
			name: 'problem',
			element: 'state',
			value: String(101 + index),
			label: ['New', 'Assess', 'Root Cause Analysis', 'Fix in Progress'][index],
			language: 'en',
		})),
		problem: many(120, (index) => ({
			short_description: `Problem ${index}`,
			active: index % 4 === 0 ? 'false' : 'true',
			state: String(101 + (index % 4)),
			priority: String(1 + (index % 5)),
		})),
		syslog: many(700, (index) => ({ message: `line ${index}`, level: '0' })),
		sys_metadata: many(700, (index) => ({
			sys_name: `file ${index}`,
			sys_class_name: 'sys_script',
		})),
	},
};
