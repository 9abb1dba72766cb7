/**
 * Ordinary least squares with any number of regressors, by Householder QR: X = QR. The cross product X'X, whose
 * condition is the square of X's, is never formed; factor models on daily returns keep twelve digits.
 */
export interface OrdinaryLeastSquares {
  /** One per column of the design, the intercept first when there is one. */
  readonly coefficients: Float64Array;
  /** response - fitted, in the order of the response. */
  readonly residuals: Float64Array;
  readonly observations: number;
  /** Columns of the design, the intercept included. */
  readonly parameters: number;
  /** observations - parameters; may be 0, then the variances below are NaN. */
  readonly degreesOfFreedom: number;
  readonly residualSumOfSquares: number;
  /** residualSumOfSquares / degreesOfFreedom. */
  readonly residualVariance: number;
  /** sqrt of the diagonal of residualVariance (X'X)⁻¹. */
  readonly standardErrors: Float64Array;
  /** (X'X)⁻¹, row by row, parameters × parameters. */
  readonly inverseCrossProduct: Float64Array;
  /** Upper triangle R of the QR decomposition, row by row, parameters × parameters. */
  readonly triangle: Float64Array;
  /** The design, column by column, observations × parameters. */
  readonly design: Float64Array;
}

export interface RegressionOptions {
  /** Put a column of ones first; true unless said otherwise. */
  readonly intercept?: boolean;
}

/**
 * Fits response = X b + residual by least squares.
 *
 * @param response n finite values
 * @param regressors columns, each of n finite values
 * @returns the fit, or null when it does not exist: fewer observations than parameters, or columns that depend linearly
 *   on one another (a column keeps less than 1e-10 of its length after the ones before it are taken out)
 * @throws RangeError when a column's length differs from the response's
 * @throws InputError from `edict/evidence` instead, and for arguments of the wrong kind
 * @example ordinaryLeastSquares([1, 3, 5], [[0, 1, 2]])?.coefficients // => [1, 2]
 */
export function ordinaryLeastSquares(
  response: ArrayLike<number>,
  regressors: readonly ArrayLike<number>[],
  { intercept = true }: RegressionOptions = {},
): OrdinaryLeastSquares | null {
  const n = response.length;
  const k = regressors.length + (intercept ? 1 : 0);
  const design = buildDesign(n, regressors, intercept);
  if (n < k || k === 0) return null;
  const work = design.slice();
  const target = Float64Array.from(response);
  const triangle = new Float64Array(k * k);
  if (!reduceToTriangle(work, target, triangle, n, k)) return null;

  const coefficients = new Float64Array(k);
  for (let row = k - 1; row >= 0; row--) {
    let value = target[row]!;
    for (let column = row + 1; column < k; column++)
      value -= triangle[row * k + column]! * coefficients[column]!;
    coefficients[row] = value / triangle[row * k + row]!;
  }
  const residuals = new Float64Array(n);
  let residualSumOfSquares = 0;
  for (let i = 0; i < n; i++) {
    let residual = response[i]!;
    for (let column = 0; column < k; column++) residual -= design[column * n + i]! * coefficients[column]!;
    residuals[i] = residual;
    residualSumOfSquares += residual * residual;
  }
  const degreesOfFreedom = n - k;
  const residualVariance = degreesOfFreedom > 0 ? residualSumOfSquares / degreesOfFreedom : Number.NaN;
  const inverseCrossProduct = invertCrossProduct(triangle, k);
  const standardErrors = new Float64Array(k);
  for (let j = 0; j < k; j++)
    standardErrors[j] = Math.sqrt(residualVariance * inverseCrossProduct[j * k + j]!);
  return {
    coefficients,
    residuals,
    observations: n,
    parameters: k,
    degreesOfFreedom,
    residualSumOfSquares,
    residualVariance,
    standardErrors,
    inverseCrossProduct,
    triangle,
    design,
  };
}

