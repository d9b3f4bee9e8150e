import { article, page, type Area } from './behavior.mts';

const restApi = page('api-reference/rest-api-explorer/c_RESTAPI');
const tableApi = page('api-reference/rest-apis/c_TableAPI');
const attachments = page('api-reference/rest-apis/c_AttachmentAPI');
const aggregates = page('api-reference/rest-apis/c_AggregateAPI');
const pysnc = (file: string) => `https://github.com/ServiceNow/PySNC/blob/1.2.1/test/${file}.py`;
const itsm = (target: string) =>
	`https://github.com/ansible-collections/servicenow.itsm/blob/2.9.3/tests/integration/targets/${target}/tasks/main.yml`;
const trigger = 'nodes/ServiceNowCsmTrigger';
const writes = 'test/simulator/tableWrites.test.mts';
const stats = 'test/simulator/stats.test.mts';
const files = 'test/simulator/attachments.test.mts';

export const tables: Area[] = [
	{
		title: 'Table API',
		behaviors: [
			{
				about: ['Table API'],
				does: 'Lists and gets records, with `Link`, `X-Total-Count` and the fields asked for',
				sources: [tableApi],
				reliedOnBy: ['nodes/shared/methods/listPages.ts', `${trigger}/readChanges.ts`],
			},
			{
				about: ['writes'],
				does: 'Inserts with 201 and `Location`, updates with 200, deletes with 204; PUT and PATCH leave what they do not name; `X-no-response-body` suppresses the record',
				sources: [tableApi],
				reliedOnBy: [],
			},
			{
				about: ['writes'],
				does: 'Takes the first of several records, and ignores fields of the system',
				sources: [restApi, tableApi],
				reliedOnBy: [],
			},
			{
				about: ['writes'],
				does: 'Takes display values where `sysparm_input_display_value` says so, dates in the zone of the user',
				sources: [tableApi],
				reliedOnBy: [],
			},
			{
				id: 'unknownFields',
				about: ['writes'],
				does: 'Ignores fields that no table has, and display values that no record has; takes the JSON in single quotes of the documented samples',
				variedBy: [writes],
			},
			{
				about: ['writes'],
				does: 'Gives a new record the sys_id that the request names',
				sources: [pysnc('test_snc_api_write')],
				reliedOnBy: [],
			},
			{
				about: ['writes'],
				does: 'Takes a change without a body and without `Content-Type`',
				sources: [pysnc('test_snc_attachment')],
				reliedOnBy: [],
			},
			{
				about: ['passwords'],
				does: 'Shows `********` as the display value of `user_password`',
				sources: [pysnc('test_snc_api_fields')],
				reliedOnBy: [],
			},
			{
				about: ['setting:mandatoryColumns'],
				does: 'Answers 403 `Operation Failed` to a record without a field that a data policy makes mandatory',
				sources: [
					page('api-reference/rest-api-explorer/r_RESTAPIHTTPResponseCodes'),
					page('api-reference/web-services/c_JSONObjectFormat'),
				],
				reliedOnBy: [],
			},
			{
				about: ['setting:writeProtectedTables'],
				does: 'Answers 403 to changes of a table that the user may only read',
				sources: [page('api-reference/rest-api-explorer/r_RESTAPIHTTPResponseCodes')],
				reliedOnBy: [],
			},
			{
				about: ['setting:tablesOnWrite'],
				does: 'Adds tables and columns on the first write',
				aid: true,
			},
			{
				about: ['journal fields'],
				does: 'Keeps entries of `comments` and `work_notes` of incidents in `sys_journal_field`; the columns read as empty',
				sources: [tableApi, page('api-reference/web-services/retrieving-journal-entries')],
				reliedOnBy: [],
			},
			{
				about: ['derived fields'],
				does: 'Sets the priority of an incident by impact and urgency',
				sources: [page('it-service-management/incident-management/def-prio-lookup-rules')],
				reliedOnBy: [],
			},
			{
				id: 'derivedNames',
				about: ['derived fields'],
				does: 'Sets the name of a person by its parts, and shows journal fields as a list of entries',
				variedBy: [writes],
			},
			{
				about: ['version 1'],
				does: 'Answers 404 to an empty list in version 1 of the Table API',
				sources: [tableApi],
				reliedOnBy: [],
			},
			{
				about: ['count'],
				does: 'Counts the records of a query before ACLs filter them, by `select count(*)`, also where the user may read none',
				sources: [
					tableApi,
					article('KB3047115'),
					'https://github.com/Snow-Shell/servicenow-powershell/issues/170',
				],
				reliedOnBy: ['nodes/shared/transport/tableCount.ts'],
			},
			{
				about: ['page size'],
				does: 'Gives 10,000 records without a limit, and the Contact API ten',
				sources: [tableApi, page('api-reference/rest-apis/contact-api')],
				reliedOnBy: [],
			},
			{
				id: 'unknownTable',
				about: ['unknown tables'],
				does: 'Answers 400 `Invalid table` to a table that it does not have',
				metBy: ['nodes/shared/failure/rows/rejected.ts'],
				variedBy: ['test/campaign/faultTable.mts', 'test/engine/listSearch.test.mts'],
			},
			{
				about: ['list of tables'],
				does: 'Lists label and name of each table at `/api/now/doc/table/schema`, and has `dependent_value` in choices, as the node of n8n asks',
				sources: [
					'https://github.com/n8n-io/n8n/blob/master/packages/nodes-base/nodes/ServiceNow/ServiceNow.node.ts',
				],
				reliedOnBy: [],
			},
			{
				about: ['choice lists'],
				does: 'Keeps choices in `sys_choice` by table, element and language',
				sources: [page('platform-administration/c_ChoiceLists')],
				reliedOnBy: ['nodes/shared/methods/loadOptions.ts'],
			},
			{
				about: ['references'],
				does: 'Shows a reference as link and value unless the link is excluded',
				sources: [tableApi],
				reliedOnBy: ['nodes/shared/input/values.ts'],
			},
			{
				about: ['custom columns'],
				does: 'Has the columns `u_loyalty_tier` and `u_crm_id`, and records of invented people',
				aid: true,
			},
		],
	},
	{
		title: 'Aggregate API and Attachment API',
		behaviors: [
			{
				about: ['aggregates'],
				does: 'Counts, averages with four decimals, sums, least and greatest values, by groups, with conditions on groups and orders of them',
				sources: [aggregates],
				reliedOnBy: [],
			},
			{
				id: 'aggregateForms',
				about: ['aggregates'],
				does: 'Answers an object without groups, counts rows that ACLs hide, passes over texts in averages, and orders groups by their values',
				variedBy: [stats],
			},
			{
				about: ['attachments'],
				does: 'Takes a file as the body or as the last part of a form, lists, renames and deletes, and gives the file with `X-Attachment-Metadata`',
				sources: [attachments],
				reliedOnBy: [],
			},
			{
				about: ['attachments'],
				does: 'Answers 400 without a mandatory parameter, 404 where the record is not there or not accessible, and lists 1,000 without a limit',
				sources: [attachments],
				reliedOnBy: [],
			},
			{
				id: 'attachmentForms',
				about: ['attachments'],
				does: 'Counts the list in `X-Total-Count`, refuses a form whose file is not last, and removes attachments with their record',
				variedBy: [files],
			},
			{
				about: ['attachments'],
				does: 'Points to the file in `Location`, and gives it to a client that accepts JSON',
				sources: [pysnc('test_snc_attachment'), itsm('itsm_attachment_info')],
				reliedOnBy: [],
			},
			{
				about: ['attachments'],
				does: 'Has the SHA-256 of a file in `hash`',
				sources: [itsm('itsm_attachment_upload')],
				reliedOnBy: [],
			},
			{
				about: ['attachment attributes'],
				does: 'Adds, changes, lists and removes attributes',
				sources: [attachments],
				reliedOnBy: [],
			},
		],
	},
];
