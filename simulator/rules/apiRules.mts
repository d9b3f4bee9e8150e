/** How the APIs behave where their pages leave it open. */
export interface ApiRules {
	/**
	 * Where Conversation Member puts a documented exception. The page has the texts and status 400, and
	 * shows no answer: as the detail or the message of the error envelope, or as `message` of a result
	 * with `success: false`, with 400 or 200.
	 *
	 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/conversation-member-api.md
	 */
	memberRefusals: 'detail' | 'message' | 'result' | 'success';
	/**
	 * Which of `alreadyWordings` Conversation Member has for an agent who is a public fulfiller
	 * already; undefined for another with each request, by the seed of chance. No page has any.
	 */
	alreadyWording?: number;
	/** Whether interactions made through the Interaction Management API are third-party ones. */
	createdAreThirdParty: boolean;
	/**
	 * Length of the column `client_session_id`; what is longer is cut. One report has the length.
	 *
	 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/intelligent-experiences/voice-agent-reference.md
	 */
	sessionIdLength: number;
	/**
	 * Whether openframe takes up a call-back that is under way, of the same `inboundId` and the same two
	 * numbers, instead of creating an interaction.
	 */
	reuseCallbacks: boolean;
	/**
	 * What openframe does with another `type` of an interaction that has one: `open` takes it; a data
	 * policy makes it read only on instances that have one, and answers 403 or `FAILURE`.
	 */
	lockedType: 'open' | 'refused' | 'failure';
	/** What POST /now/contact answers: the page shows the bare sys_id, other APIs an object. */
	contactResult: 'sysId' | 'object';
}

/** @returns the rules that an instance starts with */
export const startApis = (): ApiRules => ({
	memberRefusals: 'detail',
	alreadyWording: undefined,
	createdAreThirdParty: true,
	sessionIdLength: 40,
	reuseCallbacks: false,
	lockedType: 'open',
	contactResult: 'sysId',
});
