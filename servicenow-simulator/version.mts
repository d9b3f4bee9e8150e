/** Version of the package, as its package.json says; the build puts it here. */
export const version = '0.0.0';
