/** A list of choices that each instance keeps, and can change, in its table sys_choice. */
export interface ChoiceList {
	/** Tables whose column has the choices; the first that has any decides, as on the instance. */
	tables: string[];
	/** Documented length of the column in characters, where it holds text. */
	maxLength?: number;
	/** Whether the values are patterns of dates or times, which differ in the case of a letter alone. */
	isPattern?: boolean;
	/** The documented choices: offered where the list of the instance cannot be read. */
	documented: Array<{ label: string; value: string | number }>;
}

/** A contact is a user: its columns have the choices of users, unless contacts have some of their own. */
const CONTACT_TABLES = ['customer_contact', 'sys_user'];

/** The choice lists of fields, by column. */
export const CHOICE_LISTS = {
	agent_status: {
		tables: CONTACT_TABLES,
		maxLength: 40,
		documented: [
			{ label: 'Off Work', value: 'Off work' },
			{ label: 'On Break', value: 'On break' },
			{ label: 'On Route', value: 'On route' },
			{ label: 'On Site', value: 'On site' },
		],
	},
	calendar_integration: {
		tables: CONTACT_TABLES,
		documented: [{ label: 'Outlook', value: 1 }],
	},
	// Months are MM and minutes mm, against the page of the API:
	// https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-administration/time-configuration/r_FormatDateAndTimeFields.md
	date_format: {
		tables: CONTACT_TABLES,
		maxLength: 40,
		isPattern: true,
		documented: [
			{ label: 'dd-MM-yyyy', value: 'dd-MM-yyyy' },
			{ label: 'dd.MM.yyyy', value: 'dd.MM.yyyy' },
			{ label: 'dd/MM/yyyy', value: 'dd/MM/yyyy' },
			{ label: 'MM-dd-yyyy', value: 'MM-dd-yyyy' },
			{ label: 'yyyy-MM-dd', value: 'yyyy-MM-dd' },
		],
	},
	notification: {
		tables: CONTACT_TABLES,
		documented: [
			{ label: 'Disabled', value: 1 },
			{ label: 'Enabled', value: 2 },
		],
	},
	on_schedule: {
		tables: CONTACT_TABLES,
		maxLength: 40,
		documented: [
			{ label: 'Ahead', value: 'Ahead' },
			{ label: 'Behind, 30 to 60 Minutes', value: 'behind_30to60' },
			{ label: 'Behind, Less Than 30 Minutes', value: 'behind_less30' },
			{ label: 'Behind, More Than 60 Minutes', value: 'behind_more60' },
			{ label: 'On Time', value: 'on_time' },
		],
	},
	time_format: {
		tables: CONTACT_TABLES,
		maxLength: 40,
		isPattern: true,
		documented: [
			{ label: 'hh.mm.ss (12 Hours)', value: 'hh.mm.ss a' },
			{ label: 'hh.mm.ss (24 Hours)', value: 'HH.mm.ss' },
			{ label: 'hh:mm:ss (12 Hours)', value: 'hh:mm:ss a' },
			{ label: 'hh:mm:ss (24 Hours)', value: 'HH:mm:ss' },
		],
	},
} satisfies Record<string, ChoiceList>;

export type ChoiceListName = keyof typeof CHOICE_LISTS;

/** Whether the values of a list are numbers; the instance gives every value as text. */
export function isNumeric({ documented }: ChoiceList): boolean {
	return documented.every(({ value }) => typeof value === 'number');
}
