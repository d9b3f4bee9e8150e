import type { BodyField } from '../input/bodyField';
import { addedNumberRule, listedChoiceRule, listedPatternRule } from '../input/choice';
import type { Rule } from '../input/rule';
import { textRule } from '../input/values';
import type { FieldText } from './bodyField';
import { CHOICE_LISTS, isNumeric, type ChoiceList, type ChoiceListName } from './choiceLists';
import { withSentence } from './withSentence';

/** n8n's own words for a field whose choices are loaded. */
const LOADED_CHOICE =
	'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

interface ListedField extends FieldText {
	/** Wire name of the parameter; the choice list has the same. */
	name: ChoiceListName;
	/** The value that the editor starts with. */
	initial: string | number;
}

function ruleOf(list: ChoiceList): Rule {
	const { documented, isPattern, maxLength = Infinity } = list;
	if (isNumeric(list)) return listedChoiceRule(documented, addedNumberRule(documented));
	return (isPattern ? listedPatternRule : listedChoiceRule)(documented, textRule(maxLength));
}

/**
 * A choice from a list that the instance keeps: loaded from there, with the documented values where it
 * cannot be read. Any value may be sent, because only the instance knows its list.
 */
export function listedField({ displayName, initial, path, ...field }: ListedField): BodyField {
	const list: ChoiceList = CHOICE_LISTS[field.name];
	const values = list.documented.map(({ label, value }) =>
		String(value).toLowerCase() === label.toLowerCase() ? String(value) : `${value} (${label})`,
	);
	const length = list.maxLength === undefined ? '' : `, up to ${list.maxLength} characters`;
	const description = withSentence(
		withSentence(field.description, `Documented values: ${values.join(', ')}${length}`),
		LOADED_CHOICE,
	);
	return {
		property: {
			...field,
			displayName: `${displayName} Name or ID`,
			description,
			type: 'options',
			allowArbitraryValues: true,
			typeOptions: {
				loadOptionsMethod: field.name,
				loadOptionsDependsOn: ['authentication'],
			},
			options: list.documented.map(({ label, value }) => ({ name: label, value })),
			default: initial,
		},
		path,
		rule: ruleOf(list),
	};
}
