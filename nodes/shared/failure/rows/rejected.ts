import {
	all,
	any,
	instanceMessageMatches,
	isForeign,
	isHeaderTooLarge,
	not,
	status,
	statusBetween,
} from '../conditions';
import type { Row } from '../row';

/** What the instance rejects, whoever asks. */
export const REJECTED: Row[] = [
	{
		topic: 'network',
		when: all(
			statusBetween(400, 499),
			not(any(status(413, 414, 431), isHeaderTooLarge)),
			isForeign,
		),
		shownBy:
			'HTTP 400, 404, or any other 4xx with a web page, or a text that is not from the REST API of ServiceNow',
		message: 'A gateway, not ServiceNow, rejected the request (HTTP {status})',
		advice:
			'The request was not carried out. Check the instance URL in the credential, and ask your network administrator what stands between n8n and the instance.',
	},
	{
		topic: 'input',
		when: status(404),
		shownBy: 'HTTP 404',
		message: 'The record was not found',
		advice:
			'Check the sys_id. ServiceNow also reports a record as not found when the user has no access to it.',
	},
	{
		topic: 'input',
		when: any(status(413), all(status(400), instanceMessageMatches(/large REST payload/i))),
		shownBy: 'HTTP 413, usually from a proxy, or HTTP 400 with "Rejected large REST payload"',
		message: 'The request is too large for the instance',
		advice: 'Send less data in one item: ServiceNow accepts up to 10 MB.',
	},
	{
		topic: 'input',
		when: any(status(414, 431), isHeaderTooLarge),
		shownBy: 'HTTP 414 or 431, or HTTP 400 with a page that says "Request header is too large"',
		message: 'The URL of the request is too long for the instance',
		advice: 'Shorten the query, or search in several steps: one input item for each.',
	},
	{
		topic: 'input',
		when: status(400),
		shownBy: 'HTTP 400',
		message: 'The instance rejected the request as incomplete or invalid{says}',
		advice: 'Check the values of this item.{hint}',
	},
	{
		topic: 'input',
		when: statusBetween(400, 499),
		shownBy: 'Any other HTTP 4xx',
		message: 'The instance rejected the request (HTTP {status}){says}',
		advice: 'Check the values of this item.',
	},
];
