export const root: string;
export function checkNode(version?: string): void;
export function isInstalled(folder: string): boolean;
export function installTools(): Promise<void>;
