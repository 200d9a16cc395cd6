package io.tidemark.jobs.venue.declared;

import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.SeriesDeclaration;
import io.tidemark.jobs.model.SeriesDeclaration.ObservedOpenInterest;
import io.tidemark.jobs.model.SeriesDeclaration.SettledFunding;
import io.tidemark.jobs.model.SeriesFormat;

/** How the rows of a declared series are read. */
public final class DeclaredSeries implements SeriesFormat {

    private static final long serialVersionUID = 1L;

    private final SeriesDeclaration declaration;
    private final Instrument instrument;
    private final Availability availability;

    /** The series of an instrument. */
    public DeclaredSeries(SeriesDeclaration declaration, Instrument instrument, Availability availability) {
        this.declaration = declaration;
        this.instrument = instrument;
        this.availability = availability;
    }

    @Override
    public Decoder decoder(String file) {
        DeclaredCells cells = new DeclaredCells(declaration);
        if (declaration.meaning() instanceof SettledFunding funding) {
            return new FundingSeries(cells, funding, availability, instrument, file);
        }
        return new OpenInterestSeries(
                cells, (ObservedOpenInterest) declaration.meaning(), availability, instrument, file);
    }
}
