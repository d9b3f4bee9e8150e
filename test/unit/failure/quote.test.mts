import { quote } from '../../../nodes/shared/failure';

const asItIs = (text: string) => text;

test('is on one line, without blanks around it', () => {
	expect(quote('  one\r\n\ttwo ', asItIs)).toBe('one two');
});

test.each([
	[500, 'x'.repeat(500)],
	[501, `${'x'.repeat(500)}…`],
])('of %i characters has at most 500', (length, expected) => {
	expect(quote('x'.repeat(length), asItIs)).toBe(expected);
});

test('is not cut within a character', () => {
	expect(quote(`${'x'.repeat(499)}😀`, asItIs)).toBe(`${'x'.repeat(499)}…`);
	expect(quote(`😀${'x'.repeat(600)}`, asItIs)).toBe(`😀${'x'.repeat(498)}…`);
});

test('loses its secrets first, so that none is cut to one that is not found', () => {
	const redact = (text: string) => text.replaceAll('secret', '*');
	expect(quote(`${'x'.repeat(497)}secret`, redact)).toBe(`${'x'.repeat(497)}*`);
});
