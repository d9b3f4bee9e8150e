import { isForeignDate, isTimeNotation } from '../../../nodes/shared/platform/dateNotation';

test.each([
	'02/18/2026',
	'2/18/2026 11:30',
	'18.02.2026',
	'18.2.2026 11:30:05',
	'18-02-2026',
	'02/03/2026, 9:05 AM',
	'02/18/2026 11:30 pm PST',
	'2026/02/18',
	'2026.02.18 11:30',
	'18 Feb 2026',
	'18th February 2026',
	'Feb 18, 2026',
	'Wed, Feb. 18 2026 11:30 a.m.',
	'\u200f02/18/2026\u00a011:30',
	'０２/１８/２０２６',
])('%j is a date that ServiceNow does not read', (text) => {
	expect(isForeignDate(text)).toBe(true);
});

test.each([
	'2026-02-18',
	'2026-02-18 11:30:00',
	'1771410600',
	'1771410600000',
	'1/2/34',
	'32/13/2026',
	'13/13/2026',
	'00/12/2026',
	'10.12.2024.1',
	'02/18/2026 was a Wednesday',
	'Feb 2026',
	'May 18',
	'+49 30 2026',
	'',
])('%j is none', (text) => {
	expect(isForeignDate(text)).toBe(false);
});

test.each([
	['2026-02-18T11:30', true],
	['2026-02-18 11:30', true],
	['2026-02-18 11:30:00+01', true],
	['2026-02-18 11:30:00 UTC', true],
	['2026-02-18 11:30:00Z', true],
	['20260218T113000Z', true],
	['Wed, 18 Feb 2026 11:30:00 +0100', true],
	['Wed Feb 18 2026 11:30:00 GMT+0100 (Central European Standard Time)', true],
	['2026-02-18 11:30:00', false],
	['2026-02-18', false],
	['20260218', false],
	['1771410600', false],
	['call of 2026-02-18T11:30', false],
])('%j as the notation of a time: %j', (text, expected) => {
	expect(isTimeNotation(text)).toBe(expected);
});
