import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/**
 * Asks the user for a text.
 *
 * @param hidden whether what is typed stays off the screen
 * @throws Error when nobody is there to answer
 */
export async function ask(question: string, hidden = false): Promise<string> {
	if (!process.stdin.isTTY) {
		throw new Error(`${question} is missing. Set SERVICENOW_USERNAME and SERVICENOW_PASSWORD.`);
	}
	process.stdout.write(`${question}: `);
	const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
	const readline = createInterface({
		input: process.stdin,
		output: hidden ? nowhere : process.stdout,
		terminal: true,
	});
	readline.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
	try {
		return await readline.question('');
	} finally {
		readline.close();
		if (hidden) process.stdout.write('\n');
	}
}
