import { describe, expect, it } from "vitest";
import { evaluateRange } from "../../src/search/evaluate-range.ts";
import { type EvidenceAnswer, EvidencePieces } from "../../src/search/evidence-pieces.ts";
import { parameterSpace } from "../../src/search/parameter-space.ts";
import { answerHere, questionSweep } from "../../src/search/sweep-evidence.ts";
import { engineOf, planSweep, runInputs, type SweepRequest } from "../../src/search/sweep-plan.ts";
import { SweepTally } from "../../src/search/sweep-tally.ts";
import { variantEvaluator } from "../../src/search/variant-evaluator.ts";
import { testInputs, testStrategy } from "../workers/a-sweep-job.ts";

/** A finished search, and what its evidence is gathered with. */
function aSearch(request: SweepRequest) {
  const inputs = testInputs();
  const plan = planSweep(testStrategy, inputs, {
    params: { hold: "8:20:3", stopLoss: "0.02:0.1:0.02", lag: "0:4:2" },
    ...request,
  });
  const space = parameterSpace(plan.space);
  const evaluator = variantEvaluator(testStrategy, runInputs(inputs, plan.from), engineOf(plan));
  const tally = new SweepTally(plan);
  tally.add(evaluateRange(evaluator, space, 0, plan.space.size));
  const steps = () => questionSweep(plan, space, tally, evaluator);
  const pieces = (simulate = evaluator.simulate) => new EvidencePieces((index) => simulate(space.at(index)));
  return { steps, pieces, evaluator, tally };
}

describe("questionSweep", () => {
  it.each([{}, { objective: "return", evidenceVariants: 7 }, { shifts: 0 }, { draws: 0 }])(
    "says the same whoever does its pieces, and in whatever order, of %j",
    (request) => {
      const { steps, pieces } = aSearch({ shifts: 19, draws: 9, evidenceVariants: 21, ...request });
      const expected = answerHere(steps(), pieces());
      // Three who share the work without a word between them, from the last piece to the first.
      const threads = [pieces(), pieces(), pieces()] as const;
      const kinds: string[] = [];
      const elsewhere = steps();
      let step = elsewhere.next();
      while (step.done !== true) {
        const stage = step.value;
        kinds.push(stage.kind);
        const answers: EvidenceAnswer[] = [];
        for (let piece = stage.pieces - 1; piece >= 0; piece--) {
          const thread = threads[(piece * 7 + kinds.length) % 3] as EvidencePieces;
          answers[piece] = structuredClone(thread.answer(structuredClone(stage), piece));
        }
        step = elsewhere.next(answers);
      }
      expect(step.value).toEqual(expected);
      expect(expected?.variants).toBe(request.evidenceVariants ?? 21);
      expect(kinds).toEqual(["look", "shift", "compare"]);
    },
  );

  it("simulates each variant of the sample once, and the best once more", () => {
    const { steps, pieces, evaluator } = aSearch({ shifts: 5, draws: 3, evidenceVariants: 12 });
    let runs = 0;
    const counted = pieces((params) => {
      runs++;
      return evaluator.simulate(params);
    });
    answerHere(steps(), counted);
    expect(runs).toBe(12);
  });

  it("is null without candidates, and where none is to be looked at", () => {
    for (const request of [{ minTrades: 10_000 }, { evidenceVariants: 0 }]) {
      const { steps, pieces } = aSearch(request);
      expect(answerHere(steps(), pieces())).toBeNull();
    }
  });
});
