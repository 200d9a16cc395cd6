package io.tidemark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlLibraryTest {

    @Test
    void semicolonsEndStatements() {
        assertThat(SqlLibrary.split("select 1; select 2")).containsExactly("select 1", "select 2");
        assertThat(SqlLibrary.split("select 1;\n")).containsExactly("select 1");
        assertThat(SqlLibrary.split("select 1")).containsExactly("select 1");
    }

    @Test
    void emptyStatementsAreNone() {
        assertThat(SqlLibrary.split("")).isEmpty();
        assertThat(SqlLibrary.split(" ;;\n ; ")).isEmpty();
        assertThat(SqlLibrary.split("-- nothing; at all\n/* nor ; here */;")).isEmpty();
    }

    @Test
    void semicolonsInStringsAndNamesStay() {
        assertThat(SqlLibrary.split("select ';', 'it''s; so' from `a;b`; select \"c;d\""))
                .containsExactly("select ';', 'it''s; so' from `a;b`", "select \"c;d\"");
    }

    @Test
    void commentsAreLeftOutWithTheirSemicolonsAndQuotes() {
        assertThat(SqlLibrary.split("select 1 -- it's; a comment\n from t; /* don't; */ select 2"))
                .hasSize(2)
                .satisfies(statements -> {
                    assertThat(statements.get(0).replaceAll("\\s+", " ")).isEqualTo("select 1 from t");
                    assertThat(statements.get(1)).isEqualTo("select 2");
                });
    }

    @Test
    void commentMarksInStringsAreText() {
        assertThat(SqlLibrary.split("select '--', '/* no */'; select 2"))
                .containsExactly("select '--', '/* no */'", "select 2");
    }

    @Test
    void commentsDoNotJoinWords() {
        assertThat(SqlLibrary.split("select/* a */1")).containsExactly("select 1");
        assertThat(SqlLibrary.split("select--x\n1")).containsExactly("select 1");
    }

    @Test
    void hintsStay() {
        assertThat(SqlLibrary.split("select * from t /*+ OPTIONS('snapshot-id'='1;2') */; select 2"))
                .containsExactly("select * from t /*+ OPTIONS('snapshot-id'='1;2') */", "select 2");
    }

    @Test
    void whatIsNeverClosedReachesToTheEnd() {
        assertThat(SqlLibrary.split("select 'open; end")).containsExactly("select 'open; end");
        assertThat(SqlLibrary.split("select 1 /* open; end")).containsExactly("select 1");
    }
}
