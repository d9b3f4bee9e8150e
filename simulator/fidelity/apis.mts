import { page, type Area } from './behavior.mts';

const contact = page('api-reference/rest-apis/contact-api');
const member = page('api-reference/rest-apis/conversation-member-api');
const openframe = page('api-reference/rest-apis/openframe-api');
const help = page('api-reference/rest-apis/help-request-api');
const interaction =
	'https://www.servicenow.com/docs/r/api-reference/rest-apis/interaction-management-api.html';
const resources = 'nodes/ServiceNow';
const guesses = 'test/engine/guesses.test.mts';
const openframeNode = `${resources}OpenFrame/resources/voiceInteraction`;

export const apis: Area[] = [
	{
		title: 'Interaction Management and Help Request',
		behaviors: [
			{
				about: ['operation:interaction.create'],
				does: 'Creates an interaction, and answers 201 with the record',
				sources: [interaction],
				reliedOnBy: [`${resources}Interaction/resources/interaction/create.ts`],
			},
			{
				about: ['operation:interaction.close'],
				does: 'Closes an interaction, and answers 200 with the record; an unknown one is 404',
				sources: [interaction],
				reliedOnBy: [`${resources}Interaction/resources/interaction/close.ts`],
			},
			{
				id: 'closeAgain',
				about: ['operation:interaction.close'],
				does: 'Leaves an interaction as it is that is closed already',
				metBy: [
					'nodes/ServiceNowOpenFrame/resources/voiceInteraction/closeDuplicate.ts',
					'nodes/ServiceNowInteraction/resources/interaction/close.ts',
				],
				variedBy: ['test/simulator/flows.test.mts', 'test/engine/reuseRace.test.mts'],
			},
			{
				about: ['operation:supervisorHelpAction.upsert'],
				does: 'Creates a help action, ends the one that `action_sys_id` names, or without either ends all of the interaction',
				sources: [help],
				reliedOnBy: [
					`${resources}HelpRequest/resources/supervisorHelpAction/create.ts`,
					`${resources}HelpRequest/resources/supervisorHelpAction/update.ts`,
					`${resources}HelpRequest/resources/supervisorHelpAction/endAll.ts`,
				],
			},
			{
				id: 'helpRefusals',
				about: ['operation:supervisorHelpAction.upsert'],
				does: 'Rejects an invalid action or time with `success: false`, an unknown record with 404',
				metBy: [
					'nodes/ServiceNowHelpRequest/resources/supervisorHelpAction/helpFields.ts',
					'nodes/shared/operation.ts',
				],
				variedBy: [
					'test/simulator/flows.test.mts',
					'test/campaign/faultTable.mts',
					'test/engine/guessesOfApis.test.mts',
				],
			},
			{
				id: 'helpColumns',
				about: ['operation:supervisorHelpAction.upsert'],
				does: 'Keeps a help action in columns that have the names of the request',
				metBy: ['nodes/ServiceNowHelpRequest/resources/supervisorHelpAction/findHelpAction.ts'],
				variedBy: ['test/engine/helpActionFound.test.mts'],
			},
		],
	},
	{
		title: 'Contact',
		behaviors: [
			{
				about: ['operation:contact.getAll'],
				does: 'Lists contacts by encoded query, limit and offset; the limit counts before ACLs',
				sources: [contact, page('api-reference/rest-api-explorer/c_RESTAPI')],
				reliedOnBy: [`${resources}Contact/resources/contact/getAll.ts`],
			},
			{
				about: ['operation:contact.get'],
				does: 'Answers the contact, or 404',
				sources: [contact],
				reliedOnBy: [`${resources}Contact/resources/contact/get.ts`],
			},
			{
				about: ['operation:contact.create'],
				does: 'Creates a contact without checking parameters: what it does not know is dropped',
				sources: [contact],
				reliedOnBy: [`${resources}Contact/resources/contact/create.ts`],
			},
			{
				id: 'contactTexts',
				about: ['operation:contact.create'],
				does: 'Cuts texts at the length of their column, and leaves out values of another type',
				metBy: [
					'nodes/ServiceNowContact/resources/contact/create/readBack.ts',
					'nodes/ServiceNowContact/resources/contact/create/reuse.ts',
				],
				variedBy: [
					'test/simulator/flows.test.mts',
					'test/engine/guessesOfApis.test.mts',
					'test/engine/contactReuse.test.mts',
				],
			},
			{
				about: ['social profiles'],
				does: 'Makes a social profile where all three of its parameters are given',
				sources: [contact],
				reliedOnBy: [`${resources}Contact/resources/contact/create.ts`],
			},
			{
				id: 'contactResult',
				about: ['setting:contactResult'],
				does: 'Answers a create with the bare sys_id, as the page shows; or with an object, as other APIs do',
				metBy: ['nodes/shared/operation.ts'],
				variedBy: ['test/simulator/openframe.test.mts', guesses],
			},
			{
				about: ['logins of contacts'],
				does: 'The first login of a day updates the record by `system`, failed ones by `guest`',
				sources: [page('platform-administration/user-administration/user')],
				reliedOnBy: ['nodes/ServiceNowCsmTrigger/changeSource.ts'],
			},
		],
	},
	{
		title: 'Conversation Member',
		behaviors: [
			{
				about: ['operation:conversationMember.drop'],
				does: 'Drops an agent from a third-party interaction; has four documented exceptions',
				sources: [member],
				reliedOnBy: [`${resources}ConversationMember/resources/conversationMember/drop.ts`],
			},
			{
				about: ['operation:conversationMember.update'],
				does: 'Makes an observer or private fulfiller a public fulfiller; 500 for one who is that already',
				sources: [member],
				reliedOnBy: [`${resources}ConversationMember/resources/conversationMember/update.ts`],
			},
			{
				id: 'alreadyWording',
				about: ['setting:alreadyWording'],
				does: 'The text that comes with that 500: another one with each request',
				metBy: ['nodes/ServiceNowConversationMember/resources/conversationMember/update.ts'],
				variedBy: [
					guesses,
					'test/engine/conversationMember.test.mts',
					'test/campaign/load.test.mts',
				],
			},
			{
				id: 'memberRefusals',
				about: ['setting:memberRefusals'],
				does: 'Where the text of an exception stands: detail, message, or a result, with 400 or 200',
				metBy: [
					'nodes/shared/failure/body.ts',
					'nodes/ServiceNowConversationMember/resources/conversationMember/update.ts',
				],
				variedBy: [
					guesses,
					'test/simulator/conversationMember.test.mts',
					'test/engine/conversationMember.test.mts',
				],
			},
			{
				id: 'createdAreThirdParty',
				about: ['setting:createdAreThirdParty'],
				does: 'Takes interactions of the Interaction Management API for third-party ones',
				metBy: ['nodes/ServiceNowConversationMember/resources/conversationMember/memberFields.ts'],
				variedBy: [
					'test/simulator/conversationMember.test.mts',
					'test/engine/guessesOfApis.test.mts',
				],
			},
		],
	},
	{
		title: 'OpenFrame',
		behaviors: [
			{
				about: ['operation:voiceInteraction.create'],
				does: 'Creates an interaction with context, phone logs and related records; answers `SUCCESS`, sysId and number',
				sources: [openframe],
				reliedOnBy: [`${openframeNode}/create.ts`],
			},
			{
				about: ['operation:voiceInteraction.update'],
				does: 'Updates an interaction, and adds context, phone logs and related records',
				sources: [openframe],
				reliedOnBy: [`${openframeNode}/update.ts`],
			},
			{
				id: 'callFailures',
				about: ['operation:voiceInteraction.create', 'operation:voiceInteraction.update'],
				does: 'Answers `FAILURE` with 200 to an unknown interaction or `inboundId`',
				metBy: ['nodes/ServiceNowOpenFrame/resources/voiceInteraction/callFields.ts'],
				variedBy: [
					'test/simulator/flows.test.mts',
					'test/campaign/faultTable.mts',
					'test/engine/guessesOfApis.test.mts',
				],
			},
			{
				about: ['clientSessionId'],
				does: 'Keeps `clientSessionId` in the column `client_session_id` of the interaction',
				sources: [page('intelligent-experiences/voice-agent-reference')],
				reliedOnBy: [`${openframeNode}/found.ts`],
			},
			{
				id: 'sessionIdLength',
				about: ['setting:sessionIdLength'],
				does: 'Cuts a session ID at 40 characters, or at another length',
				metBy: [
					'nodes/ServiceNowOpenFrame/resources/voiceInteraction/sessionId.ts',
					'nodes/ServiceNowOpenFrame/resources/voiceInteraction/found.ts',
				],
				variedBy: ['test/simulator/openframe.test.mts', 'test/engine/reuseSearch.test.mts'],
			},
			{
				id: 'reuseCallbacks',
				about: ['setting:reuseCallbacks'],
				does: 'Takes up a call-back under way of the same parties instead of creating an interaction',
				metBy: ['nodes/ServiceNowOpenFrame/resources/voiceInteraction/reuse.ts'],
				variedBy: ['test/simulator/openframe.test.mts', guesses],
			},
			{
				id: 'lockedType',
				about: ['setting:lockedType'],
				does: 'Takes another `type` of an interaction, or rejects it with 403 or `FAILURE`',
				metBy: ['nodes/shared/failure/rows/forbidden.ts'],
				variedBy: ['test/simulator/openframe.test.mts', guesses],
			},
			{
				about: ['provider applications'],
				does: 'Finds the provider application by its `inbound_id`',
				sources: [openframe],
				reliedOnBy: [],
			},
			{
				id: 'contextAdded',
				about: ['interaction context'],
				does: 'Adds the context of an update to the context that is there',
				metBy: ['nodes/ServiceNowOpenFrame/resources/voiceInteraction/update.ts'],
				variedBy: ['test/simulator/flows.test.mts', 'test/engine/guessesOfApis.test.mts'],
			},
			{
				about: ['phone logs'],
				does: 'Keeps phone logs in the table `sn_openframe_phone_log`',
				sources: [page('customer-service-management/r_InstalledWithOpenFrame')],
				reliedOnBy: [],
			},
		],
	},
];
