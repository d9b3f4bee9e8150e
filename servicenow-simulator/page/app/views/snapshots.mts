import { html, type TemplateResult } from 'lit-html';
import { control } from '../api.mts';
import { loadSnapshots } from '../load.mts';
import { empty, problemAt } from '../parts.mts';
import { act, state, submit } from '../state.mts';

const PLACE = 'snapshot';

const pathOf = (name: string) => `/snapshots/${encodeURIComponent(name)}`;

function take(event: SubmitEvent): void {
	event.preventDefault();
	const form = event.target as HTMLFormElement;
	const name = String(new FormData(form).get('name') ?? '').trim();
	void submit(PLACE, `Took ${name}`, async () => {
		if (name === '') throw new Error('Enter a name for the snapshot.');
		await control(pathOf(name), 'PUT', {});
		await loadSnapshots();
		form.reset();
	});
}

function restore(name: string): void {
	void act(`The records are as in ${name}`, () => control(pathOf(name), 'POST', {}));
}

function remove(name: string): void {
	if (!confirm(`Delete the snapshot ${name}?`)) return;
	void act(`Deleted ${name}`, async () => {
		await control(pathOf(name), 'DELETE');
		await loadSnapshots();
	});
}

function list(): TemplateResult {
	return html`<div class="scroll">
		<table aria-label="Snapshots">
			<thead>
				<tr>
					<th scope="col">Name</th>
					<th scope="col">Taken at (UTC)</th>
					<th scope="col">Records</th>
					<th scope="col"><span class="hidden">Actions</span></th>
				</tr>
			</thead>
			<tbody>
				${Object.entries(state.snapshots).map(
					([name, { takenAt, records }]) =>
						html`<tr>
							<td>${name}</td>
							<td>${takenAt}</td>
							<td>${records.toLocaleString('en')}</td>
							<td>
								<div class="buttons">
									<button
										type="button"
										class="quiet"
										aria-label="Restore ${name}"
										@click=${() => restore(name)}
									>
										Restore
									</button>
									<button
										type="button"
										class="quiet"
										aria-label="Delete ${name}"
										@click=${() => remove(name)}
									>
										Delete
									</button>
								</div>
							</td>
						</tr>`,
				)}
			</tbody>
		</table>
	</div>`;
}

/** States of the records to go back to. */
export function snapshotsView(): TemplateResult {
	const none = Object.keys(state.snapshots).length === 0;
	return html`<h2>Snapshots</h2>
		<p class="hint">
			All records and attachments as they are now, to go back to as often as you like. They last
			until the simulator stops.
		</p>
		<form class="fields" novalidate @submit=${take}>
			<label>
				Name
				<input name="name" autocomplete="off" placeholder="before the import" />
			</label>
			<button type="submit" class="primary">Take a snapshot</button>
			${problemAt(PLACE)}
		</form>
		<h2>Taken</h2>
		${none ? empty('No snapshot yet.') : list()}`;
}
