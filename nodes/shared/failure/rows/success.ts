import { reportsFailure } from '../body';
import {
	all,
	any,
	isCutOff,
	isHibernating,
	isHtml,
	isRead,
	isRefusedBySuccess,
	isWithoutBody,
	status,
	statusBetween,
} from '../conditions';
import type { Row } from '../row';

/** What comes with a success status, or as a web page, and is no success. */
export const SUCCESSES: Row[] = [
	{
		topic: 'availability',
		when: isHibernating,
		shownBy: 'A web page that says that the developer instance hibernates',
		message: 'The ServiceNow instance is hibernating',
		advice:
			'Wake up the instance on the ServiceNow developer site, wait a few minutes, then run the workflow again.',
	},
	{
		topic: 'signIn',
		// The APIs of an instance return 404 with data as well.
		when: all(isHtml, any(statusBetween(0, 299), status(404))),
		shownBy: 'HTML with a success status or HTTP 404',
		message: 'The host returned a web page instead of data',
		advice:
			'Check that the instance URL in the credential points to a ServiceNow instance, and that no proxy or login page is in the way. A developer instance also shows a page while it hibernates.',
	},
	{
		topic: 'availability',
		when: all(isCutOff, isRead),
		shownBy:
			'A success status with an `error` or the status "failure" beside `result`, or JSON that ends in the middle',
		retryability: 'unknown',
		message: 'The instance cut off the response',
		advice:
			'Usually a transaction quota rule canceled the request because it took too long. Use a narrower query or a smaller limit, or ask an administrator to check the quota rules for REST requests.',
	},
	{
		topic: 'availability',
		when: all(status(200), isWithoutBody, isRead),
		shownBy: 'HTTP 200 without a body, for an operation that reads',
		retryability: 'unknown',
		message: 'The instance returned an empty response',
		advice:
			'Usually a gateway dropped the body, or the instance stopped before it wrote anything. Try again later. If it happens each time, ask your network administrator what stands between n8n and the instance.',
	},
	{
		topic: 'outcome',
		when: isCutOff,
		shownBy: 'The same, for an operation that changes something',
		retryability: 'unknown',
		message: 'The instance cut off the response{outcome}',
		advice:
			'{nextStep} Usually a transaction quota rule canceled the request because it took too long.',
	},
	{
		topic: 'outcome',
		when: all(statusBetween(200, 299), ({ body }) => reportsFailure(body)),
		shownBy: 'A success status with an `error` or the status "failure", and without `result`',
		retryability: 'unknown',
		message:
			'The instance did not confirm the request, although it returned a success status{outcome}',
		advice: '{nextStep}',
	},
	{
		topic: 'outcome',
		when: status(202),
		shownBy: 'HTTP 202 with an empty body',
		retryability: 'unknown',
		message: 'The instance put the request in a queue and may drop it{outcome}',
		advice: '{nextStep}',
	},
	{
		topic: 'input',
		when: all(statusBetween(200, 299), isRefusedBySuccess),
		shownBy: 'HTTP 200 or 201 with status "FAILURE" or success false',
		message: 'The instance rejected the request, although it returned a success status{says}',
		advice: 'Check the values of this item.{hint}',
	},
];

/** The last row: whatever no other row is about. */
export const UNDOCUMENTED: Row = {
	topic: 'outcome',
	when: () => true,
	shownBy: 'A success status without the documented data',
	message: 'The instance returned a response that ServiceNow does not document{outcome}',
	advice:
		'Check that the instance URL in the credential points to a ServiceNow instance. {nextStep}',
};
