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
}

/** @returns the rules that an instance starts with */
export const startApis = (): ApiRules => ({
	memberRefusals: 'detail',
	alreadyWording: 0,
	createdAreThirdParty: true,
});
