package io.tidemark.simulator.archive;

import io.tidemark.simulator.instrument.Instrument;
import io.tidemark.simulator.instrument.Market;
import io.tidemark.simulator.market.MarketDay;
import io.tidemark.simulator.market.MidPrices;
import io.tidemark.simulator.market.PositionDay;
import io.tidemark.simulator.market.Tape;
import io.tidemark.simulator.market.TraderRatios;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/**
 * {@code metrics}: open interest and ratios of each five minutes. Since 2026-06-25 a row is labelled with the start of
 * its period; before, with the end, so that the last row of a file bears the next day's date. Coin-margined files were
 * always labelled with the start; they count contracts, and value them in the base asset.
 */
final class MetricsFile implements DayFile, Tape {
    private static final String HEADER = "create_time,symbol,sum_open_interest,sum_open_interest_value,"
            + "count_toptrader_long_short_ratio,sum_toptrader_long_short_ratio,count_long_short_ratio,"
            + "sum_taker_long_short_vol_ratio";
    private static final LocalDate LABELLED_BY_START = LocalDate.of(2026, 6, 25);
    private static final DateTimeFormatter LABEL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final long PERIOD_MICROS = 300_000_000L;
    private static final int AMOUNT_DECIMALS = 16;
    private static final int RATIO_DECIMALS = 8;

    private final ArchiveZip zip;
    private final CsvBuffer rows;
    private final Instrument instrument;
    private final LocalDate day;
    private final boolean labelledByEnd;
    private final long dayStart;
    private final PositionDay positions;
    private final TraderRatios ratios;
    private final MidPrices mids;
    private int period;
    private long bought;
    private long sold;

    MetricsFile(ArchiveZip zip, MarketDay market, Instrument instrument, MidPrices mids) {
        this.zip = zip;
        this.rows = zip.rows();
        this.instrument = instrument;
        this.day = market.day();
        this.labelledByEnd = instrument.market() == Market.UM && day.isBefore(LABELLED_BY_START);
        this.dayStart = day.toEpochDay() * TraderRatios.PERIODS * PERIOD_MICROS;
        this.positions = new PositionDay(market.settings(), instrument, day);
        this.ratios = new TraderRatios(market.settings(), instrument, day);
        this.mids = mids;
        rows.header(HEADER);
    }

    @Override
    public void fill(long fillId, long timeMicros, long price, long quantity, boolean takerBuys) {
        endPeriodsBefore(timeMicros);
        positions.fill(fillId, timeMicros, price, quantity, takerBuys);
        if (takerBuys) {
            bought += quantity;
        } else {
            sold += quantity;
        }
    }

    @Override
    public void liquidation(long timeMicros, long price, long quantity, boolean longPosition) {
        endPeriodsBefore(timeMicros);
        positions.liquidation(timeMicros, price, quantity, longPosition);
    }

    @Override
    public void endDay() {
        while (period < TraderRatios.PERIODS) {
            writePeriod();
        }
    }

    @Override
    public ArchiveZip zip() {
        return zip;
    }

    private void endPeriodsBefore(long timeMicros) {
        while (timeMicros >= dayStart + (period + 1) * PERIOD_MICROS) {
            writePeriod();
        }
    }

    private void writePeriod() {
        int ended = period + 1;
        LocalDateTime label = day.atStartOfDay().plusMinutes(5L * (labelledByEnd ? ended : period));
        BigDecimal interest = BigDecimal.valueOf(positions.openInterest(), instrument.quantityDecimals());
        rows.text(LABEL.format(label)).comma().text(instrument.symbol()).comma();
        amount(interest).comma();
        amount(value(interest, markPrice(ended * 300))).comma();
        ratio(ratios.topAccounts(ended), RATIO_DECIMALS).comma();
        ratio(ratios.topPositions(ended), 6).comma();
        ratio(ratios.accounts(ended), RATIO_DECIMALS).comma();
        // Without a sale there is nothing to divide by, and the venue leaves the cell empty.
        if (sold > 0) {
            ratio((double) bought / sold, 6);
        }
        rows.endRow();
        period = ended;
        bought = 0;
        sold = 0;
    }

    private BigDecimal value(BigDecimal interest, BigDecimal markPrice) {
        if (instrument.contract() == null) {
            return interest.multiply(markPrice);
        }
        BigDecimal notional =
                interest.multiply(BigDecimal.valueOf(instrument.contract().size()));
        return notional.divide(markPrice, AMOUNT_DECIMALS, RoundingMode.HALF_EVEN);
    }

    private BigDecimal markPrice(int second) {
        int decimals = Math.min(8, instrument.priceDecimals() + 3);
        double price = mids.atSecond(second) / StrictMath.pow(10.0, instrument.priceDecimals());
        return new BigDecimal(price).setScale(decimals, RoundingMode.HALF_EVEN);
    }

    private CsvBuffer amount(BigDecimal amount) {
        return rows.text(
                amount.setScale(AMOUNT_DECIMALS, RoundingMode.HALF_EVEN).toPlainString());
    }

    private CsvBuffer ratio(double ratio, int decimals) {
        long units = Math.round(ratio * (decimals == 6 ? 1e6 : 1e8));
        return rows.decimal(units, decimals, RATIO_DECIMALS);
    }
}
