import type { Login } from './logins.mts';

/**
 * Roles that others contain.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/customer-service-management/customer-service-management-roles.md
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/conversational-interfaces/advanced-work-assignment/awa-roles-3.md
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/customer-service-management/r_InstalledWithOpenFrame.md
 */
const contained: Record<string, string[]> = {
	csm_ws_integration: ['snc_internal'],
	awa_integration_user: [],
	sn_openframe_user: [],
	sn_openframe_api_user: [],
};

/** @returns whether the login has the role, or one that contains it */
export function hasRole({ roles }: Login, role: string): boolean {
	return roles.some((own) => own === role || (contained[own] ?? []).includes(role));
}
