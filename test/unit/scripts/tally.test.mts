import { once, sumOf, summaryOf, tallyOfJest } from '../../../scripts/checks/tally.mts';

const ended = (ok: boolean) => ({ ok, output: 'its output' });

const counts = (passed: number, failed: number, broken: number) => ({
	numPassedTests: passed,
	numFailedTests: failed,
	numRuntimeErrorTestSuites: broken,
});

test.each([
	[true, 1, 0],
	[false, 0, 1],
])('a program whose success is %s counts as %i passed, %i failed', (ok, passed, failed) => {
	expect(once(ended(ok))).toEqual({ passed, failed, output: 'its output' });
});

test.each([
	['all tests pass', true, counts(5, 0, 0), '5 passed, 0 failed'],
	['some tests fail', false, counts(3, 2, 0), '3 passed, 2 failed'],
	['a file does not load', false, counts(3, 2, 1), '3 passed, 3 failed'],
	['all tests pass and Jest fails', false, counts(5, 0, 0), '5 passed, 1 failed'],
])('where %s, Jest is counted', (_case, ok, jest, line) => {
	expect(summaryOf(tallyOfJest(jest, ended(ok)))).toBe(line);
});

test('sums leave the output out', () => {
	const tallies = [
		{ passed: 2, failed: 1, output: 'one' },
		{ passed: 3, failed: 0, output: 'two' },
	];
	expect(sumOf(tallies)).toEqual({ passed: 5, failed: 1, output: '' });
	expect(sumOf([])).toEqual({ passed: 0, failed: 0, output: '' });
});

test('the last line is the one that CI adds up', () => {
	expect(summaryOf({ passed: 7, failed: 0, output: '' })).toMatch(/^[0-9]+ passed, [0-9]+ failed$/);
});
