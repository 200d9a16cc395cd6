package io.tidemark.engines.testing;

import java.nio.file.Path;

/** A synthetic market, made by the product's simulator. */
public final class SimulatedArchive {

    /** The perpetuals of {@link #make}. */
    public static final String SYMBOLS = "BTCUSDT,ETHUSDT,1000PEPEUSDT";

    private SimulatedArchive() {}

    /** Days from 2026-04-06 to {@code to}, exclusive, with the faults that real archives have. */
    public static Path make(Path folder, String to, int seed) throws InterruptedException {
        return make(folder, to, seed, "natural");
    }

    /** The same with faults of that level. */
    public static Path make(Path folder, String to, int seed, String faults) throws InterruptedException {
        Tidemark.run(
                        "simulate",
                        "--archive-out",
                        folder.toString(),
                        "--seed",
                        Integer.toString(seed),
                        "--from",
                        "2026-04-06",
                        "--to",
                        to,
                        "--symbols",
                        SYMBOLS,
                        "--trades-per-day",
                        "3000",
                        "--faults",
                        faults)
                .requireCode(0);
        return folder;
    }

    /** Sixteen days from 2026-04-06 of two quiet perpetuals, every dataset that there is. */
    public static Path everyDataset(Path folder, int seed) throws InterruptedException {
        Tidemark.run(
                        "simulate",
                        "--archive-out",
                        folder.toString(),
                        "--seed",
                        Integer.toString(seed),
                        "--from",
                        "2026-04-06",
                        "--to",
                        "2026-04-22",
                        "--market",
                        "um",
                        "--symbols",
                        "BTCUSDT,1000PEPEUSDT",
                        "--datasets",
                        "all",
                        "--trades-per-day",
                        "300")
                .requireCode(0);
        return folder;
    }

    /** The backfill of all perpetuals of an archive that ends at {@code to}. */
    public static Backfill backfill(Path archive, String to) {
        return Backfill.of(archive, "um", SYMBOLS, "2026-04-06", to);
    }
}
