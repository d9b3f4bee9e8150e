import { textField } from '../../../../shared/fields/bodyField';
import type { BodyField } from '../../../../shared/input/bodyField';

/** The social profile of the contact; the instance needs all of them. */
export const socialFields: BodyField[] = [
	textField({
		displayName: 'Social Channel',
		name: 'social_channel',
		placeholder: 'e.g. Facebook',
		description:
			'Social network on which the contact has a profile. A profile needs channel, handle, and URL.',
	}),
	textField({
		displayName: 'Social Handle',
		name: 'social_handle',
		description: 'User name on the social network. A profile needs channel, handle, and URL.',
	}),
	textField({
		displayName: 'Social Handle URL',
		name: 'social_handle_url',
		description:
			'URL of the profile on the social network. A profile needs channel, handle, and URL.',
	}),
];
