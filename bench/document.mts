import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { format, resolveConfig } from 'prettier';
import { root } from '../scripts/bootstrap.mjs';
import { CONCURRENCY } from './job.mts';
import { hasRealN8n, versionOf } from './n8n.mts';
import { asMarkdown, type Report } from './report.mts';
import { summaryOf } from './summary.mts';

/** What a report says if n8n itself is missing. */
export const WITHOUT_N8N =
	'The HTTP Request node and the built-in ServiceNow node are left out because n8n is not installed in `runtime/`. `npm start` installs it.';

// Read before the benchmark itself adds load: other programs make the figures worse.
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

How fast this package is compared with a bare HTTP client and with the nodes that n8n offers for the same work.

${summaryOf(report)}

All contenders run in turn against one simulated instance, the nodes in n8n's own engine. Use the ratios: they hold on other machines too, the seconds don't. Keep in mind:

- This package has its default settings: it finds out by itself how many requests the instance can handle. The bare HTTP client ("raw") has ${CONCURRENCY} connections, unless a table says otherwise.
- The HTTP Request node runs without batching, as it does unless you set it: it sends everything at once.
- The built-in ServiceNow node sends one request after the other. If it would take too long, its time is extrapolated from a part of the items.
- "16 at once" means that the instance handles 16 requests at once, lets 50 wait, and rejects the others with 429. "No limit" means that it handles all requests at once.
- "Relative to raw" is the time divided by the time of the bare HTTP client. It is left out for a contender that lost items.
- Memory is the largest resident set of the contender's process, and its growth during the work. The loop delay is how long the process could do nothing else.

Each contender has its own process, which is warmed up before it is measured. The instance has another process.

${machine()}

\`\`\`sh
npm run bench            # everything, in about twenty minutes; writes this page
npm run bench -- --quick # less, in about three minutes; writes nothing
\`\`\`
${hasRealN8n ? '' : `\n${WITHOUT_N8N}\n`}
${asMarkdown(report)}
`;
}
