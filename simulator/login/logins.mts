export interface Login {
	userName: string;
	password: string;
	/** sys_id of the login's row in sys_user. */
	sysId: string;
	roles: string[];
	/** Whether the password alone is rejected for want of a second factor. */
	needsSecondFactor?: boolean;
	/** Tables the login may read, and whether only its own row. Left out: every table. */
	readable?: { tables: string[]; ownRowOnly: boolean };
}

const integration: Login = {
	userName: 'integration',
	password: 'integration-password',
	sysId: '6816f79cc0a8016401c5a33be04be441',
	roles: [
		'csm_ws_integration',
		'awa_integration_user',
		'sn_openframe_api_user',
		'interaction_integration_user',
	],
};

const limited: Login = {
	userName: 'limited',
	password: 'limited-password',
	sysId: '5137153cc611227c000bbd1bd8cd2005',
	roles: [],
	readable: { tables: ['sys_user'], ownRowOnly: true },
};

const mfa: Login = {
	userName: 'mfa',
	password: 'mfa-password',
	sysId: '5137153cc611227c000bbd1bd8cd2007',
	roles: integration.roles,
	needsSecondFactor: true,
};

/** Every way into the simulated instance. The API key and the OAuth client act as `integration`. */
export const logins = {
	integration,
	limited,
	mfa,
	apiKey: 'simulated-api-key',
	oauth: { clientId: 'simulated-client', clientSecret: 'simulated-secret' },
};

export const users: Login[] = [integration, limited, mfa];
