package io.tidemark.simulator.instrument;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/**
 * The terms of a coin-margined contract.
 *
 * @param size its value in USD
 * @param delivery the day on which it is settled for good; null of a perpetual
 */
public record CoinContract(int size, LocalDate delivery) {
    private static final int WEEKS_LISTED = 26;

    /** Whether contracts are delivered on the day: the last Friday of a quarter. */
    static boolean isDelivery(LocalDate day) {
        LocalDate lastFriday = day.with(TemporalAdjusters.lastInMonth(DayOfWeek.FRIDAY));
        return day.getMonthValue() % 3 == 0 && day.equals(lastFriday);
    }

    /** The first delivery after the day. */
    static LocalDate deliveryAfter(LocalDate day) {
        LocalDate delivery = day.plusDays(1);
        while (!isDelivery(delivery)) {
            delivery = delivery.plusDays(1);
        }
        return delivery;
    }

    /** The day of delivery itself, on which trading stops in the morning, is left out. */
    boolean tradesOn(LocalDate day) {
        return delivery == null || (day.isBefore(delivery) && !day.isBefore(delivery.minusWeeks(WEEKS_LISTED)));
    }
}
