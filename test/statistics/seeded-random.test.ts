import { describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { mean, rawKurtosis, variance } from "../../src/statistics/moments.ts";
import { SeededRandom } from "../../src/statistics/seeded-random.ts";

const drawMany = (count: number, draw: () => number) => Float64Array.from({ length: count }, draw);

describe("seeded random", () => {
  it("gives the same numbers for the same seed, today and on every machine", () => {
    const random = new SeededRandom(20250217);
    expect([random.integer(1000), random.integer(1000), random.integer(1000)]).toEqual([827, 641, 919]);
    expect(random.uniform()).toBe(0.11468765913364865);
    expect(random.normal()).toBe(0.5442255811906723);
    expect(random.studentT(4)).toBe(-0.7181569383489013);
  });

  it("separates neighbouring seeds and streams from the first draw on", () => {
    const firsts = new Set<number>();
    for (let seed = 0; seed < 100; seed++) {
      for (let stream = 0; stream < 10; stream++) firsts.add(new SeededRandom(seed, stream).uniform());
    }
    expect(firsts.size).toBe(1000);
    // Mean of 1,000 first draws: 1/2 within 4 standard errors.
    expect(Math.abs(mean([...firsts]) - 0.5)).toBeLessThan(4 / Math.sqrt(12 * 1000));
    expect(new SeededRandom(2 ** 40 + 1).uniform()).not.toBe(new SeededRandom(1).uniform());
  });

  it("draws whole numbers evenly", () => {
    const random = new SeededRandom(3);
    const counts = new Array(7).fill(0);
    for (let i = 0; i < 70_000; i++) counts[random.integer(7)]++;
    const chiSquare = counts.reduce((total, count) => total + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(22.46); // 99.9% point with 6 degrees of freedom
    expect(random.integer(1)).toBe(0);
    const bits = drawMany(20_000, () => random.bits());
    // Every bit is set half of the time: 20,000 draws, 4 standard errors.
    for (let bit = 0; bit < 32; bit++) {
      const share = mean(bits.map((word) => Math.floor(word / 2 ** bit) % 2));
      expect(Math.abs(share - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / 20_000));
    }
  });

  it("draws normals and Student t with their moments", () => {
    const random = new SeededRandom(5);
    const normals = drawMany(200_000, () => random.normal());
    expect(Math.abs(mean(normals))).toBeLessThan(0.01);
    expect(Math.abs(variance(normals) - 1)).toBeLessThan(0.015);
    expect(Math.abs(rawKurtosis(normals) - 3)).toBeLessThan(0.05);
    const heavy = drawMany(200_000, () => random.studentT(10));
    expect(Math.abs(variance(heavy) - 10 / 8)).toBeLessThan(0.03);
    // Excess kurtosis of t10 is 6 / (10 - 4) = 1.
    expect(Math.abs(rawKurtosis(heavy) - 4)).toBeLessThan(0.3);
  });

  it("shuffles into every order equally often", () => {
    const random = new SeededRandom(9);
    const counts = new Map<string, number>();
    for (let i = 0; i < 12_000; i++) {
      const order = random.shuffle([1, 2, 3]).join("");
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  it("samples every ordered pair equally often, and all values when no more are there", () => {
    const random = new SeededRandom(11);
    const counts = new Map<string, number>();
    for (let i = 0; i < 12_000; i++) {
      const pair = random.sample(Int32Array.of(1, 2, 3), 2).join("");
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual(["12", "13", "21", "23", "31", "32"]);
    for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(200);
    expect(random.sample(Int32Array.of(4, 5, 6), 9).sort()).toEqual(Int32Array.of(4, 5, 6));
  });

  it("refuses seeds and bounds that are no whole numbers in range", () => {
    expect(() => new SeededRandom(-1)).toThrow(InputError);
    expect(() => new SeededRandom(0.5)).toThrow(InputError);
    expect(() => new SeededRandom(1, 2 ** 60)).toThrow(InputError);
    expect(() => new SeededRandom(1).integer(0)).toThrow(InputError);
    expect(() => new SeededRandom(1).studentT(0)).toThrow(InputError);
  });
});
