import {
	booleanField,
	dateTimeField,
	numberField,
	recordField,
	textField,
} from '../../../../shared/fields/bodyField';
import { listedField } from '../../../../shared/fields/listedField';
import type { BodyField } from '../../../../shared/input/bodyField';

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
		description: 'Whether the contact is in use. Defaults to true.',
	}),
	booleanField({
		displayName: 'Locked Out',
		name: 'locked_out',
		description: 'Whether the contact is locked out and cannot log in. Defaults to false.',
	}),
	numberField({
		displayName: 'Failed Login Attempts',
		name: 'failed_attempts',
		integer: true,
		description: 'Number of failed logins of the contact, as a whole number',
	}),
	booleanField({
		displayName: 'Multifactor Authentication',
		name: 'enable_multifactor_authn',
		description:
			'Whether the contact needs a second factor to log in to the service portal. Defaults to false.',
	}),
	booleanField({
		displayName: 'Internal Integration User',
		name: 'internal_integration_user',
		description: 'Whether the contact is a user for internal integrations. Defaults to false.',
	}),
	booleanField({
		displayName: 'Web Service Access Only',
		name: 'web_service_access_only',
		description:
			'Whether the contact may use the instance through web services only. Defaults to false.',
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
		description: 'Menu list that the contact sees first',
	}),
	listedField({
		displayName: 'Calendar Integration',
		name: 'calendar_integration',
		initial: 1,
		description: 'Calendar application of the contact. Defaults to Outlook.',
	}),
	listedField({
		displayName: 'Date Format',
		name: 'date_format',
		initial: '',
		description:
			'Format of the dates that the contact sees. Defaults to the format of the instance.',
	}),
	listedField({
		displayName: 'Time Format',
		name: 'time_format',
		initial: '',
		description:
			'Format of the times that the contact sees. Defaults to the format of the instance.',
	}),
];
