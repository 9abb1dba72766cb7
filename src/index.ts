export { type SignalKind, isKindWithin } from "./signals/signal-kind.ts";
