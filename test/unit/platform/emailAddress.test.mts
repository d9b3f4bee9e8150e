import { readEmailAddress } from '../../../nodes/shared/platform/emailAddress';

test.each([
	'ann.b@x.example',
	' ann.b@x.example ',
	'\ufeffann.b@x.example',
	'\u00a0ann.b@x.example\n',
	'ann.b\u200b@x.example',
	'ａｎｎ．ｂ＠ｘ．ｅｘａｍｐｌｅ',
	'mailto:ann.b@x.example',
	'MAILTO:ann.b%40x.example?subject=Call',
	'<ann.b@x.example>',
	'<mailto:ann.b@x.example>',
	'Ann Lee <ann.b@x.example>',
	'"Lee, Ann" <ann.b@x.example>;',
	'"ann.b@x.example"',
	'[ann.b@x.example]',
	'ann.b@x.example;',
	'mailto://ann.b@x.example',
	'“ann.b@x.example”',
	'«ann.b@x.example»',
	"'ann.b@x.example",
])('%j has the normal form', (text) => {
	expect(readEmailAddress(text)).toBe('ann.b@x.example');
});

test.each(["O'Hara+crm@x.co.example", 'ann@crm', 'jörg@bücher.example', 'Ann@X.Example'])(
	'%j is left as it is',
	(text) => {
		expect(readEmailAddress(text)).toBe(text);
	},
);

test.each([
	'',
	'n/a',
	'ann',
	'@x.example',
	'ann@',
	'ann@@x.example',
	'ann lee@x.example',
	'ann@x.example, bob@x.example',
	'ann@x.example bob@x.example',
	'Ann <ann@x.example>, Bob <bob@x.example>',
	'sip:+13172225555@carrier.example',
	'ann@x..example.',
	'mailto:%zz',
	'+13172225555',
])('%j is no address', (text) => {
	expect(readEmailAddress(text)).toBeUndefined();
});
