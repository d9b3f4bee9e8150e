import { run } from '../program.mts';
import type { Call } from './call.mts';
import type { Source, Target } from './client.mts';
import { folderOf, pythonBinary } from './install.mts';
import { readPytest } from './readTests.mts';

/** ServiceNow's own client for Python; its tests were written against real instances. */
const source: Source = {
	repository: 'ServiceNow/PySNC',
	tag: '1.2.1',
	commit: '793e0ad2dc78a6e0c0c90a0bcc59d06f3f18b09b',
};

/** Runs the tests of the client that reach an instance, without those of its asynchronous twin. */
async function runTests(target: Target): Promise<Call[]> {
	const args = ['-m', 'pytest', '-q', '-rpfE', 'test', '--ignore=test/asyncio'];
	const { output } = await run(pythonBinary, [...args, '-p', 'no:cacheprovider'], {
		cwd: folderOf(source),
		env: {
			PYSNC_SERVER: target.url,
			PYSNC_USERNAME: target.userName,
			PYSNC_PASSWORD: target.password,
			REQUESTS_CA_BUNDLE: target.certificate,
			PYTHONPATH: '.',
			PYTHONDONTWRITEBYTECODE: '1',
			COLUMNS: '300',
		},
	});
	const calls = readPytest(output);
	if (calls.length === 0) throw new Error(`The tests of PySNC did not run:\n${output}`);
	return calls;
}

export const pysnc = { source, run: runTests };
