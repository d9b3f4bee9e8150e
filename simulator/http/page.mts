/** What a browser gets that looks at the instance. */
export interface Page {
	html: string;
	script: string;
	style: string;
}
