import {
	booleanField,
	choiceField,
	dateTimeField,
	numberField,
	recordField,
	textField,
	type BodyField,
} from '../../../shared/fields/bodyField';

/** What nearly every contact is created with; shown without a click. */
export const mainFields: BodyField[] = [
	textField({
		displayName: 'First Name',
		name: 'first_name',
		maxLength: 50,
		description: 'Given name of the contact',
	}),
	textField({
		displayName: 'Last Name',
		name: 'last_name',
		maxLength: 50,
		description: 'Family name of the contact',
	}),
	textField({
		displayName: 'Email',
		name: 'email',
		placeholder: 'name@email.com',
		description: 'Email address of the contact',
	}),
	recordField({
		displayName: 'Account',
		name: 'account',
		table: 'customer_account',
		description: 'Customer account to which the contact belongs',
	}),
];

/** Everything else that a contact can be created with. */
export const moreFields: BodyField[] = [
	booleanField({
		displayName: 'Active',
		name: 'active',
		initial: true,
		description: 'Whether the contact is in use. The instance assumes yes.',
	}),
	choiceField({
		displayName: 'Agent Status',
		name: 'agent_status',
		initial: 'Off work',
		description: 'What the person is doing at the moment, when working as an agent',
		values: [
			{ label: 'Off Work', value: 'Off work' },
			{ label: 'On Break', value: 'On break' },
			{ label: 'On Route', value: 'On route' },
			{ label: 'On Site', value: 'On site' },
		],
	}),
	recordField({
		displayName: 'Building',
		name: 'building',
		table: 'cmn_building',
		description: 'Building where the contact is found',
	}),
	choiceField({
		displayName: 'Calendar Integration',
		name: 'calendar_integration',
		initial: 1,
		description: 'Calendar application of the contact. The instance assumes Outlook.',
		values: [{ label: 'Outlook', value: 1 }],
	}),
	textField({
		displayName: 'City',
		name: 'city',
		maxLength: 40,
		description: 'City where the contact lives',
	}),
	recordField({
		displayName: 'Company',
		name: 'company',
		table: 'core_company',
		description: 'Company to which the contact belongs',
	}),
	recordField({
		displayName: 'Cost Center',
		name: 'cost_center',
		table: 'cmn_cost_center',
		description: 'Cost center that the contact is charged to',
	}),
	textField({
		displayName: 'Country Code',
		name: 'country',
		maxLength: 3,
		placeholder: 'USA',
		description: 'Code of the country where the contact lives',
	}),
	choiceField({
		displayName: 'Date Format',
		name: 'date_format',
		initial: 'yyyy-mm-dd',
		description:
			'How dates are shown to the contact. Without it, the format of the instance is used.',
		values: [
			{ label: 'dd-mm-yyyy', value: 'dd-mm-yyyy' },
			{ label: 'dd.mm.yyyy', value: 'dd.mm.yyyy' },
			{ label: 'dd/mm/yyyy', value: 'dd/mm/yyyy' },
			{ label: 'mm-dd-yyyy', value: 'mm-dd-yyyy' },
			{ label: 'yyyy-mm-dd', value: 'yyyy-mm-dd' },
		],
	}),
	recordField({
		displayName: 'Default Perspective',
		name: 'default_perspective',
		table: 'sys_perspective',
		description: 'Menu list that the contact starts with',
	}),
	recordField({
		displayName: 'Department',
		name: 'department',
		table: 'cmn_department',
		description: 'Department in which the contact works',
	}),
	textField({
		displayName: 'Education Status',
		name: 'edu_status',
		maxLength: 40,
		placeholder: 'faculty',
		description: 'Standing at a school or university. The instance assumes faculty.',
	}),
	textField({
		displayName: 'Employee Number',
		name: 'employee_number',
		description: 'Number of the contact as an employee',
	}),
	numberField({
		displayName: 'Failed Login Attempts',
		name: 'failed_attempts',
		integer: true,
		description: 'How many times a login of the contact has failed, as a whole number',
	}),
	textField({
		displayName: 'Full Name',
		name: 'name',
		maxLength: 151,
		description:
			'Whole name of the contact. The instance puts it together from first and last name.',
	}),
	textField({
		displayName: 'Gender',
		name: 'gender',
		maxLength: 40,
		description: 'Gender of the contact',
	}),
	booleanField({
		displayName: 'Geolocation Tracked',
		name: 'geolocation_tracked',
		description:
			'Whether the position of the contact is found by geotracking. The instance assumes no.',
	}),
	textField({
		displayName: 'Home Phone',
		name: 'home_phone',
		maxLength: 40,
		description: 'Private phone number of the contact',
	}),
	booleanField({
		displayName: 'Internal Integration User',
		name: 'internal_integration_user',
		description:
			'Whether the contact is a user for internal integrations. The instance assumes no.',
	}),
	textField({
		displayName: 'Introduction',
		name: 'introduction',
		maxLength: 40,
		description: 'A line by which the contact is introduced',
	}),
	textField({
		displayName: 'Last Login Device',
		name: 'last_login_device',
		maxLength: 40,
		description: 'Device of the most recent login',
	}),
	dateTimeField({
		displayName: 'Last Login Time',
		name: 'last_login_time',
		description: 'When the contact last logged in',
	}),
	numberField({
		displayName: 'Latitude',
		name: 'latitude',
		description: 'Where the contact is, in degrees north of the equator',
	}),
	recordField({
		displayName: 'LDAP Server',
		name: 'ldap_server',
		table: 'ldap_server_config',
		description: 'Server that checked the most recent login',
	}),
	recordField({
		displayName: 'Location',
		name: 'location',
		table: 'cmn_location',
		description: 'Place where the contact is found',
	}),
	booleanField({
		displayName: 'Locked Out',
		name: 'locked_out',
		description: 'Whether the contact is barred from logging in. The instance assumes no.',
	}),
	numberField({
		displayName: 'Longitude',
		name: 'longitude',
		description: 'Where the contact is, in degrees east of Greenwich',
	}),
	recordField({
		displayName: 'Manager',
		name: 'manager',
		table: 'sys_user',
		description: 'User to whom the contact reports',
	}),
	textField({
		displayName: 'Middle Name',
		name: 'middle_name',
		maxLength: 50,
		description: 'Middle name of the contact',
	}),
	textField({
		displayName: 'Mobile Phone',
		name: 'mobile_phone',
		maxLength: 40,
		placeholder: '+14089965744',
		description: 'Mobile phone number of the contact',
	}),
	booleanField({
		displayName: 'Multifactor Authentication',
		name: 'enable_multifactor_authn',
		description:
			'Whether the contact needs a second factor to log in to the service portal. The instance assumes no.',
	}),
	choiceField({
		displayName: 'Notification',
		name: 'notification',
		initial: 2,
		description: 'Whether the contact gets notifications. The instance assumes enabled.',
		values: [
			{ label: 'Disabled', value: 1 },
			{ label: 'Enabled', value: 2 },
		],
	}),
	choiceField({
		displayName: 'On Schedule',
		name: 'on_schedule',
		initial: 'on_time',
		description: 'How punctual the dispatched service staff are',
		values: [
			{ label: 'Ahead', value: 'Ahead' },
			{ label: 'Behind, 30 to 60 Minutes', value: 'behind_30to60' },
			{ label: 'Behind, Less Than 30 Minutes', value: 'behind_less30' },
			{ label: 'Behind, More Than 60 Minutes', value: 'behind_more60' },
			{ label: 'On Time', value: 'on_time' },
		],
	}),
	textField({
		displayName: 'Phone',
		name: 'phone',
		maxLength: 40,
		placeholder: '+14089965744',
		description: 'Business phone number of the contact',
	}),
	textField({
		displayName: 'Photo',
		name: 'photo',
		description: 'Picture of the contact, as the instance refers to it',
	}),
	textField({
		displayName: 'Preferred Language',
		name: 'preferred_language',
		maxLength: 3,
		placeholder: 'en',
		description: 'Code of the language that the contact speaks first',
	}),
	textField({
		displayName: 'Roles',
		name: 'roles',
		maxLength: 40,
		description: 'Roles of the contact as a user, separated by commas',
	}),
	recordField({
		displayName: 'Schedule',
		name: 'schedule',
		table: 'cmn_schedule',
		description: 'Working hours of the contact',
	}),
	textField({
		displayName: 'Social Channel',
		name: 'social_channel',
		placeholder: 'Facebook',
		description:
			'Social network on which the contact has a profile. A profile needs channel, handle and handle URL together.',
	}),
	textField({
		displayName: 'Social Handle',
		name: 'social_handle',
		description:
			'User name on the social network. A profile needs channel, handle and handle URL together.',
	}),
	textField({
		displayName: 'Social Handle URL',
		name: 'social_handle_url',
		description:
			'Address of the profile on the social network. A profile needs channel, handle and handle URL together.',
	}),
	textField({
		displayName: 'Source',
		name: 'source',
		maxLength: 255,
		description: 'Where the contact record comes from',
	}),
	textField({
		displayName: 'State',
		name: 'state',
		maxLength: 40,
		description: 'State or province where the contact lives',
	}),
	textField({
		displayName: 'Street',
		name: 'street',
		maxLength: 255,
		description: 'Street address of the contact',
	}),
	choiceField({
		displayName: 'Time Format',
		name: 'time_format',
		initial: 'HH:mm:ss',
		description:
			'How times are shown to the contact; upper and lower case differ. Without it, the format of the instance is used.',
		values: [
			{ label: 'hh.mm.ss (12 Hours)', value: 'hh.mm.ss a' },
			{ label: 'hh.mm.ss (24 Hours)', value: 'HH.mm.ss' },
			{ label: 'hh:mm:ss (12 Hours)', value: 'hh:mm:ss a' },
			{ label: 'hh:mm:ss (24 Hours)', value: 'HH:mm:ss' },
		],
	}),
	recordField({
		displayName: 'Time Sheet Policy',
		name: 'time_sheet_policy',
		table: 'time_sheet_policy',
		description: 'Policy for the time sheets of the contact',
	}),
	textField({
		displayName: 'Time Zone',
		name: 'time_zone',
		maxLength: 40,
		placeholder: 'US/Eastern',
		description: 'Time zone in which the contact lives, such as Canada/Central',
	}),
	textField({
		displayName: 'Title',
		name: 'title',
		maxLength: 60,
		placeholder: 'Manager',
		description: 'Business title of the contact',
	}),
	textField({
		displayName: 'User ID',
		name: 'user_name',
		maxLength: 40,
		description: 'Login name of the contact',
	}),
	booleanField({
		displayName: 'VIP',
		name: 'vip',
		description: 'Whether the contact is a very important person. The instance assumes no.',
	}),
	booleanField({
		displayName: 'Web Service Access Only',
		name: 'web_service_access_only',
		description:
			'Whether the contact may use the instance through web services only. The instance assumes no.',
	}),
	textField({
		displayName: 'Zip',
		name: 'zip',
		maxLength: 40,
		description: 'Postal code of the address',
	}),
];
