import {
	ICredentialsHelper,
	NodeHelpers,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IHttpRequestOptions,
	type INodeCredentialsDetails,
	type INodeTypes,
} from 'n8n-workflow';
import { ServiceNowCsmApiKeyApi } from '../../credentials/ServiceNowCsmApiKeyApi.credentials';
import { ServiceNowCsmBasicApi } from '../../credentials/ServiceNowCsmBasicApi.credentials';
import { ServiceNowCsmOAuth2Api } from '../../credentials/ServiceNowCsmOAuth2Api.credentials';

const types: Record<string, ICredentialType> = Object.fromEntries(
	[new ServiceNowCsmBasicApi(), new ServiceNowCsmApiKeyApi(), new ServiceNowCsmOAuth2Api()].map(
		(type) => [type.name, type],
	),
);

/** Fields that n8n's own OAuth2 credential type adds to ours. */
const OAUTH2_FIELDS = ['clientId', 'clientSecret'];

/**
 * The credential store of a test run: what n8n's server keeps in its database. Each credential is
 * found by its id. The engine shares the renewal of a token among all that have one id, so that it has to
 * name the instance too.
 */
export class CredentialStore extends ICredentialsHelper {
	private readonly stored = new Map<string, ICredentialDataDecryptedObject>();

	/** Stores a credential. @returns what a node refers to it with */
	add(type: string, data: ICredentialDataDecryptedObject): INodeCredentialsDetails {
		const id = `${type}:${this.stored.size}:${String(data.instanceUrl)}`;
		this.stored.set(id, data);
		return { id, name: id };
	}

	getParentTypes(name: string): string[] {
		return types[name]?.extends ?? [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = types[typeName];
		if (typeof authenticate !== 'function') throw new Error(`${typeName} has no authenticate`);
		return await authenticate(credentials, requestOptions);
	}

	async preAuthentication(): Promise<undefined> {}

	async runPreAuthentication(): Promise<undefined> {}

	async getCredentials(): Promise<never> {
		throw new Error('Not part of an execution');
	}

	async getDecrypted(
		_additionalData: unknown,
		{ id }: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		const stored = this.stored.get(id as string) as ICredentialDataDecryptedObject;
		const withDefaults = NodeHelpers.getNodeParameters(
			types[type].properties,
			stored as never,
			true,
			false,
			null,
			null,
		) as ICredentialDataDecryptedObject;
		const extra = [...OAUTH2_FIELDS, 'oauthTokenData'].filter((field) => field in stored);
		const data = {
			...withDefaults,
			...Object.fromEntries(extra.map((field) => [field, stored[field]])),
		};
		const workflow = new Workflow({
			nodes: [
				{
					id: 'm',
					name: 'Mock',
					type: 'test.mock',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
			],
			connections: {},
			active: false,
			nodeTypes: { getByNameAndVersion: () => undefined } as unknown as INodeTypes,
		});
		return workflow.expression.getComplexParameterValue(
			workflow.nodes.Mock,
			data as never,
			'internal',
			{},
			undefined,
			undefined,
			data as never,
		) as ICredentialDataDecryptedObject;
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(
		{ id }: INodeCredentialsDetails,
		_type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		const stored = this.stored.get(id as string);
		this.stored.set(id as string, { ...stored, oauthTokenData: data.oauthTokenData });
	}

	getCredentialsProperties(type: string) {
		return types[type].properties;
	}
}
