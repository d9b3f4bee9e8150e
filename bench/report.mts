import Table from 'cli-table3';
import { markdownTable } from 'markdown-table';
import type { ContenderName } from './job.mts';

/** A table of the report. */
export interface Section {
	title: string;
	head: string[];
	rows: string[][];
	notes: string[];
}

/** Something that the package is held to. */
export interface Target {
	text: string;
	/** What was measured, for the reader. */
	measured: string;
	met: boolean;
}

/** How a contender did a workload. */
export interface Done {
	/** Milliseconds for the whole workload. */
	ms: number;
	/** Whether the time is extrapolated from a part of the workload. */
	extrapolated: boolean;
	/** Items or records that are missing. */
	lost: number;
}

/** What the summary says of a workload. */
export interface Highlight {
	/** The workload: `1,000 creates at 100 ms`. */
	title: string;
	done: Map<ContenderName, Done>;
}

/** What a run found out. */
export interface Report {
	highlights: Highlight[];
	sections: Section[];
	targets: Target[];
}

/** Milliseconds as seconds. */
export function seconds(ms: number): string {
	return `${(ms / 1000).toFixed(2)} s`;
}

/** How many times as long. */
export function times(value: number, base: number): string {
	return `${(value / base).toFixed(2)} ×`;
}

/** The middle one of some values. */
export function median(values: number[]): number {
	return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/** A target for a ratio. @param most whether the limit is the most or the least it may be */
export function ratioTarget(text: string, ratio: number, limit: number, most = true): Target {
	const met = most ? ratio <= limit : ratio >= limit;
	return {
		text: `${text}: ${most ? 'at most' : 'at least'} ${limit} ×`,
		measured: `${ratio.toFixed(2)} ×`,
		met,
	};
}

function targetSection(targets: Target[]): Section {
	const rows = targets.map(({ text, measured, met }) => [text, measured, met ? 'met' : 'not met']);
	return { title: 'Targets', head: ['Target', 'Measured', ''], rows, notes: [] };
}

/** All tables of a report, the one of its targets last. */
function allSections({ sections, targets }: Report): Section[] {
	return targets.length === 0 ? sections : [...sections, targetSection(targets)];
}

/** The report as text for a terminal. */
export function asText(report: Report): string {
	return allSections(report)
		.map(({ title, head, rows, notes }) => {
			const table = new Table({ head, style: { head: [], border: [], compact: true } });
			table.push(...rows);
			return [title, table.toString(), ...notes].join('\n');
		})
		.join('\n\n');
}

/** The report as Markdown, with headings of the second level. */
export function asMarkdown(report: Report): string {
	return allSections(report)
		.map(({ title, head, rows, notes }) => {
			return [`## ${title}`, markdownTable([head, ...rows]), ...notes].join('\n\n');
		})
		.join('\n\n');
}
