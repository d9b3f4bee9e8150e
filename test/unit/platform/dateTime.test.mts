import { DateTime } from 'luxon';
import { InvalidInputError } from '../../../nodes/shared/inputError';
import { toGlideDateTime } from '../../../nodes/shared/platform/glideDateTime';

test.each([
	'2026-02-18T11:30:00+01:00',
	'2026-02-18T11:30:00+0100',
	'2026-02-18T11:30:00+01',
	'2026-02-18 11:30:00+01',
	'2026-02-18 11:30:00 +01:00',
	'2026-02-18T11:30+01:00[Europe/Berlin]',
	'20260218T113000+0100',
	'2026-02-18T10:30:00Z',
	'2026-02-18T10:30:00.000Z',
	'2026-02-18T10:30:00,5z',
	'2026-02-18 10:30:00+00',
	'2026-02-18 10:30:00',
	'2026-02-18 10:30:00 UTC',
	'2026-02-18T12:30:00+02:00',
	'2026-02-18T05:30:00\u221205:00',
	'2026-02-18T11:30:00',
	'\ufeff2026-02-18\u00a011:30',
	'2026-W08-3T10:30:00Z',
	'2026W083 11:30',
	'2026-049T10:30Z',
	'2026-02-18 10:30:00 +0000 UTC',
	'Wed, 18 Feb 2026 10:30:00 +0000',
	'Tue, 18 Feb 2026 10:30:00 +0000',
	'18 Feb 2026 05:30 EST',
	'Wed, 18 Feb 2026 10:30:00 GMT',
	'Wed, 18 Feb 2026 10:30:00 +0000 (UTC)',
	'Wed Feb 18 2026 11:30:00 GMT+0100 (Central European Standard Time)',
	'1771410600',
	1771410600,
	1771410600.25,
	'1771410600000',
	1771410600000,
	new Date('2026-02-18T10:30:00Z'),
	DateTime.fromISO('2026-02-18T10:30:00Z'),
])('%s is read', (given) => {
	expect(toGlideDateTime(given, 'Europe/Berlin', 'At')).toBe('2026-02-18 10:30:00');
});

test.each([
	'2026-02-18',
	'20260218',
	'2026-W08-3',
	'2026-049',
	'2026-02-18T00',
	'2026-02-18T00:00',
])('%s is a day', (given) => {
	expect(toGlideDateTime(given, 'Europe/Berlin', 'At')).toBe('2026-02-17 23:00:00');
});

test.each([
	'',
	'tomorrow',
	'11:30',
	'2026',
	2026,
	true,
	null,
	[1771410600],
	'17714106001',
	'1771410600000000',
	'2026-02-30T10:00:00Z',
	'02/18/2026 11:30',
	'18.02.2026',
	'2026-W54-1',
	'2026-W00-1',
	'2026-366',
	'2026-000',
	'2026-13-01T10:00:00Z',
	'2026-02-18T25:00:00Z',
	'2026-02-18T24:30:00Z',
	'2026-02-18T10:60:00Z',
	'2026-02-18T10:00:00+15',
	'2026-0218',
	'30 Foo 2026 10:00 GMT',
	'18 Feb 2026 10:00 XYZ',
	new Date(NaN),
	new Date('-000001-01-01T00:00:00Z'),
])('%s is no date', (given) => {
	expect(() => toGlideDateTime(given, 'UTC', 'At')).toThrow(/^"At" is not a date and time: /);
});

test.each(['02/03/2026 11:30', '03.02.2026', '3-2-26 11:30'])('%s can be read as two', (given) => {
	expect(() => toGlideDateTime(given, 'UTC', 'At')).toThrow(
		new InvalidInputError(
			`"At" is a date whose day and month cannot be told apart: "${given}"`,
			'',
		),
	);
});
