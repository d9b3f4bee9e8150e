import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { format, resolveConfig } from 'prettier';
import { root } from '../scripts/bootstrap.mjs';
import { hasRealN8n, versionOf } from './n8n.mts';
import { asMarkdown, type Report } from './report.mts';

/** What a report says when n8n itself is missing. */
export const WITHOUT_N8N =
	'The HTTP Request node and the built-in ServiceNow node are left out: n8n is not installed in `runtime/`. `npm start` installs it.';

// Taken before the benchmark itself is load: other programs at work make the figures worse.
const loadBefore = loadavg()[0].toFixed(1);

/** Where the figures come from, as a list in Markdown. */
export function machine(): string {
	const gigabytes = Math.round(totalmem() / 1024 ** 3);
	return [
		`- ${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${gigabytes} GB of memory, ${process.platform}; load average ${loadBefore} before the run`,
		`- Node.js ${process.versions.node}, n8n-core ${versionOf('n8n-core')}, n8n-workflow ${versionOf('n8n-workflow')}`,
		`- ${new Date().toISOString().slice(0, 10)}`,
	].join('\n');
}

/** The page `docs/benchmark.md`. */
export async function pageOf(report: Report): Promise<string> {
	const config = await resolveConfig(`${root}/docs/benchmark.md`);
	return await format(textOf(report), { ...config, parser: 'markdown' });
}

function textOf(report: Report): string {
	return `# Benchmark

How long this package takes beside an HTTP client that does nothing else, and beside the nodes that n8n offers for the same work. All contenders run side by side against one simulated instance; the nodes run in n8n's own engine. What carries over to other machines are the ratios.

${machine()}

\`\`\`sh
npm run bench            # all of it, about nine minutes; writes this page
npm run bench -- --quick # a short one, writes nothing
\`\`\`

Each contender has a process of its own, warmed up before it is measured, and the instance has another one. Memory is the largest resident set of the contender's process, with its growth during the work. The loop delay says for how long the process could do nothing else.
${hasRealN8n ? '' : `\n${WITHOUT_N8N}\n`}
${asMarkdown(report)}
`;
}
