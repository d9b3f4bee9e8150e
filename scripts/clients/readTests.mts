import type { Call } from './call.mts';
import { NOT_ASKED } from './notAsked.mts';

/** `PASSED test/test_snc_api.py::TestAuditScoped::test_len`, `FAILED … - reason`. */
const LINE = /^(PASSED|FAILED|ERROR) \S*?(\w+)\.py(?:::\w+)?::(\w+)(?: - (.*))?$/gm;

/** @param output of pytest with a line about each test */
export function readPytest(output: string): Call[] {
	return [...output.matchAll(LINE)].map(([, outcome, file, test, reason = '']): Call => {
		const call = `${file}: ${test}`;
		const why = NOT_ASKED[test];
		if (outcome === 'PASSED') {
			const note = why === undefined ? '' : 'passes now: it is no exception any more';
			return { call, outcome: why === undefined ? 'passed' : 'failed', note };
		}
		return { call, outcome: why === undefined ? 'failed' : 'skipped', note: why ?? reason };
	});
}

/** A task with the line that says how it ended; those that were skipped have none here. */
const TASK = /^TASK \[(.+?)\] \*+\n([\s\S]*?)(?=\n\n(?:TASK|PLAY) |$(?![\s\S]))/gm;

/** @param output of ansible-playbook */
export function readPlay(output: string): Call[] {
	return [...output.matchAll(TASK)].flatMap(([, task, text]): Call[] => {
		const [, how, reason = ''] = /^(ok|changed|fatal|failed): (.*)/m.exec(text) ?? [];
		if (how === undefined) return [];
		const passed = how === 'ok' || how === 'changed' || text.includes('...ignoring');
		if (passed) return [{ call: task, outcome: 'passed', note: '' }];
		const why = NOT_ASKED[task];
		return [{ call: task, outcome: why === undefined ? 'failed' : 'skipped', note: why ?? reason }];
	});
}
