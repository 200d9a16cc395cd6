package io.tidemark.jobs.venue.declared;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.DeadLetter;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FundingRate;
import io.tidemark.jobs.model.Gap;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.OpenInterest;
import io.tidemark.jobs.model.SeriesDeclaration;
import io.tidemark.jobs.model.SeriesDeclaration.Layout;
import io.tidemark.jobs.model.SeriesDeclaration.Meaning;
import io.tidemark.jobs.model.SeriesDeclaration.Times;
import io.tidemark.jobs.model.SeriesDeclaration.Values;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.source.series.SeriesFileReader;
import io.tidemark.jobs.source.series.SeriesSurvey;
import io.tidemark.jobs.testing.Facts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file of a series, written by hand, and how it is declared. */
record SeriesFile(Path folder, Layout layout, Times times, Values values, Meaning meaning, Availability availability) {

    private static final String NAME = "series.txt";

    SeriesFile with(Layout other) {
        return new SeriesFile(folder, other, times, values, meaning, availability);
    }

    SeriesFile with(Times other) {
        return new SeriesFile(folder, layout, other, values, meaning, availability);
    }

    SeriesFile with(Values other) {
        return new SeriesFile(folder, layout, times, other, meaning, availability);
    }

    SeriesFile with(Meaning other) {
        return new SeriesFile(folder, layout, times, values, other, availability);
    }

    SeriesFile with(Availability other) {
        return new SeriesFile(folder, layout, times, values, meaning, other);
    }

    /** What an import of the days that the file covers reads from these lines. */
    Reading read(String... lines) {
        return read(Facts.BTC, null, lines);
    }

    /** What an import of the range reads from these lines; null for the days that the file covers. */
    Reading read(Instrument instrument, TimeRange asked, String... lines) {
        try {
            Files.writeString(folder.resolve(NAME), String.join("\n", lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return readFile(instrument, asked, NAME);
    }

    /** What an import of the range reads from a file of the folder. */
    Reading readFile(Instrument instrument, TimeRange asked, String name) {
        SeriesDeclaration declaration = new SeriesDeclaration(layout, times, values, meaning);
        SeriesFileReader reader = new SeriesFileReader(
                folder.resolve(name), declaration, new DeclaredSeries(declaration, instrument, availability));
        try {
            SeriesSurvey survey = reader.survey();
            TimeRange range = asked != null ? asked : survey.days().orElse(Facts.days("2026-04-06", "2026-04-07"));
            ArchiveFile file = new ArchiveFile(
                    name,
                    declaration.dataset(),
                    instrument,
                    null,
                    range,
                    List.of(range),
                    new ArchiveFile.Stored(1, survey.checksum(), survey.checksum()));
            return new Reading(survey, reader.read(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What came of it. */
    record Reading(SeriesSurvey survey, List<Fact> facts) {

        List<FundingRate> rates() {
            return Facts.of(FundingRate.class, facts);
        }

        List<OpenInterest> openInterest() {
            return Facts.of(OpenInterest.class, facts);
        }

        List<DeadLetter> letters() {
            return Facts.of(DeadLetter.class, facts);
        }

        List<TimeRange> gaps() {
            return Facts.of(Gap.class, facts).stream()
                    .map(gap -> new TimeRange(gap.from(), gap.to()))
                    .toList();
        }
    }
}
