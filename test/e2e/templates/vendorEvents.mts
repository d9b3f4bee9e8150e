/** What a contact center sends about one call, as its vendor documents it. */
export interface VendorCall {
	vendor: string;
	/** Page of the vendor that documents the events. */
	source: string;
	contentType: 'application/json' | 'application/x-www-form-urlencoded';
	/** The call begins. */
	starts(callId: string, from: string): Record<string, unknown>;
	/** The call has ended. */
	ends(callId: string, from: string): Record<string, unknown>;
	/** Start of the ended call as ServiceNow stores it, where the event has it. */
	startTime: string;
	/** End of the ended call as ServiceNow stores it. */
	endTime: string;
	/** Name of the caller in the event, where it has one. */
	name?: string;
	/** What stands in the place of a number that the caller withholds. */
	withheld: string;
}

const json = 'application/json';

const twilio: VendorCall = {
	vendor: 'Twilio',
	source: 'https://www.twilio.com/docs/usage/webhooks/voice-webhooks',
	contentType: 'application/x-www-form-urlencoded',
	starts: (callId, from) => ({
		CallSid: callId,
		AccountSid: 'AC00000000000000000000000000000000',
		From: from,
		To: '+14155550199',
		CallStatus: 'ringing',
		ApiVersion: '2010-04-01',
		Direction: 'inbound',
		ForwardedFrom: '',
		CallerName: 'INES CALLER',
		FromCity: 'SAN FRANCISCO',
	}),
	ends: (callId, from) => ({
		CallSid: callId,
		AccountSid: 'AC00000000000000000000000000000000',
		From: from,
		To: '+14155550199',
		CallStatus: 'completed',
		ApiVersion: '2010-04-01',
		Direction: 'inbound',
		CallDuration: '750',
		Timestamp: 'Sun, 01 Mar 2026 10:12:30 +0000',
		CallbackSource: 'call-progress-events',
		SequenceNumber: '3',
	}),
	startTime: '2026-03-01 10:00:00',
	endTime: '2026-03-01 10:12:30',
	name: 'INES CALLER',
	withheld: '+266696687',
};

/** A detail event, wrapped as Amazon EventBridge delivers it. */
function genesysEvent(topic: string, eventBody: Record<string, unknown>) {
	return {
		version: '0',
		id: '1a2b3c4d-0000-0000-0000-000000000000',
		'detail-type': `v2.detail.events.conversation.{id}.${topic}`,
		source: 'aws.partner/genesys.com/cloud/00000000-0000-0000-0000-000000000000/csm',
		time: '2026-03-01T10:12:31Z',
		detail: {
			topicName: `v2.detail.events.conversation.${String(eventBody.conversationId)}.${topic}`,
			version: '2',
			timestamp: '2026-03-01T10:12:30.512Z',
			eventBody,
		},
	};
}

const genesysCommon = (callId: string, from: string) => ({
	conversationId: callId,
	participantId: '4f1e2d3c-0000-0000-0000-000000000000',
	sessionId: '9a8b7c6d-0000-0000-0000-000000000000',
	mediaType: 'VOICE',
	provider: 'Edge',
	direction: 'INBOUND',
	ani: from.startsWith('+') ? `tel:${from}` : `sip:${from}@${from}.invalid`,
	dnis: 'tel:+14155550199',
});

const genesys: VendorCall = {
	vendor: 'Genesys Cloud',
	source: 'https://developer.genesys.cloud/notificationsalerts/notifications/available-topics',
	contentType: json,
	starts: (callId, from) =>
		genesysEvent('customer.start', {
			eventTime: Date.parse('2026-03-01T10:00:00Z'),
			...genesysCommon(callId, from),
		}),
	ends: (callId, from) =>
		genesysEvent('customer.end', {
			eventTime: Date.parse('2026-03-01T10:12:30Z'),
			...genesysCommon(callId, from),
			disconnectType: 'PEER',
			interactingDurationMs: 700_000,
		}),
	startTime: '',
	endTime: '2026-03-01 10:12:30',
	withheld: 'anonymous',
};

const zoomEvent = (event: string, at: string, object: Record<string, unknown>) => ({
	event,
	event_ts: Date.parse(at),
	payload: { account_id: 'abD3ojfdbjfg', object },
});

const zoomCommon = (callId: string, from: string) => ({
	engagement_id: callId,
	direction: 'inbound',
	channel: 'voice',
	channel_source: 'zoom_phone',
	start_time: '2026-03-01T10:00:00Z',
	consumers: [{ consumer_id: 'c-1', consumer_number: from, consumer_display_name: 'Ines Caller' }],
});

const zoom: VendorCall = {
	vendor: 'Zoom Contact Center',
	source: 'https://developers.zoom.us/docs/api/contact-center/events/',
	contentType: json,
	starts: (callId, from) =>
		zoomEvent(
			'contact_center.engagement_started',
			'2026-03-01T10:00:00Z',
			zoomCommon(callId, from),
		),
	ends: (callId, from) =>
		zoomEvent('contact_center.engagement_ended', '2026-03-01T10:12:30Z', {
			...zoomCommon(callId, from),
			end_time: '2026-03-01T10:12:30Z',
		}),
	startTime: '2026-03-01 10:00:00',
	endTime: '2026-03-01 10:12:30',
	name: 'Ines Caller',
	withheld: 'anonymous',
};

const connectInstance = 'arn:aws:connect:us-west-2:123456789012:instance/12345678-1234-1234-1234';

/** A contact flow invokes a function, which sends on its event; the end comes from EventBridge, without a number. */
const connect: VendorCall = {
	vendor: 'Amazon Connect',
	source: 'https://docs.aws.amazon.com/connect/latest/adminguide/contact-events.html',
	contentType: json,
	starts: (callId, from) => ({
		Name: 'ContactFlowEvent',
		Details: {
			ContactData: {
				Attributes: {},
				Channel: 'VOICE',
				ContactId: callId,
				CustomerEndpoint: { Address: from, Type: 'TELEPHONE_NUMBER' },
				InitialContactId: callId,
				InitiationMethod: 'INBOUND',
				InstanceARN: connectInstance,
				PreviousContactId: callId,
				Queue: null,
				SystemEndpoint: { Address: '+14155550199', Type: 'TELEPHONE_NUMBER' },
			},
			Parameters: {},
		},
	}),
	ends: (callId) => ({
		version: '0',
		id: 'abcabcab-abca-abca-abca-abcabcabcabc',
		'detail-type': 'Amazon Connect Contact Event',
		source: 'aws.connect',
		account: '111122223333',
		time: '2026-03-01T10:12:31Z',
		region: 'us-west-2',
		detail: {
			eventType: 'DISCONNECTED',
			contactId: callId,
			initialContactId: callId,
			channel: 'Voice',
			instanceArn: connectInstance,
			initiationMethod: 'INBOUND',
			initiationTimestamp: '2026-03-01T10:00:00.000Z',
			connectedToSystemTimestamp: '2026-03-01T10:00:02.000Z',
			disconnectTimestamp: '2026-03-01T10:12:30.000Z',
		},
	}),
	startTime: '2026-03-01 10:00:00',
	endTime: '2026-03-01 10:12:30',
	withheld: 'anonymous',
};

/** The contact centers whose events the templates read. */
export const vendorCalls = [twilio, genesys, zoom, connect];
