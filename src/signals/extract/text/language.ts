/** The languages that the rules read: English and Chinese. */
export type Language = "en" | "zh";
