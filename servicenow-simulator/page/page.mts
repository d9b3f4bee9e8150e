import type { Page } from '../../simulator/http/page.mts';

/** @returns the page that the package has at `/`; none where the sources run without a build */
export function builtPage(): Page | undefined {
	return undefined;
}
