export interface Login {
	userName: string;
	password: string;
	/** sys_id of the login's row in sys_user. */
	sysId: string;
	roles: string[];
	/** Whether the password alone is rejected for want of a second factor. */
	needsSecondFactor?: boolean;
	/** Whether the user cannot log in to the user interface. */
	webServiceAccessOnly?: boolean;
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

const webService: Login = {
	userName: 'web.service',
	password: 'web-service-password',
	sysId: '5137153cc611227c000bbd1bd8cd2009',
	roles: integration.roles,
	webServiceAccessOnly: true,
};

const withoutInternal: Login = {
	userName: 'agent.api',
	password: 'agent-api-password',
	sysId: '5137153cc611227c000bbd1bd8cd2011',
	roles: integration.roles.filter((role) => role !== 'csm_ws_integration'),
};

/** Every way into the simulated instance. The API key and the OAuth client act as `integration`. */
export const logins = {
	integration,
	limited,
	mfa,
	/** For web services alone: Basic Auth stays open to it. */
	webService,
	/** With roles of APIs, none of which contains `snc_internal`. */
	withoutInternal,
	apiKey: 'simulated-api-key',
	oauth: { clientId: 'simulated-client', clientSecret: 'simulated-secret' },
};

export const users: Login[] = [integration, limited, mfa, webService, withoutInternal];
