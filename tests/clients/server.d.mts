export function startServer(...options: string[]): Promise<{ url: string; stop: () => Promise<void> }>;
