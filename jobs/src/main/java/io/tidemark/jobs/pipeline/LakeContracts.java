package io.tidemark.jobs.pipeline;

import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.Market;
import io.tidemark.jobs.source.lake.LakeInstruments;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds whom a backfill from the lake is about: contracts, as spot has neither funding nor open interest. */
final class LakeContracts {

    private static final int SHOWN = 12;

    private final List<String> venues;
    private final List<String> symbols;
    private final List<Instrument> found;
    private final List<Instrument> listed;

    private LakeContracts(List<String> venues, List<String> symbols, LakeInstruments lake) {
        this.venues = venues;
        this.symbols = symbols;
        this.found = contracts(lake.find(venues, symbols));
        this.listed = contracts(lake.listed());
    }

    private static List<Instrument> contracts(List<Instrument> instruments) {
        return instruments.stream().filter(each -> each.market() != Market.SPOT).toList();
    }

    /**
     * The contracts that the venues list under these symbols.
     *
     * @throws UsageException if there is none of a venue or of a symbol
     */
    static List<Instrument> find(List<String> venues, List<String> symbols, LakeInstruments lake) {
        return new LakeContracts(venues, symbols, lake).required();
    }

    private List<Instrument> required() {
        for (String venue : venues) {
            if (Stream.concat(found.stream(), listed.stream()).noneMatch(isOf(venue))) {
                throw new UsageException(
                        "--venues", venue, "one that the lake holds contracts of" + shown(listed, Instrument::venue));
            }
        }
        for (String symbol : symbols) {
            if (found.stream().noneMatch(each -> each.symbol().equals(symbol))) {
                List<Instrument> allowed = listed.stream()
                        .filter(each -> venues.contains(each.venue()))
                        .toList();
                throw new UsageException(
                        "--symbols",
                        symbol,
                        "a contract that the lake holds of " + String.join(", ", venues)
                                + shown(allowed, Instrument::symbol));
            }
        }
        for (String venue : venues) {
            if (found.stream().noneMatch(isOf(venue))) {
                throw new UsageException(
                        "--venues", venue, "one that lists some of --symbols" + shown(found, Instrument::venue));
            }
        }
        return found;
    }

    private static Predicate<Instrument> isOf(String venue) {
        return instrument -> instrument.venue().equals(venue);
    }

    private static String shown(List<Instrument> allowed, Function<Instrument, String> name) {
        List<String> names = allowed.stream().map(name).distinct().sorted().toList();
        return (names.isEmpty() ? "" : ": ")
                + String.join(", ", names.stream().limit(SHOWN).toList())
                + (names.size() > SHOWN ? ", … (" + names.size() + " in all)" : "");
    }
}
