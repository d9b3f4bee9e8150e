import type { Store } from '../records/store.mts';
import { fixedSysId } from '../records/values.mts';

const levels: [value: string, label: string][] = [
	['1', '1 - High'],
	['2', '2 - Medium'],
	['3', '3 - Low'],
];

/** A choice, and the value of another column that it depends on. */
type Choice = [value: string, label: string, dependent?: string];

/** The choices of each column, by table. */
const choices: Record<string, Record<string, Choice[]>> = {
	customer_contact: {
		agent_status: ['Off work', 'On break', 'On route', 'On site'].map((value) => [value, value]),
		calendar_integration: [['1', 'Outlook']],
		date_format: ['dd/MM/yyyy', 'dd-MM-yyyy', 'dd.MM.yyyy', 'MM-dd-yyyy', 'yyyy-MM-dd'].map(
			(value) => [value, value],
		),
		notification: [
			['1', 'Disable'],
			['2', 'Enable'],
		],
		on_schedule: [
			['Ahead', 'Ahead'],
			['behind_less30', 'Behind less than 30 minutes'],
			['behind_30to60', 'Behind 30 to 60 minutes'],
			['behind_more60', 'Behind more than 60 minutes'],
			['on_time', 'On time'],
		],
		time_format: [
			['hh.mm.ss a', 'hh.mm.ss (12 hour)'],
			['hh:mm:ss a', 'hh:mm:ss (12 hour)'],
			['HH.mm.ss', 'hh.mm.ss (24 hour)'],
			['HH:mm:ss', 'hh:mm:ss (24 hour)'],
		],
	},
	interaction: {
		state: [
			['new', 'New'],
			['queued', 'Queued'],
			['work_in_progress', 'Work in Progress'],
			['on_hold', 'On Hold'],
			['wrap_up', 'Wrap Up'],
			['closed_complete', 'Closed Complete'],
			['closed_abandoned', 'Closed Abandoned'],
		],
		direction: [
			['inbound', 'Inbound'],
			['outbound', 'Outbound'],
		],
		channel: ['Chat', 'Phone', 'Video', 'Messaging'].map((value) => [value, value]),
	},
	incident: {
		state: [
			['1', 'New'],
			['2', 'In Progress'],
			['3', 'On Hold'],
			['6', 'Resolved'],
			['7', 'Closed'],
			['8', 'Canceled'],
		],
		impact: levels,
		urgency: levels,
		priority: [
			['1', '1 - Critical'],
			['2', '2 - High'],
			['3', '3 - Moderate'],
			['4', '4 - Low'],
			['5', '5 - Planning'],
		],
		category: [
			['inquiry', 'Inquiry / Help'],
			['software', 'Software'],
			['hardware', 'Hardware'],
			['network', 'Network'],
			['database', 'Database'],
		],
		subcategory: [
			['email', 'Email', 'software'],
			['os', 'Operating System', 'software'],
			['monitor', 'Monitor', 'hardware'],
			['wireless', 'Wireless', 'network'],
		],
		contact_type: [
			['phone', 'Phone'],
			['email', 'Email'],
			['chat', 'Chat'],
			['self-service', 'Self-service'],
			['walk-in', 'Walk-in'],
		],
		close_code: ['Solved (Permanently)', 'Solved (Work Around)', 'Not Solved'].map((value) => [
			value,
			value,
		]),
		hold_reason: [
			['1', 'Awaiting Caller'],
			['3', 'Awaiting Problem'],
			['4', 'Awaiting Vendor'],
			['5', 'Awaiting Change'],
		],
	},
	supervisor_help_action: {
		action: [
			['barge_in', 'Barge in'],
			['coach', 'Coach'],
			['monitor', 'Monitor'],
			['observe', 'Observe'],
		],
	},
	sys_cs_conversation_member: {
		member_type: [
			['observer', 'Observer'],
			['private_fulfiller', 'Private fulfiller'],
			['public_fulfiller', 'Public fulfiller'],
		],
	},
};

/** Choice lists of the documented choice fields. */
export function seedChoices(store: Store): void {
	for (const [name, elements] of Object.entries(choices)) {
		for (const [element, values] of Object.entries(elements)) {
			values.forEach(([value, label, dependent], sequence) => {
				store.insert('sys_choice', {
					sys_id: fixedSysId('sys_choice', name, element, value),
					name,
					element,
					value,
					label,
					sequence: String(sequence),
					...(dependent !== undefined && { dependent_value: dependent }),
				});
			});
		}
	}
}
