import {
	booleanField,
	listedField,
	dateTimeField,
	numberField,
	recordField,
	textField,
	type BodyField,
} from '../../../../shared/fields/bodyField';

/** The contact as a user of the instance. */
export const loginFields: BodyField[] = [
	textField({
		displayName: 'User ID',
		name: 'user_name',
		maxLength: 40,
		description: 'Login name of the contact',
	}),
	textField({
		displayName: 'Roles',
		name: 'roles',
		maxLength: 40,
		description: 'Roles of the contact as a user, separated by commas',
	}),
	booleanField({
		displayName: 'Active',
		name: 'active',
		initial: true,
		description: 'Whether the contact is in use. The instance assumes yes.',
	}),
	booleanField({
		displayName: 'Locked Out',
		name: 'locked_out',
		description: 'Whether the contact is barred from logging in. The instance assumes no.',
	}),
	numberField({
		displayName: 'Failed Login Attempts',
		name: 'failed_attempts',
		integer: true,
		description: 'How many times a login of the contact has failed, as a whole number',
	}),
	booleanField({
		displayName: 'Multifactor Authentication',
		name: 'enable_multifactor_authn',
		description:
			'Whether the contact needs a second factor to log in to the service portal. The instance assumes no.',
	}),
	booleanField({
		displayName: 'Internal Integration User',
		name: 'internal_integration_user',
		description:
			'Whether the contact is a user for internal integrations. The instance assumes no.',
	}),
	booleanField({
		displayName: 'Web Service Access Only',
		name: 'web_service_access_only',
		description:
			'Whether the contact may use the instance through web services only. The instance assumes no.',
	}),
	dateTimeField({
		displayName: 'Last Login Time',
		name: 'last_login_time',
		description: 'When the contact last logged in',
	}),
	textField({
		displayName: 'Last Login Device',
		name: 'last_login_device',
		maxLength: 40,
		description: 'Device of the most recent login',
	}),
	recordField({
		displayName: 'LDAP Server',
		name: 'ldap_server',
		table: 'ldap_server_config',
		description: 'Server that checked the most recent login',
	}),
	recordField({
		displayName: 'Default Perspective',
		name: 'default_perspective',
		table: 'sys_perspective',
		description: 'Menu list that the contact starts with',
	}),
	listedField({
		displayName: 'Calendar Integration',
		name: 'calendar_integration',
		initial: 1,
		description: 'Calendar application of the contact. The instance assumes Outlook.',
	}),
	listedField({
		displayName: 'Date Format',
		name: 'date_format',
		initial: 'yyyy-mm-dd',
		description:
			'How dates are shown to the contact. Without it, the format of the instance is used.',
	}),
	listedField({
		displayName: 'Time Format',
		name: 'time_format',
		initial: 'HH:mm:ss',
		description:
			'How times are shown to the contact; upper and lower case differ. Without it, the format of the instance is used.',
	}),
];
