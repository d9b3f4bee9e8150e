import { spawn, type ChildProcess } from 'node:child_process';
import type { Browser, Page } from 'playwright-core';
import { logins, seeded } from '../../simulator/instance.mts';
import { launch, patienceMs } from './editor/browser.mts';

let child: ChildProcess;
let url: string;
let browser: Browser;

beforeAll(async () => {
	child = spawn(process.execPath, ['scripts/run.mjs', 'instance', '--port', '0', '--permits', '2']);
	const started = new Promise<string>((resolve, reject) => {
		let output = '';
		child.stdout?.on('data', (chunk) => {
			output += String(chunk);
			const found = /runs at (\S+)/.exec(output);
			if (found) resolve(found[1]);
		});
		child.on('close', () => reject(new Error(`It did not start:\n${output}`)));
	});
	[url, browser] = await Promise.all([started, launch()]);
});

afterAll(async () => {
	await browser.close();
	child.kill('SIGINT');
});

/** What the browser complains about, such as what the policy of the page forbids. */
let complaints: string[];
let page: Page;

beforeEach(async () => {
	await fetch(`${url}/__simulator/reset`, { method: 'POST' });
	complaints = [];
	page = await browser.newPage({ permissions: ['clipboard-read', 'clipboard-write'] });
	page.setDefaultTimeout(patienceMs);
	page.on('pageerror', ({ message }) => complaints.push(message));
	page.on('console', (message) => {
		if (message.type() === 'error') complaints.push(message.text());
	});
	await page.goto(url);
});

afterEach(async () => {
	await page.close();
	expect(complaints).toEqual([]);
});

const { userName, password } = logins.integration;
const headers = {
	Accept: 'application/json',
	Authorization: `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}`,
};

const views = [
	...['Requests', 'Records', 'Snapshots', 'Settings', 'Faults', 'Load', 'Try out', 'Logins'],
];

const open = (view: string) => page.getByRole('link', { name: new RegExp(`^${view}`) }).click();

test('shows requests as they come, with what was ignored and why', async () => {
	await page.getByText('No request yet').waitFor();
	await fetch(`${url}/api/now/table/interaction?sysparm_query=state=new^nonsense=1`, { headers });
	const request = page.getByRole('row', { name: /nonsense=1/ });
	await request.getByText('Ignored nonsense=1').waitFor();
	await request.getByText('200').waitFor();
	await request.getByRole('button').click();
	await page.getByText('leaves out conditions on columns').waitFor();
	expect(await page.getByText('Basic integration:***').count()).toBe(1);
});

test('shows the records of a table, and finds one', async () => {
	await open('Records');
	await page.getByRole('link', { name: /^customer_contact/ }).click();
	await page.getByRole('searchbox').fill('warren');
	await page.getByText('1 of 60 records').waitFor();
	await page.getByRole('button', { name: 'George Warren' }).click();
	await page.getByText(seeded.contacts.george).waitFor();
});

const recordsOf = async (table: string) => {
	const reply = await fetch(`${url}/__simulator/records/${table}`);
	return ((await reply.json()) as { records: Record<string, string>[] }).records;
};

test('creates, changes, and deletes a record', async () => {
	await page.goto(`${url}/#records/customer_account`);
	await page.getByRole('button', { name: 'New record' }).click();
	await page.keyboard.type('Example Ltd');
	await page.getByLabel('city').fill('Bergen');
	await page.keyboard.press('Enter');
	await page.getByRole('status').getByText('Created it').waitFor();
	await page.getByRole('searchbox').fill('bergen');
	await page.getByRole('button', { name: 'Example Ltd' }).click();
	await page.getByRole('button', { name: 'Change' }).click();
	const form = page.getByRole('form', { name: 'Change Example Ltd' });
	await form.getByLabel('city').fill('Bergen-Nord');
	await form.getByRole('button', { name: 'Save' }).click();
	await page.getByRole('status').getByText('Changed it').waitFor();
	expect((await recordsOf('customer_account')).at(-1)).toMatchObject({
		name: 'Example Ltd',
		city: 'Bergen-Nord',
	});
	page.once('dialog', (dialog) => void dialog.accept());
	await page.getByRole('button', { name: 'Delete' }).click();
	await page.getByText('No record here').waitFor();
	expect(JSON.stringify(await recordsOf('customer_account'))).not.toContain('Bergen');
});

