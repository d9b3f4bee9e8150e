import { NOT_ASKED } from '../../../scripts/clients/notAsked.mts';
import { readPlay, readPytest } from '../../../scripts/clients/readTests.mts';

const [known] = Object.keys(NOT_ASKED);

test('tests of pytest are read, with reasons', () => {
	const output = [
		'FAILED test/test_snc_api.py::TestAuditScoped::test_len - AssertionError: 0',
		`FAILED test/test_snc_api_write.py::TestWrite::${known} - RequestException`,
		'PASSED test/test_snc_auth.py::TestAuth::test_basic',
		'1 failed, 1 passed in 0.89s',
	].join('\n');
	expect(readPytest(output)).toEqual([
		{ call: 'test_snc_api: test_len', outcome: 'failed', note: 'AssertionError: 0' },
		{ call: `test_snc_api_write: ${known}`, outcome: 'skipped', note: NOT_ASKED[known] },
		{ call: 'test_snc_auth: test_basic', outcome: 'passed', note: '' },
	]);
});

test('an exception that passes is none any more', () => {
	const [call] = readPytest(`PASSED test/test_snc_api_write.py::TestWrite::${known}`);
	expect(call.outcome).toBe('failed');
});

test('tasks of a playbook are read, without those that were skipped', () => {
	const output = [
		'PLAY [localhost] ****',
		'TASK [itsm_incident : Create] ****\nchanged: [localhost]',
		'TASK [itsm_incident : Leave] ****\nskipping: [localhost]',
		'TASK [itsm_incident : Refuse] ****\nfatal: [localhost]: FAILED! => {"msg": "no"}\n...ignoring',
		'TASK [itsm_incident : Compare] ****\nfatal: [localhost]: FAILED! => {"msg": "differs"}',
		'PLAY RECAP ****\nlocalhost : ok=1',
	].join('\n\n');
	expect(readPlay(output)).toEqual([
		{ call: 'itsm_incident : Create', outcome: 'passed', note: '' },
		{ call: 'itsm_incident : Refuse', outcome: 'passed', note: '' },
		{
			call: 'itsm_incident : Compare',
			outcome: 'failed',
			note: '[localhost]: FAILED! => {"msg": "differs"}',
		},
	]);
});
