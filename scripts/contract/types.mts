import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outcome } from '../program.mts';
import { HOME, runTool } from './tools.mts';

/** What somebody writes who uses the generated types; the errors are expected ones. */
const PROGRAM = `
import type { components, operations } from './types';

type Body<Id extends keyof operations> =
	operations[Id] extends { requestBody: { content: { 'application/json': infer Json } } } ? Json : never;

export const named: Body<'contact.create'> = { first_name: 'Ana' };
export const empty: Body<'contact.create'> = {};
export const asText: Body<'contact.create'> = { active: 'true', notification: 2, u_color: 'red' };
export const call: Body<'voiceInteraction.create'> = { interaction: { userPhoneNumber: '+1303506536' } };
export const help: Body<'supervisorHelpAction.upsert'> = { interaction: 'a', action: 'coach' };
export const found: components['schemas']['Contact'] = { sys_id: 'a', active: 'true' };
// @ts-expect-error a call needs the number
export const unknownCaller: Body<'voiceInteraction.create'> = { interaction: { inboundId: 'a' } };
// @ts-expect-error help needs the interaction
export const noInteraction: Body<'supervisorHelpAction.upsert'> = { action: 'coach' };
`;

/**
 * Generates types of the document, and compiles a program that uses them.
 *
 * @param document file that openapi-typescript reads
 * @see https://openapi-ts.dev
 */
export async function compileTypes(document: string): Promise<Outcome> {
	const generated = await runTool('openapi-typescript', [document, '-o', join(HOME, 'types.ts')]);
	if (!generated.ok) return generated;
	const program = join(HOME, 'program.ts');
	await writeFile(program, PROGRAM);
	return await runTool('tsc', ['--strict', '--noEmit', '--skipLibCheck', program]);
}
