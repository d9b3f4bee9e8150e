import {
	cleanText,
	identifiesNothing,
	isFailedExpression,
	isWithheldCaller,
} from '../../../nodes/shared/platform/cleanText';

test.each([
	['\ufeffA-1\u200b', 'A-1'],
	['\u00a0A\u2003\u20111\r\n', 'A -1'],
	['\u202e\u2066A1\u2069\u202c', 'A1'],
	['Ａ１', 'A1'],
	['٠١٢٣٤٥٦٧٨٩', '0123456789'],
	['𝟘𝟡𝟎𝟗', '0909'],
	['é ß 中', 'é ß 中'],
])('%j becomes %j', (text, cleaned) => {
	expect(cleanText(text)).toBe(cleaned);
});

test.each([
	'',
	' ',
	'\u200b',
	'undefined',
	' Null ',
	'N/A',
	'n.a.',
	'[object Object]',
	'NaN',
	'Invalid Date',
	'—',
	'"none"',
	'anonymous',
	'undefined undefined',
	'undefined-undefined',
	'null@null',
	'[null]',
	'(none)',
	'[object Object],[object Object]',
	'#N/A',
	'#REF!',
	'-Infinity',
	'...',
	'{{ $json.id }}',
	'${callId}',
	'00000000-0000-0000-0000-000000000000',
])('%j identifies nothing', (text) => {
	expect(identifiesNothing(text)).toBe(true);
});

test.each([
	'0',
	'A-1',
	'private@x.example',
	'Nora',
	'nullable',
	'a{{b}}',
	'[ann]',
	'null-7',
	'+13172225555',
	'Unknown Ltd',
])('%j identifies something', (text) => {
	expect(identifiesNothing(text)).toBe(false);
});

test.each([
	'anonymous',
	'Restricted',
	'PRIVATE',
	'Unavailable',
	'Unknown',
	'No Caller ID',
	'withheld-number',
	'tel:anonymous',
	'+266696687',
	'Anonymous Caller',
	'Caller ID Withheld',
	'UNKNOWN NAME',
	'sip:anonymous@anonymous.invalid',
	'"Anonymous" <sip:anonymous@anonymous.invalid>;tag=1',
	'anonymous@anonymous.invalid',
])('%j is a caller who withholds the number', (text) => {
	expect(isWithheldCaller(text)).toBe(true);
});

test.each(['undefined', 'N/A', '', 'anonymous@x.example', '+13172225555', 'sip:ann@x.example'])(
	'%j is none',
	(text) => {
		expect(isWithheldCaller(text)).toBe(false);
	},
);

test.each([
	'undefined',
	' undefined\u200b',
	'"undefined"',
	'null',
	'NaN',
	'[object Object]',
	'[object Object],[object Object]',
	'undefined undefined',
	'null@null',
	'Invalid Date',
	'Invalid DateTime',
	'{{ $json.name }}',
	'=${name}',
])('%j is what a failed expression left', (text) => {
	expect(isFailedExpression(text)).toBe(true);
});

test.each([
	'',
	'N/A',
	'none',
	'unknown',
	'Null',
	'Nan',
	'UNDEFINED',
	'Anonymous',
	'-',
	'undefined behavior',
	'says [object Object] on the screen',
	'Dear {{ name }}',
])('%j is a text that somebody wrote', (text) => {
	expect(isFailedExpression(text)).toBe(false);
});
