import type { IDataObject } from 'n8n-workflow';
import { anyVisible } from '../../../nodes/ServiceNowContact/resources/contact/getAll/lookUp/witness';
import { ContactSource } from '../../../nodes/ServiceNowContact/resources/contact/getAll/paging/contactSource';
import type { Emptiness } from '../../../nodes/shared/transport/tableCount';

/** A table in which somebody creates a contact right before the records are counted. */
function sourceOf(emptiness: Emptiness, created: IDataObject[], maxRequests?: number) {
	const rows: IDataObject[] = [];
	const fetchRows = jest.fn(async () => rows);
	const askEmptiness = async () => {
		rows.push(...created);
		return emptiness;
	};
	return { source: new ContactSource({ fetchRows, askEmptiness }, maxRequests), fetchRows };
}

const ann = { sys_id: 'a'.repeat(32) };

test('a contact that is created before they are counted is seen', async () => {
	const { source, fetchRows } = sourceOf('hidden', [ann]);
	expect(await anyVisible(source)).toEqual([ann]);
	expect(fetchRows).toHaveBeenCalledTimes(3);
});

test('contacts that stay hidden are said', async () => {
	const { source, fetchRows } = sourceOf('hidden', []);
	await expect(anyVisible(source)).rejects.toThrow('shows the ServiceNow user no contact at all');
	expect(fetchRows).toHaveBeenCalledTimes(3);
});

test('without a request left they are said too', async () => {
	const { source, fetchRows } = sourceOf('hidden', [ann], 3);
	await expect(anyVisible(source)).rejects.toThrow('shows the ServiceNow user no contact at all');
	expect(fetchRows).toHaveBeenCalledTimes(2);
});

test('an empty table has none', async () => {
	expect(await anyVisible(sourceOf('empty', []).source)).toEqual([]);
});