test('says what is wrong with a record, and keeps what was entered', async () => {
	await page.goto(`${url}/#records/sys_dictionary`);
	await page.getByRole('button', { name: 'New record' }).click();
	await page.getByLabel('element', { exact: true }).fill('u_x');
	await page.getByRole('button', { name: 'Save' }).click();
	await page.getByRole('alert').getByText('are derived from the tables').waitFor();
	expect(await page.getByLabel('element', { exact: true }).inputValue()).toBe('u_x');
	await page.getByRole('button', { name: 'Cancel' }).click();
	expect(await page.getByRole('alert').count()).toBe(0);
	complaints = complaints.filter((text) => !text.includes('status of 400'));
});

test('changes settings, and restores them', async () => {
	await open('Settings');
	const settings = async () =>
		(await (await fetch(`${url}/__simulator/settings`)).json()) as Record<string, unknown>;
	await page.getByLabel('latencyMs').first().fill('25');
	await page.keyboard.press('Enter');
	await page.getByRole('status').getByText('latencyMs holds').waitFor();
	await page.getByLabel('tablesOnWrite').first().check();
	await page.getByRole('button', { name: 'Set tablesOnWrite' }).click();
	await page.getByRole('status').getByText('tablesOnWrite holds').waitFor();
	await page.getByLabel('unknownColumns').first().selectOption('refuse');
	await page.getByRole('button', { name: 'Set unknownColumns' }).click();
	await page.getByRole('status').getByText('unknownColumns holds').waitFor();
	const rule = [{ limit: 3, windowSeconds: 60, user: 'integration' }];
	await page.getByLabel('rateRules').first().fill(JSON.stringify(rule));
	await page.getByRole('button', { name: 'Set rateRules' }).click();
	await page.getByRole('status').getByText('rateRules holds').waitFor();
	const changed = { latencyMs: 25, tablesOnWrite: true, unknownColumns: 'refuse', rateRules: rule };
	expect(await settings()).toMatchObject(changed);
	for (const name of Object.keys(changed)) {
		await page.getByRole('button', { name: `Restore ${name}` }).click();
		await page.getByRole('button', { name: `Restore ${name}`, disabled: true }).waitFor();
	}
	expect(await page.getByLabel('latencyMs').first().inputValue()).toBe('0');
	const left = { latencyMs: 0, tablesOnWrite: false, unknownColumns: 'ignore', rateRules: [] };
	expect(await settings()).toMatchObject(left);
});

test.each([
	['rateRules', 'no json', 'This is not valid JSON: no json'],
	['latencyMs', '-5', '"latencyMs" must be >= 0 (>=, 0)'],
	['queryTimeZone', 'Mars', '"queryTimeZone" must match format'],
])('says what is wrong with %s: %s', async (name, text, problem) => {
	await open('Settings');
	await page.getByLabel(name).first().fill(text);
	await page.getByRole('button', { name: `Set ${name}` }).click();
	await page.getByRole('alert').getByText(problem).waitFor();
	complaints = complaints.filter((one) => !one.includes('status of 400'));
});

test('takes a snapshot, and goes back to it', async () => {
	await open('Snapshots');
	await page.getByRole('button', { name: 'Take a snapshot' }).click();
	await page.getByRole('alert').getByText('Enter a name').waitFor();
	await page.getByLabel('Name').fill('before/after');
	await page.keyboard.press('Enter');
	await page.getByRole('cell', { name: 'before/after', exact: true }).waitFor();
	const accounts = (await recordsOf('customer_account')).length;
	await fetch(`${url}/__simulator/records/customer_account`, { method: 'DELETE' });
	await page.getByRole('button', { name: 'Restore before/after' }).click();
	await page.getByRole('status').getByText('as in before/after').waitFor();
	expect(await recordsOf('customer_account')).toHaveLength(accounts);
	page.once('dialog', (dialog) => void dialog.accept());
	await page.getByRole('button', { name: 'Delete before/after' }).click();
	await page.getByText('No snapshot yet').waitFor();
});

test('arms faults, and disarms them', async () => {
	await open('Faults');
	await page.getByRole('button', { name: 'Next request: 503' }).click();
	await page.getByRole('cell', { name: '0 of 1' }).waitFor();
	const { status } = await fetch(`${url}/api/now/contact`, { headers });
	expect(status).toBe(503);
	await page.getByRole('cell', { name: '1 of 1, used up' }).waitFor();
	await page.getByRole('combobox', { name: /^Kind/ }).selectOption('resetAfter');
	await page.getByLabel('Operation').selectOption('contact.create');
	await page.getByRole('button', { name: 'Arm', exact: true }).click();
	await page.getByRole('cell', { name: 'operationId contact.create' }).waitFor();
	await page.getByRole('button', { name: 'Disarm all' }).click();
	await page.getByText('Nothing is armed').waitFor();
});

