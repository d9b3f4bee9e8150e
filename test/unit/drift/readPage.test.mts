import { membersShown, readCell } from '../../../scripts/drift/readCell.mts';
import { readPage } from '../../../scripts/drift/readPage.mts';
import { readTables } from '../../../scripts/drift/readTables.mts';
import { contractFacts } from '../../../scripts/drift/readContract.mts';
import { pageOf } from './pages.mts';

describe('a cell', () => {
	const nothing = { required: false, values: [], exceptions: [] };

	test.each([
		['nothing but words', 'A color.', {}],
		['a type right after the sentence', 'A color.Data type: String', { types: ['string'] }],
		['a whole number', 'Size.Data type: Number (Integer)', { types: ['integer'] }],
		['another number', 'Size.Data type: Number (Floating point)', { types: ['number'] }],
		['a date', 'Day.Data type: String (Date/time)', { types: ['string'] }],
		['a list', 'Rows.Data type: Array of Objects', { types: ['array'] }],
		['a type that nobody knows', 'Face.Data type: Image', { types: ['image'] }],
		['a duty', 'Required. A color.', { required: true }],
		['a duty in some cases, which is none', 'A color. Required when creating.', {}],
		['a length', 'A color.\n\n Maximum length: 40', { maxLength: 40 }],
		['a default', 'A color.\n\nDefault: none at all', { default: 'none at all' }],
		['a default in other words', 'On.\n\nDefault value: false', { default: 'false' }],
		[
			'a default in a sentence',
			'A color. The default is a new one. More.',
			{ default: 'a new one' },
		],
		['a table', 'A user.Table: User [sys_user]', { table: 'sys_user' }],
		['a table in a sentence', 'Fields of the Log [a_log] table.', { table: 'a_log' }],
		[
			'values with meanings',
			'A color.Valid values (case sensitive):\n\n-   red: Like fire.\n-   hh:mm a: Like time.\n\nMore.',
			{ values: ['hh:mm a', 'red'] },
		],
		['one value', 'A color.Only valid value: red\n\nMore.', { values: ['red'] }],
		['a list of other things', 'A color:\n\n-   red\n', {}],
		[
			'exceptions',
			'Text.\n\nPossible exceptions:\n\n-   No color: none given.\n-   Bad color: gray.\n',
			{ exceptions: ['Bad color', 'No color'] },
		],
	])('has %s', (_name, cell, expected) => {
		expect(readCell(cell)).toEqual({ ...nothing, ...expected });
	});

	test('shows members by their types, and samples by their values', () => {
		const sample =
			'Rows.\n```\n"rows": [{ "color": "String", "size": Number, "x": {Object} }]\n```';
		expect(membersShown(sample)).toEqual(['color', 'size', 'x']);
		expect(membersShown('Rows.\n```\n"rows": { "color": "red" }\n```')).toEqual([]);
		expect(membersShown('Rows.')).toEqual([]);
	});
});

describe('tables', () => {
	test('are read in both notations, without escapes, and only where they have rows', () => {
		const text = [
			'<table class="a_kind"><thead><tr><th>\n\nName\n\n</th></tr></thead><tbody>',
			'<tr><td>\n\na\\_b\n\n</td><td id="c">\n\n**Bold** \\[x\\] &gt; y\n\n</td></tr></tbody>\n</table>',
			'|Name|Description|\n|----|----|\n|None| |\n\n',
			'|Code|Words|\n|----|----|\n|200|Fine.|\n|400|Not fine.|\n',
		].join('');
		expect(readTables(text)).toEqual([
			{ kind: 'a_kind', rows: [['a_b', 'Bold [x] > y']] },
			{
				kind: undefined,
				rows: [
					['200', 'Fine.'],
					['400', 'Not fine.'],
				],
			},
		]);
	});
});

describe('a page', () => {
	const contract = contractFacts();

	test.each([...new Set(contract.map(({ page }) => page))])(
		'%s is read as it was written',
		(name) => {
			const operations = contract.filter((operation) => operation.page === name);
			const page = readPage(pageOf(operations));
			expect(page).toMatchObject({ release: 'someday', updated: '2030-01-31' });
			expect(page.operations).toHaveLength(operations.length);
			page.operations.forEach((operation, index) => {
				const { id, page: _, parameters, ...facts } = operations[index];
				expect([id, { ...operation, parameters: 0 }]).toEqual([id, { ...facts, parameters: 0 }]);
				expect([...operation.parameters.keys()]).toEqual([...parameters.keys()]);
			});
		},
	);

	test.each([
		['Users need the a\\_b role for full access.', { plugin: undefined, roles: ['a_b'] }],
		['It requires the B plugin \\(com.a\\_b.c\\).', { plugin: 'com.a_b.c', roles: [] }],
		[
			'The com.b plugin must be installed and the calling user must have either the c\\_d or a\\_b role.',
			{ plugin: 'com.b', roles: ['a_b', 'c_d'] },
		],
		['It is available by default.', { plugin: undefined, roles: [] }],
	])('tells in its introduction: %s', (introduction, needs) => {
		const text = pageOf(contract.slice(0, 1)).replace(
			/# An API[^#]*/,
			`# An API\n\n${introduction}\n\n`,
		);
		expect(readPage(text).operations[0]).toMatchObject(needs);
	});

	test('can tell the answer with its outermost member', () => {
		const [help] = contract.filter(({ id }) => id === 'supervisorHelpAction.upsert');
		const text = pageOf([help]);
		const [before, after] = text.split('### Response body parameters');
		const wrapped = after
			.replaceAll(/<td>\n\n(\w+\\?_?\w*\\?_?\w*)\n/g, '<td>\n\nresult.$1\n')
			.replace('<tbody>', '<tbody><tr><td>\n\nresult\n\n</td><td>\n\nAn object.\n\n</td></tr>');
		const [operation] = readPage(`${before}### Response body parameters${wrapped}`).operations;
		expect([...operation.parameters.keys()]).toEqual([...help.parameters.keys()]);
	});

	test('without a head has no release', () => {
		expect(readPage('# An API')).toEqual({
			release: 'unknown',
			updated: 'unknown',
			operations: [],
		});
	});
});
