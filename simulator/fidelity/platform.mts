import { page, type Area } from './behavior.mts';

const restApi = page('api-reference/rest-api-explorer/c_RESTAPI');
const batch = page('api-reference/rest-apis/batch-api');
const scripted = page('api-reference/rest-api-explorer/r_ScriptedRESTServiceScriptExamples');

export const platform: Area[] = [
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
				about: ['XML'],
				does: 'Writes one `<result>` for each record of a list, and an error as elements of `<response>`; refuses another root than `<request>`, and any DOCTYPE',
				variedBy: ['test/simulator/xml.test.mts'],
			},
		],
	},
];
