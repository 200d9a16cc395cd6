-- Tidemark's functions. Units, null behaviour and sources stand in the classes.
create temporary system function taker_imbalance as 'io.tidemark.udfs.flow.TakerImbalanceFunction';
create temporary system function vwap as 'io.tidemark.udfs.flow.VwapFunction';
create temporary system function concentration_hhi as 'io.tidemark.udfs.flow.ConcentrationFunction';
create temporary system function sketch_quantile as 'io.tidemark.udfs.stats.SketchQuantileFunction';
create temporary system function merge_sketches as 'io.tidemark.udfs.stats.MergeSketchesFunction';
create temporary system function funding_rate_8h as 'io.tidemark.udfs.derivatives.FundingRate8hFunction';
create temporary system function to_bps as 'io.tidemark.udfs.derivatives.BasisPointsFunction';
create temporary system function annualized_funding_pct as 'io.tidemark.udfs.derivatives.AnnualizedFundingFunction';
create temporary system function basis_bps as 'io.tidemark.udfs.derivatives.BasisFunction';
create temporary system function oi_price_quadrant as 'io.tidemark.udfs.derivatives.QuadrantFunction';
create temporary system function parity_z as 'io.tidemark.udfs.stats.ParityZFunction';
create temporary system function strict_z as 'io.tidemark.udfs.stats.StrictZFunction';
create temporary system function robust_z as 'io.tidemark.udfs.stats.RobustZFunction';
create temporary system function percentile_rank as 'io.tidemark.udfs.stats.PercentileRankFunction';
create temporary system function correlation as 'io.tidemark.udfs.stats.CorrelationFunction';
