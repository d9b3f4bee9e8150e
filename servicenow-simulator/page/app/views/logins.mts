import { html, type TemplateResult } from 'lit-html';
import { copyButton, empty } from '../parts.mts';
import { state } from '../state.mts';

/** What users are there for; the others have their roles to say it. */
const purposes: Record<string, string> = {
	integration: 'All five APIs, every table',
	limited: 'No roles: 403',
	mfa: '401: needs a second factor',
	'web.service': 'For web services alone: Basic stays open to it',
	'agent.api': 'Roles of APIs, without snc_internal',
};

function value(label: string, text: string): TemplateResult {
	return html`<tr>
		<th scope="row">${label}</th>
		<td><span class="code">${text}</span> ${copyButton(text, label)}</td>
	</tr>`;
}

/** Every way in, to be copied. */
export function loginsView(): TemplateResult {
	const { logins } = state;
	if (!logins) return empty('Not known yet.');
	const { users, apiKey, oauth } = logins;
	return html`<h2>Basic</h2>
		<div class="scroll">
			<table>
				<thead>
					<tr>
						<th scope="col">User name</th>
						<th scope="col">Password</th>
						<th scope="col">What it is for</th>
					</tr>
				</thead>
				<tbody>
					${users.map(
						({ userName, password, roles }) =>
							html`<tr>
								<td>
									<span class="code">${userName}</span>
									${copyButton(userName, `user name ${userName}`)}
								</td>
								<td>
									<span class="code">${password}</span>
									${copyButton(password, `password of ${userName}`)}
								</td>
								<td>${purposes[userName] ?? roles.join(', ')}</td>
							</tr>`,
					)}
				</tbody>
			</table>
		</div>
		<h2>API key and OAuth 2</h2>
		<div class="scroll">
			<table>
				<tbody>
					${value('x-sn-apikey', apiKey)} ${value('Client ID', oauth.clientId)}
					${value('Client secret', oauth.clientSecret)}
					${value('Authorization URL', `${location.origin}/oauth_auth.do`)}
					${value('Token URL', `${location.origin}/oauth_token.do`)}
				</tbody>
			</table>
		</div>
		<p class="hint">
			The API key and the OAuth client act as integration. Authorization is granted automatically.
		</p>`;
}
