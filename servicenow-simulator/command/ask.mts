import { createInterface } from 'node:readline/promises';
import password from '@inquirer/password';

/** @throws Error when nobody is there to answer */
function assertTerminal(what: string): void {
	if (process.stdin.isTTY) return;
	throw new Error(`${what} is missing. Set SERVICENOW_USERNAME and SERVICENOW_PASSWORD.`);
}

/**
 * Asks for the user name.
 *
 * @throws Error when nobody is there to answer
 */
export async function askUserName(): Promise<string> {
	assertTerminal('The ServiceNow user name');
	const readline = createInterface({ input: process.stdin, output: process.stdout });
	readline.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
	try {
		return await readline.question('ServiceNow user name: ');
	} finally {
		readline.close();
	}
}

/**
 * Asks for the password, which stays off the screen.
 *
 * @throws Error when nobody is there to answer, or when the user presses Ctrl+C
 */
export async function askPassword(): Promise<string> {
	assertTerminal('The ServiceNow password');
	try {
		return await password({ message: 'ServiceNow password:' });
	} catch (error) {
		if ((error as Error).name !== 'ExitPromptError') throw error;
		throw new Error('Canceled.');
	}
}

/**
 * Asks whether to go on.
 *
 * @returns false where nobody is there to answer
 */
export async function askYesNo(question: string): Promise<boolean> {
	if (!process.stdin.isTTY) return false;
	const readline = createInterface({ input: process.stdin, output: process.stdout });
	readline.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
	try {
		return /^y(es)?$/i.test((await readline.question(`${question} (y/N) `)).trim());
	} finally {
		readline.close();
	}
}
