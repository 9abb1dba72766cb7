/// <reference lib="dom" />

const KEY = "edict-theme";
const NEXT: Readonly<Record<string, string>> = { auto: "light", light: "dark", dark: "auto" };

/** The button that goes from the system's colours to light to dark; the choice is kept where the browser allows it. */
export function attachThemeSwitch(): void {
  const button = document.getElementById("theme");
  if (button === null) return;
  let theme = read();
  const apply = () => {
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    button.setAttribute("aria-label", `Colours: ${theme}`);
    button.lastChild!.textContent = theme;
  };
  button.addEventListener("click", () => {
    theme = NEXT[theme]!;
    apply();
    write(theme);
  });
  apply();
}

function read(): string {
  try {
    const kept = localStorage.getItem(KEY);
    return kept !== null && kept in NEXT ? kept : "auto";
  } catch {
    // A browser may refuse a file any storage; the system's colours are right then.
    return "auto";
  }
}

function write(theme: string): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // The choice then lasts as long as the page.
  }
}