test('draws load and waits', async () => {
	await open('Load');
	const slow = { method: 'PUT', body: '{"value": 40}' };
	await fetch(`${url}/__simulator/settings/latencyMs`, slow);
	await Promise.all(Array.from({ length: 8 }, () => fetch(`${url}/api/now/contact`, { headers })));
	await page.getByRole('img', { name: /8 succeeded and 0 failed/ }).waitFor();
	const waits = page.getByRole('img', { name: /^Longest wait/ });
	expect(await waits.getAttribute('aria-label')).not.toContain(': 0 ms');
	await page.getByText('2 permits').waitFor();
});

test('sends a request of each API, and copies it as curl', async () => {
	await open('Try out');
	const operations = page.getByLabel('Operation');
	expect(await operations.locator('optgroup').count()).toBe(5);
	for (const operation of ['contact.getAll', 'interaction.create', 'voiceInteraction.create']) {
		await operations.selectOption(operation);
		await page.getByRole('button', { name: /^Send/ }).click();
		await page.getByRole('heading', { name: 'Response' }).waitFor();
		await page.locator('main .badge.fine').waitFor();
	}
	await page.getByRole('button', { name: /curl/ }).click();
	await page.getByText('Copied the request').waitFor();
	const copied = await page.evaluate('navigator.clipboard.readText()');
	expect(copied).toMatch(/^curl --request POST --user 'integration:integration-password'/);
	await page.getByLabel('Login').selectOption('none');
	await page.getByRole('button', { name: /^Send/ }).click();
	await page.locator('main .badge.refused').waitFor();
	complaints = complaints.filter((text) => !text.includes('status of 401'));
});

test('copies logins, and can be used with the keyboard alone', async () => {
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	expect(await page.evaluate('document.activeElement.tagName')).toBe('MAIN');
	await open('Logins');
	await page.getByRole('button', { name: 'Copy password of integration' }).click();
	await page.getByRole('status').getByText('Copied password').waitFor();
	expect(await page.evaluate('navigator.clipboard.readText()')).toBe(password);
});

test.each(['light', 'dark'] as const)('has enough contrast when it is %s', async (colorScheme) => {
	await page.emulateMedia({ colorScheme });
	await fetch(`${url}/api/now/email`, { headers });
	await fetch(`${url}/api/now/contact`, { headers: { Accept: 'application/json' } });
	await page.locator('.badge.refused').first().waitFor();
	for (const view of views) {
		await open(view);
		await page.locator('main h2').first().waitFor();
		expect([view, await page.evaluate(lowContrasts)]).toEqual([view, []]);
	}
});

test('fits a narrow screen', async () => {
	await page.setViewportSize({ width: 390, height: 780 });
	for (const view of views) {
		await open(view);
		await page.locator('main h2').first().waitFor();
		expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
	}
});

/** Texts of the page below the ratio that WCAG asks for. https://www.w3.org/TR/WCAG22/#contrast-minimum */
const lowContrasts = `(() => {
	const channel = (value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
	const luminance = ([r, g, b]) =>
		0.2126 * channel(r / 255) + 0.7152 * channel(g / 255) + 0.0722 * channel(b / 255);
	const parts = (color) => color.match(/[\\d.]+/g).map(Number);
	const ground = (element) => {
		for (let at = element; at; at = at.parentElement) {
			const color = parts(getComputedStyle(at).backgroundColor);
			if (color.length === 3 || color[3] === 1) return color;
		}
		return [255, 255, 255];
	};
	const isText = (node) => node.nodeType === 3 && node.textContent.trim() !== '';
	return [...document.body.querySelectorAll('*')]
		.filter((element) => [...element.childNodes].some(isText) && element.checkVisibility())
		.flatMap((element) => {
			const [a, b] = [luminance(parts(getComputedStyle(element).color)), luminance(ground(element))];
			const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
			return ratio < 4.5 ? [element.textContent.trim() + ' ' + ratio.toFixed(1)] : [];
		});
})()`;

test('a page of another origin cannot give orders, nor put it into a frame', async () => {
	const stranger = await browser.newPage();
	await stranger.goto(`${url.replace('127.0.0.1', 'localhost')}/`);
	const outcome = await stranger.evaluate(
		`fetch('${url}/__simulator/reset', { method: 'POST', mode: 'no-cors' }).then(() => 'sent', () => 'refused')`,
	);
	await stranger.close();
	// The policy of the page lets it reach its own origin alone.
	expect(outcome).toBe('refused');
	const reply = await fetch(`${url}/__simulator/page.js`, {
		headers: { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://example.com' },
	});
	expect(reply.status).toBe(403);
	const policy = (await fetch(url)).headers.get('content-security-policy');
	expect(policy).toContain("frame-ancestors 'none'");
	expect(policy).not.toContain('unsafe');
});
