/**
 * The variables of this process for an n8n that it starts, without settings of the user's own n8n, its
 * database least of all, and without those of npm, of Node.js and of the test runner.
 */
export function ownEnvironment(): NodeJS.ProcessEnv {
	const foreign = /^((N8N|DB|QUEUE|EXECUTIONS|OFFLOAD|JEST|npm)_|NODE_(ENV|OPTIONS)$)/i;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

/** Settings with which nothing is sent to or asked from n8n's own servers. */
export const WITHOUT_N8N_SERVERS = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
};
