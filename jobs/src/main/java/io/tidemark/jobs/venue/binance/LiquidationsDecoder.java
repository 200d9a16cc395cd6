package io.tidemark.jobs.venue.binance;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.CsvLine;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FileDecoder;
import io.tidemark.jobs.model.Liquidation;
import io.tidemark.jobs.venue.GridCoverage;
import io.tidemark.udfs.flow.InverseContracts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Liquidation orders. The venue tells of one order a second at most, and writes every row twice: exact repetitions are
 * dropped. An order that sells closes a long position.
 */
final class LiquidationsDecoder implements FileDecoder {

    private static final int TIME = 0;
    private static final int SIDE = 1;
    private static final int ORDER_TYPE = 2;
    private static final int TIME_IN_FORCE = 3;
    private static final int ORIGINAL_QUANTITY = 4;
    private static final int PRICE = 5;
    private static final int AVERAGE_PRICE = 6;
    private static final int ORDER_STATUS = 7;
    private static final int LAST_FILL_QUANTITY = 8;
    private static final int ACCUMULATED_FILL_QUANTITY = 9;

    private static final BigDecimal LARGEST_AMOUNT = new BigDecimal("1e18");

    /** Total, so that orders of the same instant come in one order whatever the order of the lines. */
    private static final Comparator<Liquidation> IN_ORDER =
            Comparator.comparing(Liquidation::eventTime).thenComparing(Liquidation::toString);

    private final FileColumns columns = new FileColumns(
            Set.of(
                    "order_type",
                    "time_in_force",
                    "original_quantity",
                    "average_price",
                    "order_status",
                    "last_fill_quantity"),
            "time",
            "side",
            "order_type",
            "time_in_force",
            "original_quantity",
            "price",
            "average_price",
            "order_status",
            "last_fill_quantity",
            "accumulated_fill_quantity");
    private final ArchiveFile file;
    private final BigDecimal contractSize;
    private final Set<Liquidation> rows = new HashSet<>();
    private long duplicates;

    /**
     * Decodes one reading of a file.
     *
     * @param contractSize quote units per contract; null if quantities are in base asset
     */
    LiquidationsDecoder(ArchiveFile file, BigDecimal contractSize) {
        this.file = file;
        this.contractSize = contractSize;
    }

    @Override
    public void startMember() {
        columns.reset();
    }

    @Override
    public boolean line(CsvLine line) {
        if (columns.isHeader(line)) {
            return false;
        }
        columns.requireFields(line);
        Instant time = columns.instant(line, TIME);
        if (!file.period().contains(time)) {
            throw columns.outside(line, TIME, time, file.period());
        }
        if (!rows.add(liquidation(line, time))) {
            duplicates++;
        }
        return true;
    }

    private Liquidation liquidation(CsvLine line, Instant time) {
        boolean longLiquidated = sells(line);
        Liquidation.Order order = order(line);
        boolean filledAtAPrice =
                order.averagePrice() != null && order.averagePrice().signum() > 0;
        BigDecimal price = filledAtAPrice ? order.averagePrice() : order.price();
        if (price.signum() == 0) {
            throw columns.rejected(line, PRICE, "is not above 0, and there is no average_price");
        }
        BigDecimal filled = order.filledQuantity();
        BigDecimal quantity = contractSize == null ? filled : InverseContracts.base(filled, contractSize, price);
        BigDecimal quote = contractSize == null ? filled.multiply(price) : InverseContracts.quote(filled, contractSize);
        if (quantity.max(quote).compareTo(LARGEST_AMOUNT) >= 0) {
            throw columns.rejected(line, ACCUMULATED_FILL_QUANTITY, "is not below 1e18 of quote and base");
        }
        return new Liquidation(
                file.instrument(), time, longLiquidated, price, quantity, quote, order, time, file.key());
    }

    private boolean sells(CsvLine line) {
        return switch (columns.text(line, SIDE)) {
            case "SELL" -> true;
            case "BUY" -> false;
            default -> throw columns.rejected(line, SIDE, "is neither BUY nor SELL");
        };
    }

    private Liquidation.Order order(CsvLine line) {
        return new Liquidation.Order(
                columns.amount(line, PRICE),
                columns.amountIfAny(line, AVERAGE_PRICE),
                columns.textIfAny(line, ORDER_TYPE),
                columns.textIfAny(line, TIME_IN_FORCE),
                columns.textIfAny(line, ORDER_STATUS),
                columns.amountIfAny(line, ORIGINAL_QUANTITY),
                columns.amountIfAny(line, LAST_FILL_QUANTITY),
                columns.amount(line, ACCUMULATED_FILL_QUANTITY));
    }

    @Override
    public void finish(Consumer<Fact> facts) {
        rows.stream()
                .filter(liquidation -> file.wants(liquidation.eventTime()))
                .sorted(IN_ORDER)
                .forEach(facts);
        GridCoverage.delivered(file, file.period(), true, facts);
    }

    @Override
    public void refuse(String reason, Consumer<Fact> facts) {
        GridCoverage.gaps(file, reason, facts);
    }

    @Override
    public long duplicates() {
        return duplicates;
    }
}
