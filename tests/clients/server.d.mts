export function startServer(...options: string[]): Promise<{
  url: string;
  /** Where its data lie. */
  folder: string;
  /** Types a command beside the server and gives what it prints. */
  operator: (...words: string[]) => Promise<string>;
  stop: () => Promise<void>;
}>;
