import { html, nothing, type TemplateResult } from 'lit-html';
import type { Row, TableInfo } from '../api.mts';
import { empty } from '../parts.mts';
import { state, update } from '../state.mts';
import { deleteRecord, editRecord, recordForm } from './recordForm.mts';

const SHOWN_ROWS = 100;

const SHOWN_COLUMNS = 6;

const SYSTEM = /^sys_/;

/** The columns that say most: what is displayed, and what differs between the rows. */
function columnsOf({ display, columns }: TableInfo, rows: Row[]): string[] {
	const filled = columns.filter(
		(column) => !SYSTEM.test(column) && rows.some((row) => row[column]),
	);
	const telling = (column: string) => new Set(rows.map((row) => row[column])).size;
	const best = filled
		.filter((column) => column !== display)
		.sort((a, b) => telling(b) - telling(a))
		.slice(0, SHOWN_COLUMNS - 1);
	return [...(display === undefined ? [] : [display]), ...best];
}

function details(row: Row, span: number): TemplateResult {
	const entries = Object.entries(row).filter(([, value]) => value !== '');
	return html`<tr class="details">
		<td colspan=${span}>
			<dl>
				${entries.map(
					([name, value]) =>
						html`<div>
							<dt>${name}</dt>
							<dd>${value}</dd>
						</div>`,
				)}
			</dl>
			<div class="buttons">
				<button type="button" class="quiet" @click=${() => editRecord(row)}>Change</button>
				<button type="button" class="quiet" @click=${() => deleteRecord(state.detail, row)}>
					Delete
				</button>
			</div>
		</td>
	</tr>`;
}

function rowOf(row: Row, columns: string[]): TemplateResult {
	const isOpen = state.openRow?.sys_id === row.sys_id;
	const [first, ...others] = columns;
	return html`<tr>
			<td>
				<button
					type="button"
					class="link"
					aria-expanded=${isOpen}
					@click=${() => update({ openRow: isOpen ? undefined : row })}
				>
					${row[first] || row.sys_id}
				</button>
			</td>
			${others.map((column) => html`<td class="cell">${row[column] ?? ''}</td>`)}
		</tr>
		${isOpen ? details(row, columns.length) : nothing}`;
}

function rowsTable(name: string, info: TableInfo): TemplateResult {
	const wanted = state.search.toLowerCase();
	const found = state.rows.filter((row) =>
		Object.values(row).some((value) => value.toLowerCase().includes(wanted)),
	);
	const columns = columnsOf(info, state.rows);
	if (found.length === 0) return empty('No record here.');
	const more = found.length > SHOWN_ROWS ? `, the first ${SHOWN_ROWS} of them here` : '';
	return html`<p class="hint">${found.length} of ${state.rows.length} records${more}.</p>
		<div class="scroll">
			<table aria-label="Records of ${name}">
				<thead>
					<tr>
						${columns.map((column) => html`<th scope="col">${column}</th>`)}
					</tr>
				</thead>
				<tbody>
					${found.slice(0, SHOWN_ROWS).map((row) => rowOf(row, columns))}
				</tbody>
			</table>
		</div>`;
}

/** The tables, and the records of one. */
export function recordsView(): TemplateResult {
	const names = Object.keys(state.tables).sort();
	const info = state.tables[state.detail];
	return html`<div class="split">
		<nav aria-label="Tables" class="tables">
			<h2>Tables</h2>
			<ul>
				${names.map(
					(name) =>
						html`<li>
							<a href="#records/${name}" aria-current=${name === state.detail ? 'true' : nothing}>
								<span>${name}</span><span class="count">${state.tables[name].records}</span>
							</a>
						</li>`,
				)}
			</ul>
		</nav>
		<section>
			${
				info
					? html`<div class="bar">
								<h2>${info.label} <small>${state.detail}</small></h2>
								<label class="search">
									<span class="hidden">Search the records</span>
									<input
										type="search"
										placeholder="Search"
										.value=${state.search}
										@input=${({ target }: InputEvent) =>
											update({ search: (target as HTMLInputElement).value })}
									/>
								</label>
								<button type="button" @click=${() => editRecord(undefined)}>New record</button>
							</div>
							${recordForm(state.detail, info)} ${rowsTable(state.detail, info)}`
					: empty('Select a table.')
			}
		</section>
	</div>`;
}
