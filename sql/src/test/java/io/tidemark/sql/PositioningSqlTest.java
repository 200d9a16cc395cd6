package io.tidemark.sql;

import java.io.IOException;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.apache.flink.table.api.TableConfig;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the views and queries of positioning answer. */
class PositioningSqlTest extends SqlAnswers {

    @TestFactory
    Stream<DynamicTest> answersAsExpected() throws IOException {
        return answers(SqlAnswers::isOfPositioning);
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "Asia/Kolkata"})
    void weekdaysAndHoursAreThoseOfUtcInAnySession(String zone) throws IOException {
        SqlFile pivot = viewsAndQueries().get("funding_by_weekday_and_hour");
        TableConfig session = lake.tables().getConfig();
        ZoneId before = session.getLocalTimeZone();
        session.setLocalTimeZone(ZoneId.of(zone));
        try {
            check(pivot, CASES.resolve(pivot.name()).resolve("across_months"));
        } finally {
            session.setLocalTimeZone(before);
        }
    }
}
