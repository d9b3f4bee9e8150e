import type { Table } from './table.mts';

const keyOf = (table: string, column: string, value: string) => `${table}|${column}|${value}`;

/** Labels of choices, looked up without going through the list for each value. */
export class ChoiceLabels {
	private version = -1;

	private labels = new Map<string, string>();

	/** @param choices rows of `sys_choice` */
	constructor(private readonly choices: () => Table) {}

	/** @returns what a value of a choice column displays; undefined where it is no choice */
	of(table: string, column: string, value: string): string | undefined {
		const choices = this.choices();
		if (choices.version !== this.version) {
			this.version = choices.version;
			this.labels = new Map();
			for (const row of choices.values()) {
				const key = keyOf(row.name, row.element, row.value);
				if (!this.labels.has(key)) this.labels.set(key, row.label ?? '');
			}
		}
		return value === '' ? undefined : this.labels.get(keyOf(table, column, value));
	}
}
