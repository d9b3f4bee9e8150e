import { errorResponse, notSimulated } from './http/errors.mts';
import type { HttpResponse } from './http/response.mts';

/**
 * APIs of ServiceNow's documentation that the simulator does not have, below `/api/`.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/tree/australia/markdown/api-reference/rest-apis
 */
const otherApis = [
	...(
		'account actsub agent_intelligence ais atf attachment_csm awa cccif cilifecyclemgmt clotho ' +
		'cmdb cmp_catalog_api consumer copy_assessments cs data_classification email identifyreconcile ' +
		'import js pa ppm push sam_software_usage_integration scim wrapup ui graphql'
	)
		.split(' ')
		.map((name) => `now/${name}`),
	...(
		'sn_ac sn_ai_governance sn_api_notif_mgmt sn_apptmnt_booking sn_cdm sn_chg_rest sn_cicd ' +
		'sn_csm_pricing sn_ct_ctr_it_core sn_cti_core sn_customercentral sn_customerservice sn_devops ' +
		'sn_devops_config sn_dpr sn_ent sn_ent_verify sn_hr_core sn_ind_rmt_help sn_ind_tmf642 ' +
		'sn_ind_tmt_orm sn_ind_tsm_sdwan sn_install_base sn_km_api sn_lead_mgmt_core sn_ni_adv sn_ni_core ' +
		'sn_omni_callback sn_ord_qual_mgmt sn_prd_invt sn_prd_pm_adv sn_pren sn_pss_core ' +
		'sn_sales_agmt_core sn_sc sn_sec_tisc sn_service_graph sn_sow_synthetics sn_spend_intg ' +
		'sn_sprb_mgmt sn_templated_snip sn_tmf_api sn_va_as_service sn_wsd_concierge sn_wsd_core ' +
		'sn_wsd_rsv sn_wsd_wc global mid'
	).split(' '),
];

/** @returns the API of ServiceNow that a path belongs to, which the simulator does not have */
function otherApi(path: string): string | undefined {
	const below = /^\/api\/(.+)$/.exec(path)?.[1].replace(/^now\/v\d+\//, 'now/');
	return below && otherApis.find((api) => below === api || below.startsWith(`${api}/`));
}

/**
 * Answers a URL that the simulator does not serve: 501 where ServiceNow documents it, 400 as an
 * instance does where it does not.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-api-explorer/r_RESTAPIHTTPResponseCodes.md
 */
export function unknownUrl(path: string): HttpResponse {
	const api = otherApi(path);
	if (api !== undefined) return notSimulated(`the API /api/${api}`);
	if (/\.do$/.test(path)) return notSimulated(`the page ${path}`);
	return { ...errorResponse(400), notSimulated: `the URL ${path}` };
}
