import { InvalidInputError } from '../../../nodes/shared/inputError';
import { readQuery } from '../../../nodes/shared/platform/readQuery';

const PLAIN = { conditions: 'active=true^city=New York', order: '', related: '' };

test.each([
	'active=true^city=New York',
	' active=true^city=New York ',
	'^active=true^city=New York^',
	'active=true^city=New York^EQ',
	'active=true^EQ^city=New York',
	'sysparm_query=active=true^city=New York',
	'active%3Dtrue%5Ecity%3DNew%20York%5EEQ',
	'?sysparm_query=active%3Dtrue%5Ecity%3DNew%20York',
	'active%253Dtrue%255Ecity%253DNew%2520York',
	'active%3Dtrue^city%3DNew%20York',
	'active=true%5Ecity=New%20York',
	'active=true\n^city=New York\n',
	'\u200bactive=true^\u200bcity\u200b=New York',
	'^ORactive=true^city=New York',
	'NQactive=true^city=New York^ORDERBY',
	'?sysparm_query=active%3Dtrue%5Ecity%3DNew%20York&sysparm_view=csm',
])('%j is read', (text) => {
	expect(readQuery(text, 'Query')).toMatchObject(PLAIN);
});

test.each([
	['', { conditions: '', order: '', related: '', columns: [] }],
	[
		'a=1^ORDERBYb^NQc=2^EQ^ORDERBYDESCd',
		{ conditions: 'a=1^NQc=2', order: 'ORDERBYb^ORDERBYDESCd' },
	],
	['a=1^EQ^NQb=2^EQ', { conditions: 'a=1^NQb=2' }],
	['a=1^EQ^ORDERBYb^GROUPBYc', { conditions: 'a=1', order: 'ORDERBYc^ORDERBYb' }],
	['GROUPBYc,d', { conditions: '', order: 'ORDERBYc^ORDERBYd' }],
	['a=x^^y^b=2', { conditions: 'a=x^^y^b=2', columns: ['a', 'b'] }],
	['a=50%25 off', { conditions: 'a=50%25 off' }],
	['a%3D50%2525', { conditions: 'a=50%25' }],
	['a%3Dcaf%C3%A9', { conditions: 'a=café' }],
])('%j has these parts', (text, parts) => {
	expect(readQuery(text, 'Query')).toMatchObject(parts);
});

test.each([
	'a=1^RLQUERYtask.contact,>=1^ENDRLQUERY^ORDERBYb',
	'RLQUERYtask.contact,>=1^ENDRLQUERY^a=1^ORDERBYb',
	'a=1^RLQUERYtask.contact,>=1^ENDRLQUERY^EQ^ORDERBYb',
])('a related list is kept whole: %j', (text) => {
	expect(readQuery(text, 'Query')).toEqual({
		conditions: 'a=1',
		order: 'ORDERBYb',
		related: 'RLQUERYtask.contact,>=1^ENDRLQUERY',
		columns: ['a', 'b'],
	});
});

test('conditions within a related list stay there', () => {
	const related = 'RLQUERYtask.contact,>=1,m2m^priority=1^ORDERBYc^ENDRLQUERY';
	expect(readQuery(`a=1^${related}`, 'Query')).toMatchObject({
		conditions: 'a=1',
		order: '',
		related,
	});
});

test.each([
	'a=1',
	'a!=1',
	'a>=1^b<2',
	'aISEMPTY^bISNOTEMPTY^cANYTHING^dEMPTYSTRING',
	'aLIKEx^bNOT LIKEx^cNOTLIKEx^dSTARTSWITHx^eENDSWITHx^f%x^g*x^h!*x',
	'aIN1,2^bNOT IN1,2^cBETWEEN1@2^dSAMEASe^dNSAMEASe^fGT_FIELDg^fLT_OR_EQUALS_FIELDg',
	'aONToday@javascript:gs.daysAgoStart(0)@javascript:gs.daysAgoEnd(0)',
	"aNOTONToday@x^bDATEPARTMonday@javascript:gs.datePart('dayofweek','monday','GE')",
	'aRELATIVEGT@hour@ago@1^bMORETHANc@day@before@1',
	'account.name=Boxeo^ORaccountDYNAMIC54635e965f510100a9ad2572f2b4774c',
	'123TEXTQUERY321=email',
	'JOINa.b=c.d!e=f',
	'sys_class_nameINSTANCEOFsys_user',
])('operators are known: %j', (text) => {
	expect(readQuery(text, 'Query').conditions).toBe(text);
});

test.each([
	['city', '"Query" has a condition without an operator: "city"'],
	['city Berlin', '"Query" has a condition without an operator: "city Berlin"'],
	['email=', '"Query" has a condition without a value: "email="'],
	['a=1^ORemail!=', '"Query" has a condition without a value: "ORemail!="'],
	['a=1^NQcityLIKE ', '"Query" has a condition without a value: "NQcityLIKE"'],
	['cityIN,  ,', '"Query" has a condition without a value: "cityIN,  ,"'],
	['cityNOT IN', '"Query" has a condition without a value: "cityNOT IN"'],
	['sys_created_on>=', '"Query" has a condition without a value: "sys_created_on>="'],
	['sys_created_on>^a=1', '"Query" has a condition without a value: "sys_created_on>"'],
	['sys_created_onBETWEEN@', '"Query" has a condition without a value: "sys_created_onBETWEEN@"'],
	['a=1^hello', '"Query" has a condition without an operator: "hello"'],
	['a=1^ORcity eq 2', '"Query" has a condition without an operator: "ORcity eq 2"'],
	['City=Berlin', '"Query" has a column with capital letters: "City=Berlin"'],
	['a=1^ORCITYLIKEb', '"Query" has a column with capital letters: "ORCITYLIKEb"'],
	['a=1\nb=2', '"Query" has a line break within a condition: "a=1\\nb=2"'],
	['a%3D%zz', '"Query" is a part of a URL that cannot be decoded: "a%3D%zz"'],
	[
		'https://x.example/sys_user_list.do?sysparm_query=a%3D1',
		'"Query" is a URL: "https://x.example/sys_user_list.do?sysparm_query=a%3D1"',
	],
	["javascript:'a=1^'+f()", '"Query" is a script'],
	[
		'a=1^RLQUERYtask.contact,>=1',
		'"Query" has a condition on a related list that is not complete, or more than one',
	],
	[
		'a=1^ENDRLQUERY',
		'"Query" has a condition on a related list that is not complete, or more than one',
	],
])('%j is refused', (text, message) => {
	expect(() => readQuery(text, 'Query')).toThrow(new InvalidInputError(message, ''));
});

test.each([
	'email=undefined',
	'active=true^email=[object Object]^city=Berlin',
	'city=Berlin^ORcityINOslo,undefined',
	'nameLIKENaN',
	'email={{ $json.email }}',
	'email!=undefined',
])('%s has what a failed expression left', (query) => {
	expect(() => readQuery(query, 'Query')).toThrow(
		/^"Query" has a value that comes from an expression that failed: /,
	);
});

test.each([
	'email=N/A',
	'title=unknown',
	'assigned_to=NULL',
	'assigned_to=null',
	'short_descriptionLIKEundefined behavior',
	'cityISEMPTY',
	'sys_created_on>javascript:gs.daysAgoStart(0)',
	'nameLIKE${',
])('%s has none', (query) => {
	expect(readQuery(query, 'Query').conditions).toBe(query);
});
