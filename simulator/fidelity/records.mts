import { article, page, type Area } from './behavior.mts';

const restApi = page('api-reference/rest-api-explorer/c_RESTAPI');
const tableApi = page('api-reference/rest-apis/c_TableAPI');
const operators = page('platform-user-interface/r_OpAvailableFiltersQueries');
const encoded = page('platform-user-interface/c_EncodedQueryStrings');
const glideRecord = page('api-reference/server-api-reference/c_GlideRecordScopedAPI');
const queryAcls = page('platform-security/access-control/query-acl-rule');
const getAll = 'nodes/ServiceNowContact/resources/contact/getAll.ts';
const trigger = 'nodes/ServiceNowCsmTrigger';
const access = 'test/simulator/access.test.mts';

export const records: Area[] = [
	{
		title: 'Queries',
		behaviors: [
			{
				about: ['operators'],
				does: 'Reads the documented operators, `^`, `^OR`, `^NQ`, orders and groups',
				sources: [operators, encoded],
				reliedOnBy: ['nodes/shared/platform/encodedQuery.ts', getAll],
			},
			{
				about: ['dot-walking'],
				does: 'Follows references in fields and conditions, as in `account.name`',
				sources: [restApi, encoded],
				reliedOnBy: [],
			},
			{
				about: ['scripts'],
				does: 'Evaluates a value that begins with `javascript:`',
				sources: [operators],
				reliedOnBy: ['nodes/shared/input/queryValue.ts'],
			},
			{
				about: ['references in conditions'],
				does: 'Compares what a reference displays with the text of `LIKE`, `STARTSWITH` and `ENDSWITH`',
				sources: [operators],
				reliedOnBy: [],
			},
			{
				about: ['hierarchies', 'tags', 'classes'],
				does: 'Reads `IN_HIERARCHY`, `INSTANCEOF`, and the operators of tags',
				sources: [operators, page('api-reference/scripts/c_UsingGlideRecordToQueryTables')],
				reliedOnBy: [],
			},
			{
				id: 'hierarchyColumns',
				about: ['hierarchies', 'tags', 'relative dates'],
				does: 'Finds a hierarchy by the column that refers to the own table, tags in `label_entry`, and reads `RELATIVEGE`, `RELATIVELE` and `RELATIVEEE`',
				variedBy: ['test/simulator/operators.test.mts'],
			},
			{
				about: ['related lists'],
				does: 'Counts the records that refer to a row for `^RLQUERY`',
				sources: [encoded],
				reliedOnBy: [],
			},
			{
				about: ['scripts'],
				does: 'Knows the date functions that lists write into a copied query; weeks begin on Monday',
				sources: [
					page('api-reference/server-api-reference/c_GlideSystemAPI'),
					page('api-reference/scripts/c_ExScptDftBfrQryBsnRu'),
				],
				reliedOnBy: [],
			},
			{
				about: ['name-value pairs'],
				does: 'Takes other parameters of the Table API as conditions, with display values of choices and references',
				sources: [tableApi],
				reliedOnBy: [],
			},
			{
				about: ['not simulated'],
				does: 'Answers 501 to operators, scripts, tables, APIs, and formats that an instance has and it has not',
				aid: true,
			},
			{
				about: ['ignored parts'],
				does: 'Names what it ignored of a request in the header `X-Simulator-Ignored`',
				aid: true,
			},
			{
				about: ['case'],
				does: 'Compares texts without regard to case, so that another spelling is found too',
				sources: [glideRecord],
				reliedOnBy: [
					'nodes/ServiceNowContact/resources/contact/getAll/lookUp/key.ts',
					'nodes/ServiceNowOpenFrame/resources/voiceInteraction/found.ts',
				],
			},
			{
				id: 'conditionsAfterEq',
				about: ['setting:conditionsAfterEq'],
				does: 'Reads or ignores conditions behind `^EQ`',
				metBy: ['nodes/shared/platform/readQuery.ts'],
				variedBy: [access, 'test/engine/guessesOfApis.test.mts'],
			},
			{
				about: ['setting:invalidQueryReturnsNoRows'],
				does: 'Ignores an invalid condition, or answers no rows where the property says so',
				sources: [restApi],
				reliedOnBy: [`${trigger}/queryCheck.ts`],
			},
			{
				about: ['setting:unknownColumns'],
				does: 'Ignores a condition on a column that no table has, or answers 403',
				sources: [restApi, article('KB2971488')],
				reliedOnBy: [`${trigger}/queryCheck.ts`],
			},
			{
				about: ['setting:queryTimeZone'],
				does: 'Reads plain dates in queries in UTC',
				sources: [
					'https://www.servicenow.com/community/united-kingdom-snug/soap-web-service-and-time-zones-examples/ba-p/2270667',
					'https://github.com/rbw/pysnow/issues/140',
				],
				reliedOnBy: ['nodes/ServiceNowContact/resources/contact/getAll/filters/filterValue.ts'],
			},
			{
				id: 'queryTimeZone',
				about: ['setting:queryTimeZone'],
				does: 'Reads plain dates in queries in another zone',
				metBy: ['nodes/ServiceNowCsmTrigger/queryTimeZone.ts'],
				variedBy: ['test/engine/trigger.test.mts', 'test/engine/triggerModel.test.mts'],
			},
			{
				about: ['setting:userTimeZones'],
				does: "Shows display values of dates in the user's time zone, and begins days of scripts in it",
				sources: [
					tableApi,
					page('api-reference/server-api-reference/c_GlideSystemAPI'),
					'https://github.com/rbw/pysnow/issues/140',
				],
				reliedOnBy: [],
			},
			{
				id: 'unstableOrder',
				about: ['setting:unstableOrder'],
				does: 'Gives rows without an order in the same order, or in another each time',
				metBy: [
					'nodes/ServiceNowContact/resources/contact/getAll/paging/keysetPaging.ts',
					'nodes/shared/methods/listPages.ts',
				],
				variedBy: ['test/engine/paging.test.mts', 'test/simulator/queries.test.mts'],
			},
		],
	},
	{
		title: 'Access to records',
		behaviors: [
			{
				about: ['setting:queryAcls'],
				does: 'Does not let a user who fails a query ACL range over or order by a column',
				sources: [queryAcls],
				reliedOnBy: [getAll],
			},
			{
				id: 'queryAclAnswer',
				about: ['setting:queryAcls'],
				does: 'Drops such a condition, alone or with its alternatives, or answers 403',
				metBy: [
					'nodes/ServiceNowContact/resources/contact/getAll/lookUp/lookUp.ts',
					'nodes/ServiceNowContact/resources/contact/getAll/paging/paging.ts',
					'nodes/shared/methods/listPages.ts',
					'nodes/ServiceNowCsmTrigger/scanById.ts',
				],
				variedBy: [
					access,
					'test/engine/search.test.mts',
					'test/engine/paging.test.mts',
					'test/campaign/realities.mts',
				],
			},
			{
				about: ['setting:unreadableColumns'],
				does: 'Does not show or query a column that the user cannot read',
				sources: [restApi, article('KB2971488')],
				reliedOnBy: [`${trigger}/readChanges.ts`],
			},
			{
				id: 'unreadableColumnAnswer',
				about: ['setting:unreadableColumns'],
				does: 'Leaves such a column out or shows it empty, drops the condition or answers 403',
				metBy: [
					'nodes/ServiceNowContact/resources/contact/getAll/lookUp/witness.ts',
					'nodes/shared/methods/listPages.ts',
					'nodes/ServiceNowCsmTrigger/change.ts',
				],
				variedBy: [access, 'test/engine/triggerAccess.test.mts', 'test/campaign/realities.mts'],
			},
			{
				about: ['setting:unreadableTables', 'setting:deniedTables'],
				does: 'Answers an empty list, or 403, where the user cannot read a table',
				sources: [article('KB3047115')],
				reliedOnBy: ['nodes/shared/methods/askInstance.ts'],
			},
			{
				about: ['setting:hiddenRows', 'setting:hideContacts'],
				does: 'Hides rows after the limit was counted, so that pages are short',
				sources: [restApi],
				reliedOnBy: [getAll],
			},
			{
				id: 'emptyRows',
				about: ['setting:emptyRows'],
				does: 'Shows rows of which nothing can be read as `{}`',
				metBy: [
					'nodes/ServiceNowContact/resources/contact/getAll/paging/contactSource.ts',
					'nodes/ServiceNowContact/resources/contact/get.ts',
					'nodes/ServiceNowCsmTrigger/change.ts',
				],
				variedBy: [
					access,
					'test/engine/triggerAccess.test.mts',
					'test/engine/paging.test.mts',
					'test/campaign/realities.mts',
				],
			},
			{
				about: ['setting:rowCap'],
				does: 'Gives fewer rows of the Table API than were asked for, or at most 10,000',
				sources: [
					'https://github.com/Snow-Shell/servicenow-powershell/issues/170',
					'https://github.com/ServiceNowITOM/ansible-sn-inventory/issues/15',
				],
				reliedOnBy: [],
			},
			{
				id: 'contactRowCap',
				about: ['setting:rowCap'],
				does: 'Gives fewer contacts of the Contact API than were asked for',
				metBy: ['nodes/ServiceNowContact/resources/contact/getAll/paging/paging.ts'],
				variedBy: [access, 'test/engine/paging.test.mts', 'test/campaign/realities.mts'],
			},
		],
	},
];
