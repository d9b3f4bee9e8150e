import { markdownTable } from 'markdown-table';
import { contenderNames, titles, type ContenderName } from './job.mts';
import { seconds, times, type Done, type Highlight, type Report, type Target } from './report.mts';

/** Time of one contender relative to another one; none unless both are there and lost nothing. */
function ratioOf({ done }: Highlight, name: ContenderName, base: ContenderName): string[] {
	const [one, other] = [done.get(name), done.get(base)];
	if (!one || !other || one.lost > 0 || other.lost > 0) return [];
	return [times(one.ms, other.ms)];
}

function sentencesOf(highlight: Highlight): string {
	const { title, done } = highlight;
	const ours = done.get('ours');
	const builtIn = done.get('builtIn')?.extrapolated ? ' (extrapolated)' : '';
	return [
		`${title}: ${ours ? `${seconds(ours.ms)} with this package, ${ours.lost} lost` : 'not measured'}.`,
		...ratioOf(highlight, 'ours', 'raw').map(
			(ratio) => `That is ${ratio} the time of the bare HTTP client.`,
		),
		...ratioOf(highlight, 'builtIn', 'ours').map(
			(ratio) => `The built-in ServiceNow node takes ${ratio} as long as this package${builtIn}.`,
		),
	].join(' ');
}

function targetSentence(targets: Target[]): string[] {
	if (targets.length === 0) return [];
	const missed = targets.filter(({ met }) => !met);
	const met = `Targets: ${targets.length - missed.length} of ${targets.length} are met`;
	if (missed.length === 0) return [`${met}.`];
	const which = missed.map(({ text, measured }) => `${text} (measured ${measured})`);
	return [`${met}. Missed: ${which.join('; ')}.`];
}

function cellsOf(done: Done | undefined): string[] {
	if (!done) return ['', ''];
	return [`${seconds(done.ms)}${done.extrapolated ? ' (extrapolated)' : ''}`, String(done.lost)];
}

function tableOf(highlights: Highlight[]): string[] {
	if (highlights.length === 0) return [];
	const head = ['Contender', ...highlights.flatMap(({ title }) => [title, 'Lost'])];
	const rows = contenderNames
		.filter((name) => highlights.some(({ done }) => done.has(name)))
		.map((name) => [titles[name], ...highlights.flatMap(({ done }) => cellsOf(done.get(name)))]);
	return [markdownTable([head, ...rows])];
}

/** The result in a few sentences and one small table, as Markdown. */
export function summaryOf({ highlights, targets }: Report): string {
	const sentences = [...highlights.map(sentencesOf), ...targetSentence(targets)];
	return [...sentences.map((sentence) => `- ${sentence}`), '', ...tableOf(highlights)].join('\n');
}
