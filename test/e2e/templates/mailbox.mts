import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A mail server that keeps what it gets. */
export interface Mailbox {
	port: number;
	/** Messages as they came, headers and text. */
	messages: string[];
	/** Address that is refused. */
	refused?: string;
	close(): void;
}

const greeting = '220 mailbox ready';
const endOfMessage = '\r\n.\r\n';

function answerTo(line: string, refused?: string): string {
	if (/^QUIT/i.test(line)) return '221 bye';
	if (/^DATA/i.test(line)) return '354 go on';
	if (/^RCPT/i.test(line) && refused && line.includes(refused)) return '550 no such mailbox';
	return '250 ok';
}

/** Speaks as much SMTP as a client needs to deliver a message. */
function serve(socket: Socket, mailbox: Mailbox): void {
	let unread = '';
	let inMessage = false;
	const say = (line: string) => socket.write(`${line}\r\n`);
	say(greeting);
	socket.setEncoding('utf8').on('data', (text: string) => {
		unread += text;
		for (;;) {
			const end = inMessage ? endOfMessage : '\r\n';
			const at = unread.indexOf(end);
			if (at < 0) return;
			const part = unread.slice(0, at);
			unread = unread.slice(at + end.length);
			if (inMessage) mailbox.messages.push(part);
			inMessage = !inMessage && /^DATA/i.test(part);
			say(inMessage ? answerTo(part) : answerTo(part.slice(0, 200), mailbox.refused));
		}
	});
	socket.on('error', () => socket.destroy());
}

/** Starts a mail server on this machine. */
export async function startMailbox(): Promise<Mailbox> {
	const server = createServer((socket) => serve(socket, mailbox));
	const mailbox: Mailbox = { port: 0, messages: [], close: () => server.close() };
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	mailbox.port = (server.address() as AddressInfo).port;
	return mailbox;
}
