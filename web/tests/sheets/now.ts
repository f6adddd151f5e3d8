/** The clock of all scenes stands here: Tuesday 24 November 2026, 17:42 in Shanghai. */
export const NOW = Date.UTC(2026, 10, 24, 9, 42);
