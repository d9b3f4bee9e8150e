import { page, type Area } from './behavior.mts';

const restApi = page('api-reference/rest-api-explorer/c_RESTAPI');
const batch = page('api-reference/rest-apis/batch-api');
const scripted = page('api-reference/rest-api-explorer/r_ScriptedRESTServiceScriptExamples');

const tableAdministration = 'platform-administration/table-administration-and-data-management';

export const platform: Area[] = [
	{
		title: 'Batch API',
		behaviors: [
			{
				about: ['batch'],
				does: 'Serves the requests of a batch one after the other, with the login of the batch and one permit for all, and gives status, headers, and body of each',
				sources: [batch],
				reliedOnBy: [],
			},
			{
				about: ['batch'],
				does: 'Stops at a request of more than 5 MB or a response of more than 10 MB, or fewer by `X-BATCHREQUEST-MAX-OUTPUT-SIZE`, and after 30 s, and names the unserviced',
				sources: [batch],
				reliedOnBy: [],
			},
			{
				id: 'batchRefusals',
				about: ['batch'],
				does: 'Answers 400 to a batch that lacks a part, counts a batch once for rate limits, and applies faults to it as a whole',
				variedBy: ['test/simulator/batch.test.mts'],
			},
		],
	},
	{
		title: 'Tables and columns over REST',
		behaviors: [
			{
				about: ['dictionary'],
				does: 'Makes columns by records of `sys_dictionary`, with a name of their label and `u_` before it; their names stay',
				sources: [page(`${tableAdministration}/r_DictionaryEntryForm`)],
				reliedOnBy: [],
			},
			{
				about: ['dictionary'],
				does: 'Makes tables by records of `sys_db_object`; one that extends another has its columns',
				sources: [page(`${tableAdministration}/t_CreateATable`)],
				reliedOnBy: [],
			},
			{
				about: ['dictionary'],
				does: 'Deletes custom tables alone, and none that another extends',
				sources: [page(`${tableAdministration}/c_DeleteATable`)],
				reliedOnBy: [],
			},
			{
				id: 'dictionaryRefusals',
				about: ['dictionary'],
				does: 'Answers 403 where a name is taken or must stay, deletes a table with its records, and cuts a value at `max_length`',
				variedBy: ['test/simulator/dictionary.test.mts'],
			},
		],
	},
	{
		title: 'Text search',
		behaviors: [
			{
				about: ['text search'],
				does: 'Finds with `123TEXTQUERY321=` the records that have every term in any field, without regard to case; reads phrases, `OR`, and `NOT`',
				sources: [
					page('api-reference/scripts/c_UsingGlideRecordToQueryTables'),
					page('platform-administration/search-administration/c_BooleanOperators'),
				],
				reliedOnBy: [],
			},
			{
				id: 'textSearch',
				about: ['text search'],
				does: 'Finds a term where a word begins with it, in every column but references, also of a table without an index; gives no scores',
				variedBy: ['test/simulator/textSearch.test.mts'],
			},
		],
	},
	{
		title: 'XML',
		behaviors: [
			{
				about: ['XML'],
				does: 'Gives XML to a request that likes it better than JSON, and takes it; Create Contact has JSON alone',
				sources: [restApi, page('api-reference/rest-apis/contact-api')],
				reliedOnBy: [],
			},
			{
				about: ['XML'],
				does: 'Writes `<response><result>` around a record, and empty elements as one tag',
				sources: [batch],
				reliedOnBy: [],
			},
			{
				about: ['XML'],
				does: 'Reads `<request>`, with an `<entry>` for each of several records',
				sources: [scripted],
				reliedOnBy: [],
			},
			{
				id: 'xml',
				about: ['XML'],
				does: 'Writes one `<result>` for each record of a list, and an error as elements of `<response>`; refuses another root than `<request>`, and any DOCTYPE',
				variedBy: ['test/simulator/xml.test.mts'],
			},
		],
	},
];
