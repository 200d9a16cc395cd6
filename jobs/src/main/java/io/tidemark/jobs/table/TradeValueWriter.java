package io.tidemark.jobs.table;

import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.Trade;
import io.tidemark.udfs.flow.InverseContracts;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.parquet.ParquetValueWriter;
import org.apache.iceberg.parquet.ParquetValueWriters;
import org.apache.iceberg.parquet.TripleWriter;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnWriteStore;
import org.apache.iceberg.shaded.org.apache.parquet.io.api.Binary;
import org.apache.iceberg.shaded.org.apache.parquet.schema.MessageType;

/**
 * Writes trades into the columns of {@code market.trades}. There are very many of them, so there is no row in between, and
 * what the trades of a file have in common is made once.
 */
final class TradeValueWriter implements ParquetValueWriter<Trade> {

    /** Columns whose values differ from trade to trade. */
    private static final int VARYING = 10;

    private static final Binary BUY = binary("buy");
    private static final Binary SELL = binary("sell");

    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final Column tradeId;
    private final Column firstTradeId;
    private final Column lastTradeId;
    private final Column price;
    private final Column quantity;
    private final Column quoteQuantity;
    private final Column aggressorSide;
    private final Column eventTime;
    private final Column receiveTime;
    private final Column availableAt;
    private final Column[] common;
    private final Binary[] commonValues;
    private final String runId;
    private final DecimalBytes priceBytes = new DecimalBytes();
    private final DecimalBytes quantityBytes = new DecimalBytes();
    private final DecimalBytes quoteBytes = new DecimalBytes();

    private String source;
    private Instrument instrument;

    /** Where the values of a column go; there is nothing nested, so that no value repeats another. */
    private static final class Column extends ParquetValueWriters.PrimitiveWriter<Object> {

        Column(ColumnDescriptor descriptor) {
            super(descriptor);
        }

        void add(long value) {
            column.writeLong(0, value);
        }

        void add(Binary value) {
            column.writeBinary(0, value);
        }

        void addNull() {
            column.writeNull(0, 0);
        }
    }

    /** Writes rows of the type on behalf of a run. */
    TradeValueWriter(MessageType type, String runId) {
        this.runId = runId;
        type.getColumns().forEach(descriptor -> columns.put(descriptor.getPath()[0], new Column(descriptor)));
        tradeId = columns.get("trade_id");
        firstTradeId = columns.get("first_trade_id");
        lastTradeId = columns.get("last_trade_id");
        price = columns.get("price");
        quantity = columns.get("quantity");
        quoteQuantity = columns.get("quote_quantity");
        aggressorSide = columns.get("aggressor_side");
        eventTime = columns.get("event_time");
        receiveTime = columns.get("receive_time");
        availableAt = columns.get("available_at");
        common = new Column[] {
            columns.get("venue"),
            columns.get("market"),
            columns.get("symbol"),
            columns.get("base"),
            columns.get("quote"),
            columns.get("instrument"),
            columns.get("dataset"),
            columns.get("source"),
            columns.get("run_id")
        };
        commonValues = new Binary[common.length];
        if (columns.size() != common.length + VARYING) {
            throw new IllegalArgumentException(
                    "trades fill " + (common.length + VARYING) + " columns, not all of " + type);
        }
    }

    @Override
    public void write(int repetitionLevel, Trade trade) {
        if (!trade.source().equals(source) || !trade.instrument().equals(instrument)) {
            setCommon(trade);
        }
        for (int index = 0; index < common.length; index++) {
            common[index].add(commonValues[index]);
        }
        tradeId.add(trade.id());
        firstTradeId.add(trade.firstFillId());
        lastTradeId.add(trade.lastFillId());
        price.add(priceBytes.of(trade.priceMantissa(), trade.priceScale()));
        addQuantities(trade);
        aggressorSide.add(trade.takerBought() ? BUY : SELL);
        eventTime.add(trade.eventTime());
        receiveTime.addNull();
        availableAt.add(trade.eventTime());
    }

    private void addQuantities(Trade trade) {
        BigDecimal contractSize = trade.contractSize();
        if (contractSize == null) {
            quantity.add(quantityBytes.of(trade.quantityMantissa(), trade.quantityScale()));
            quoteQuantity.add(quoteBytes.product(
                    trade.priceMantissa(), trade.priceScale(), trade.quantityMantissa(), trade.quantityScale()));
        } else {
            BigDecimal contracts = trade.publishedQuantity();
            quantity.add(quantityBytes.of(InverseContracts.base(contracts, contractSize, trade.price())));
            quoteQuantity.add(quoteBytes.of(InverseContracts.quote(contracts, contractSize)));
        }
    }

    /** The same objects for all trades of a file: Parquet's dictionaries find them without comparing their bytes. */
    private void setCommon(Trade trade) {
        source = trade.source();
        instrument = trade.instrument();
        String[] values = {
            instrument.venue(),
            instrument.market().text(),
            instrument.symbol(),
            instrument.base(),
            instrument.quote(),
            instrument.id(),
            trade.dataset().text(),
            source,
            runId
        };
        for (int index = 0; index < values.length; index++) {
            commonValues[index] = binary(values[index]);
        }
    }

    private static Binary binary(String text) {
        return Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<TripleWriter<?>> columns() {
        List<TripleWriter<?>> all = new ArrayList<>();
        columns.values().forEach(column -> all.addAll(column.columns()));
        return all;
    }

    @Override
    public void setColumnStore(ColumnWriteStore store) {
        columns.values().forEach(column -> column.setColumnStore(store));
    }
}
