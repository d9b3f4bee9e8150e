import type { IDataObject } from 'n8n-workflow';
import type { ChangeSource } from '../../../nodes/ServiceNowCsmTrigger/changeSource';
import {
	assertHeeded,
	assertStillHeeded,
	assertStillKnown,
} from '../../../nodes/ServiceNowCsmTrigger/queryCheck';
import { RequestFailedError, type Failure } from '../../../nodes/shared/failure';

/** An instance that finds the record by some conditions. */
function sourceOf(finds: (query: string) => boolean) {
	const asked: string[] = [];
	const ask = async (query: string): Promise<IDataObject[]> => {
		asked.push(query);
		return finds(query) ? [{ sys_id: 'a' }] : [];
	};
	return { source: { ask } as unknown as ChangeSource, asked };
}

const isTautology = (query: string) => query.includes('ISEMPTY^OR');

describe('conditions that let no record through', () => {
	test('are known where every record meets what all must meet, in one request', async () => {
		const { source, asked } = sourceOf(isTautology);
		await assertStillKnown(source, 'x=1^y=2', 'a');
		expect(asked).toEqual(['sys_id=a^xISEMPTY^ORxISNOTEMPTY^yISEMPTY^ORyISNOTEMPTY']);
	});

	test('are asked about one by one where it does not, and the column is named', async () => {
		const { source } = sourceOf(
			(query) => query === 'sys_id=a' || /^sys_id=a\^xISEMPTY\^OR[^y]*$/.test(query),
		);
		await expect(assertStillKnown(source, 'x=1^y=2', 'a')).rejects.toThrow(
			'"Query" has a condition on "y" that the instance does not know',
		);
	});

	test('are not asked about where there are none', async () => {
		const { source, asked } = sourceOf(() => false);
		await assertStillKnown(source, '', 'a');
		expect(asked).toEqual([]);
	});
});

test('conditions that let records through, and are ignored now, are named', async () => {
	const { source } = sourceOf((query) => query.includes('yISEMPTY'));
	await expect(assertStillHeeded(source, 'x=1^y=2', 'a')).rejects.toThrow(
		'"Query" has a condition on "y" that the instance ignores',
	);
});

describe('a check that fails', () => {
	const enveloped = { error: { message: 'Insufficient rights' }, status: 'failure' };
	const failed = (status: number | undefined, body: unknown) =>
		new RequestFailedError({ status, body } as unknown as Failure);

	async function errorOf(error: Error): Promise<Error> {
		const source = { ask: async () => await Promise.reject(error) } as unknown as ChangeSource;
		return await assertHeeded(source, 'x=1', 'a').then(
			() => new Error('No error'),
			(each: Error) => each,
		);
	}

	test('because the column must not be queried names it', async () => {
		expect((await errorOf(failed(403, enveloped))).message).toBe(
			'"Query" has a condition on "x" that the instance rejects',
		);
	});

	test.each([
		['a proxy refuses it', failed(403, '<html>')],
		['the instance fails', failed(500, enveloped)],
		['the login is refused', failed(401, enveloped)],
		['there is no answer', failed(undefined, undefined)],
		['the poll is over', new Error('over')],
	])('because %s says so, and blames no column', async (_why, error) => {
		expect(await errorOf(error)).toBe(error);
	});
});
