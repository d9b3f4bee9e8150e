import { html, nothing, type TemplateResult } from 'lit-html';
import { control, type Row, type TableInfo } from '../api.mts';
import { loadRecords } from '../load.mts';
import { problemAt } from '../parts.mts';
import { act, state, submit, update } from '../state.mts';

const PLACE = 'record';

const LONG_VALUE = 60;

/** What the user may write: the rest is the simulator's. */
const writable = ({ columns }: TableInfo) => columns.filter((column) => !column.startsWith('sys_'));

/** Opens the form for a record, or for a new one, and goes there. */
export function editRecord(row: Row | undefined): void {
	update({ editing: { row }, problem: undefined });
	document.querySelector<HTMLElement>('form.record input, form.record textarea')?.focus();
}

function close(): void {
	update({ editing: undefined, problem: undefined });
	document.querySelector('main')?.focus();
}

/** Asks once more, and deletes a record. */
export function deleteRecord(name: string, row: Row): void {
	if (!confirm(`Delete this record of ${name}?`)) return;
	void act('Deleted it', async () => {
		await control(`/records/${name}/${row.sys_id}`, 'DELETE');
		update({ openRow: undefined });
		await loadRecords();
	});
}

/** The values that differ from those of the record. */
function changesIn(form: HTMLFormElement, row: Row | undefined): Row {
	const entries = [...new FormData(form)].map(([name, value]): [string, string] => [
		name,
		String(value),
	]);
	return Object.fromEntries(entries.filter(([name, value]) => value !== (row?.[name] ?? '')));
}

function save(event: SubmitEvent, row: Row | undefined): void {
	event.preventDefault();
	const name = state.detail;
	const changes = changesIn(event.target as HTMLFormElement, row);
	void submit(PLACE, row ? 'Changed it' : 'Created it', async () => {
		if (row) await control(`/records/${name}/${row.sys_id}`, 'PUT', changes);
		else await control(`/records/${name}`, 'POST', changes);
		await loadRecords();
		const changed = row && state.rows.find(({ sys_id }) => sys_id === row.sys_id);
		update({ editing: undefined, openRow: changed });
	});
}

function field(column: string, target: string | undefined, row: Row | undefined): TemplateResult {
	const value = row?.[column] ?? '';
	return html`<label>
		<span
			>${column}${target === undefined ? nothing : html` <small>sys_id of ${target}</small>`}</span
		>
		${
			value.length > LONG_VALUE || value.includes('\n')
				? html`<textarea name=${column} rows="3" .defaultValue=${value}></textarea>`
				: html`<input name=${column} autocomplete="off" .defaultValue=${value} />`
		}
	</label>`;
}

/** The fields of the record that is created or changed; nothing while there is none. */
export function recordForm(name: string, info: TableInfo): TemplateResult | typeof nothing {
	if (!state.editing) return nothing;
	const { row } = state.editing;
	const title = row ? `Change ${row[info.display ?? ''] || row.sys_id}` : `New record of ${name}`;
	return html`<form
		class="fields record"
		aria-label=${title}
		@submit=${(event: SubmitEvent) => save(event, row)}
	>
		<h3 class="whole">${title}</h3>
		${writable(info).map((column) => field(column, info.references[column], row))}
		${problemAt(PLACE)}
		<div class="buttons whole">
			<button type="submit" class="primary">Save</button>
			<button type="button" @click=${close}>Cancel</button>
		</div>
	</form>`;
}
