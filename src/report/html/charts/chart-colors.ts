/**
 * Colours by what they mean, as CSS variables: the page's style sheet gives them their values for light and dark, so
 * one drawing serves both. Gain and loss are teal and vermilion, which the colour-blind tell apart and which do not
 * change their meaning between Shanghai and New York.
 */
export const COLOR = {
  ink: "var(--ink)",
  muted: "var(--muted)",
  faint: "var(--faint)",
  rule: "var(--rule)",
  paper: "var(--paper)",
  strategy: "var(--strategy)",
  benchmark: "var(--benchmark)",
  gain: "var(--gain)",
  loss: "var(--loss)",
  accent: "var(--accent)",
} as const;

/** The values behind {@link COLOR}. */
export const LIGHT: Readonly<Record<keyof typeof COLOR, string>> = {
  ink: "#1b1c1e",
  muted: "#63625d",
  faint: "#8d8b84",
  rule: "#e3e0d8",
  paper: "#fdfcf9",
  strategy: "#1c4f8f",
  benchmark: "#77756e",
  gain: "#0b7566",
  loss: "#bf3d22",
  accent: "#8a5a00",
};

export const DARK: Readonly<Record<keyof typeof COLOR, string>> = {
  ink: "#e9e6df",
  muted: "#a5a299",
  faint: "#7f7d76",
  rule: "#2e3036",
  paper: "#15171b",
  strategy: "#86b5f2",
  benchmark: "#97958d",
  gain: "#54c2a9",
  loss: "#f08a6c",
  accent: "#e0b252",
};

/** Colour of a return: gain from 0 on, loss below. */
export function colorOfReturn(value: number): string {
  return value < 0 ? COLOR.loss : COLOR.gain;
}
