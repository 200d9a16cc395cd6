package io.tidemark.jobs.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A liquidation order as the venue reports it.
 *
 * @param longLiquidated true if a long position was closed, by an order that sells
 * @param price average price of its fills, the order's price where that is not known; quote per base, above 0
 * @param quantity filled, in base asset
 * @param quoteQuantity filled, quote amount
 * @param order what the venue says of the order
 * @param availableAt the first instant a live observer could have known it
 * @param source key of the archive file
 */
public record Liquidation(
        Instrument instrument,
        Instant eventTime,
        boolean longLiquidated,
        BigDecimal price,
        BigDecimal quantity,
        BigDecimal quoteQuantity,
        Order order,
        Instant availableAt,
        String source)
        implements Fact {

    /**
     * The order by which the venue liquidates; quantities are in the venue's own unit, base asset or contracts.
     *
     * @param price quote per base
     * @param averagePrice of its fills; 0 or null if it has none
     * @param type as the venue names it
     * @param timeInForce as the venue names it
     * @param status as the venue names it
     * @param originalQuantity what was ordered; null if not published
     * @param lastFilledQuantity what the last fill filled; null if not published
     * @param filledQuantity what all fills filled
     */
    public record Order(
            BigDecimal price,
            BigDecimal averagePrice,
            String type,
            String timeInForce,
            String status,
            BigDecimal originalQuantity,
            BigDecimal lastFilledQuantity,
            BigDecimal filledQuantity) {

        private void write(DataOutput out) throws IOException {
            Wire.writeDecimal(out, price);
            Wire.writeDecimal(out, averagePrice);
            Wire.writeText(out, type);
            Wire.writeText(out, timeInForce);
            Wire.writeText(out, status);
            Wire.writeDecimal(out, originalQuantity);
            Wire.writeDecimal(out, lastFilledQuantity);
            Wire.writeDecimal(out, filledQuantity);
        }

        private static Order read(DataInput in) throws IOException {
            return new Order(
                    Wire.readDecimal(in),
                    Wire.readDecimal(in),
                    Wire.readText(in),
                    Wire.readText(in),
                    Wire.readText(in),
                    Wire.readDecimal(in),
                    Wire.readDecimal(in),
                    Wire.readDecimal(in));
        }
    }

    @Override
    public void write(DataOutput out) throws IOException {
        instrument.write(out);
        Wire.writeInstant(out, eventTime);
        out.writeBoolean(longLiquidated);
        Wire.writeDecimal(out, price);
        Wire.writeDecimal(out, quantity);
        Wire.writeDecimal(out, quoteQuantity);
        order.write(out);
        Wire.writeInstant(out, availableAt);
        Wire.writeText(out, source);
    }

    static Liquidation read(DataInput in) throws IOException {
        return new Liquidation(
                Instrument.read(in),
                Wire.readInstant(in),
                in.readBoolean(),
                Wire.readDecimal(in),
                Wire.readDecimal(in),
                Wire.readDecimal(in),
                Order.read(in),
                Wire.readInstant(in),
                Wire.readText(in));
    }
}