/**
 * Solves R'u = x, so that u'u = x'(X'X)⁻¹x, the part of a forecast's variance that comes from estimating the
 * coefficients; for two rows, u'v = x'(X'X)⁻¹y. Summing u over days gives the variance of a cumulative forecast.
 *
 * @param row one row of regressors, the intercept's 1 included, length = parameters
 * @param into where u is written
 */
export function whitenRow(
  fit: Pick<OrdinaryLeastSquares, "triangle" | "parameters">,
  row: ArrayLike<number>,
  into = new Float64Array(fit.parameters),
): Float64Array {
  const k = fit.parameters;
  for (let j = 0; j < k; j++) {
    let value = row[j]!;
    for (let i = 0; i < j; i++) value -= fit.triangle[i * k + j]! * into[i]!;
    into[j] = value / fit.triangle[j * k + j]!;
  }
  return into;
}

function buildDesign(n: number, regressors: readonly ArrayLike<number>[], intercept: boolean): Float64Array {
  const first = intercept ? 1 : 0;
  const design = new Float64Array(n * (regressors.length + first));
  if (intercept) design.fill(1, 0, n);
  regressors.forEach((column, j) => {
    if (column.length !== n) {
      throw new RangeError(`regressor ${j} has ${column.length} values, the response has ${n}`);
    }
    for (let i = 0; i < n; i++) design[(j + first) * n + i] = column[i]!;
  });
  return design;
}

/** Householder reflections, column by column; false when a column is (nearly) a combination of those before it. */
function reduceToTriangle(
  work: Float64Array,
  target: Float64Array,
  triangle: Float64Array,
  n: number,
  k: number,
): boolean {
  for (let j = 0; j < k; j++) {
    const start = j * n;
    let whole = 0;
    for (let i = 0; i < n; i++) whole += work[start + i]! ** 2;
    let rest = 0;
    for (let i = j; i < n; i++) rest += work[start + i]! ** 2;
    const length = Math.sqrt(rest);
    // Reflections keep a column's length, so `whole` is that of the column as it was given.
    if (!(length > 1e-10 * Math.sqrt(whole))) return false;
    const pivot = work[start + j]!;
    const diagonal = pivot > 0 ? -length : length;
    // The reflector is v = column - diagonal e_j, with v'v = 2 (rest - pivot diagonal).
    work[start + j] = pivot - diagonal;
    const half = rest - pivot * diagonal;
    for (let column = j + 1; column < k; column++) reflect(work, start, work, column * n, j, n, half);
    reflect(work, start, target, 0, j, n, half);
    for (let column = j + 1; column < k; column++) triangle[j * k + column] = work[column * n + j]!;
    triangle[j * k + j] = diagonal;
  }
  return true;
}

function reflect(
  reflector: Float64Array,
  reflectorStart: number,
  column: Float64Array,
  columnStart: number,
  from: number,
  n: number,
  half: number,
): void {
  let product = 0;
  for (let i = from; i < n; i++) product += reflector[reflectorStart + i]! * column[columnStart + i]!;
  const scale = product / half;
  for (let i = from; i < n; i++) {
    column[columnStart + i] = column[columnStart + i]! - scale * reflector[reflectorStart + i]!;
  }
}

/** (X'X)⁻¹ = R⁻¹R⁻ᵀ. */
function invertCrossProduct(triangle: Float64Array, k: number): Float64Array {
  const inverse = new Float64Array(k * k);
  for (let column = 0; column < k; column++) {
    for (let row = column; row >= 0; row--) {
      let value = row === column ? 1 : 0;
      for (let j = row + 1; j <= column; j++) value -= triangle[row * k + j]! * inverse[j * k + column]!;
      inverse[row * k + column] = value / triangle[row * k + row]!;
    }
  }
  const product = new Float64Array(k * k);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) {
      let value = 0;
      for (let j = Math.max(a, b); j < k; j++) value += inverse[a * k + j]! * inverse[b * k + j]!;
      product[a * k + b] = value;
    }
  }
  return product;
}
