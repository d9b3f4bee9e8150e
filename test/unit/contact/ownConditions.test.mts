import {
	isUnmet,
	ownConditions,
} from '../../../nodes/ServiceNowContact/resources/contact/getAll/filters/ownConditions';

test.each<[query: string, column: string, chosen: string, values: string[]]>([
	['city=Bern', 'city', 'equals', ['Bern']],
	['city!=Bern', 'city', 'notEquals', ['Bern']],
	['last_nameSTARTSWITHDe', 'last_name', 'startsWith', ['De']],
	['u_x2ENDSWITHn', 'u_x2', 'endsWith', ['n']],
	['cityLIKEer=n', 'city', 'contains', ['er=n']],
	['cityNOT LIKEer', 'city', 'notContains', ['er']],
	['cityINBern,Oslo', 'city', 'in', ['Bern', 'Oslo']],
	['cityNOT INBern', 'city', 'notIn', ['Bern']],
	['sys_created_on>2026-01-01 00:00:00', 'sys_created_on', 'greaterThan', ['2026-01-01 00:00:00']],
	['sys_created_on<=x', 'sys_created_on', 'lessThanOrEqual', ['x']],
	['cityISNOTEMPTY', 'city', 'isNotEmpty', []],
])('%s is a plain condition', (query, column, chosen, values) => {
	expect(ownConditions(query)).toMatchObject([{ column, chosen, values }]);
});

test.each([
	'',
	'account.name=Boxeo',
	'sys_created_on>=javascript:gs.daysAgoStart(0)',
	'sys_class_nameINSTANCEOFsys_user',
	'cityNSAMEASname',
	'sys_created_onONToday@javascript:gs.daysAgoStart(0)@javascript:gs.daysAgoEnd(0)',
	'sys_created_onRELATIVEGT@hour@ago@3',
	'city=',
	'city=NULL',
	'cityLIKEB%n',
	'city=a^ORcity=b',
	'city=a^NQcity=b',
	'city=a^^b',
	'123TEXTQUERY321=email',
])('%j is not', (query) => {
	expect(ownConditions(query)).toEqual([]);
});

test('those beside alternatives still count', () => {
	const columns = ownConditions('a=1^b=2^ORb=3^c=4').map(({ column }) => column);
	expect(columns).toEqual(['a', 'c']);
});

const ID = '86837a386f0331003b3c498f5d3ee4ca';

test.each<[query: string, x: string]>([
	['x=1', 'true'],
	['xLIKEBoxeo', ID],
	['x=Boxeo', ID],
	['xINBoxeo,Other', `${ID},${ID}`],
	[`xIN${ID.replace('8', '9')},Other`, ID],
	['x=2026-01-01', '2026-01-01 10:00:00'],
	['xSTARTSWITH01.01.', '2026-01-01 10:00:00'],
	['x>2026-01-01 20:00:00', '2026-01-01 10:00:00'],
	['x<5', '10'],
	['x=5', '5.0'],
	['xSTARTSWITHde', 'De Á'],
	['x=de a', 'De Á'],
])('%s may hold for %s', (query, x) => {
	expect(isUnmet(ownConditions(query)[0], { x })).toBe(false);
});

test.each<[query: string, x: string]>([
	['x=false', 'true'],
	[`x=${ID}`, ID.replace('8', '9')],
	['x=Bern', 'Oslo'],
	['x!=Bern', 'Bern'],
	['xINBern,Rome', 'Oslo'],
	['xSTARTSWITHBe', 'Oslo'],
	['xISNOTEMPTY', ''],
	['xISEMPTY', '2026-01-01 10:00:00'],
	['x>2026-01-05 10:00:00', '2026-01-01 10:00:00'],
])('%s does not hold for %s', (query, x) => {
	expect(isUnmet(ownConditions(query)[0], { x })).toBe(true);
});
