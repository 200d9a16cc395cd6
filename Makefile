# Tidemark's tasks. Needs a JDK 17, Maven 3.8 or newer and make; nothing else.
MVN       ?= mvn -B -ntp
HOME_DIR  := jobs/target/tidemark
TIDEMARK  := $(HOME_DIR)/bin/tidemark
DEMO      ?= target/demo
BENCH     := infra/bench
SOURCES   := $(shell find udfs catalog sql infra/simulator jobs -type f \( -path '*/src/main/*' -o -name '*.sql' -o -name pom.xml \) -not -path '*/target/*') pom.xml

.PHONY: help demo build test itest bench-backfill bench-derivatives bench-jmh fmt lint sql clean

help: #-- list the targets
	@grep -hE '^[a-z-]+:.*#--' $(MAKEFILE_LIST) | sed -E 's/:.*#-- /|/' | awk -F'|' '{printf "  make %-14s %s\n", $$1, $$2}'

demo: $(TIDEMARK) #-- make a small market, backfill it, and answer a few questions
	rm -rf $(DEMO)
	$(TIDEMARK) simulate --archive-out $(DEMO)/archive --seed 7 --from 2026-04-04 --to 2026-04-09 \
	    --datasets aggTrades,klines,metrics,fundingRate,markPriceKlines,indexPriceKlines
	$(TIDEMARK) backfill --archive $(DEMO)/archive --market um --symbols BTCUSDT,ETHUSDT,1000PEPEUSDT \
	    --from 2026-04-06 --to 2026-04-09 --warehouse $(DEMO)/lake
	$(TIDEMARK) backfill --archive $(DEMO)/archive --market spot --symbols BTCUSDT,ETHUSDT,PEPEUSDT \
	    --from 2026-04-06 --to 2026-04-09 --warehouse $(DEMO)/lake
	@for query in busiest_instruments most_one_sided_minutes data_quality_of_a_day quadrants; do \
	    echo; sed -n '1,/^[^-]/{/^--/p;}' sql/queries/$$query.sql; \
	    $(TIDEMARK) sql --warehouse $(DEMO)/lake -f sql/queries/$$query.sql || exit 1; \
	done
	@echo; echo "-- The positioning dashboard in seven numbers."; \
	    $(TIDEMARK) sql --warehouse $(DEMO)/lake -e 'select * from derivatives.dashboard_summary order by instrument'
	@echo; echo "Ask more: $(TIDEMARK) sql --warehouse $(DEMO)/lake -e 'select * from flow.bars limit 5'"

build: $(TIDEMARK) #-- build the distribution in jobs/target/tidemark

$(TIDEMARK): $(SOURCES)
	@echo "building (the first time Maven fetches what it needs, about 400 MB)"
	$(MVN) -q package -DskipTests
	@echo "storing classes for quick starts"
	$(HOME_DIR)/bin/tidemark-warm
	@touch $@

test: #-- run the unit and SQL tests
	$(MVN) test

itest: $(TIDEMARK) #-- run the tests with real components (Spark, kills, real archive files)
	$(MVN) verify -Pitest -pl infra/engines -DskipITs=false

bench-backfill: $(TIDEMARK) #-- measure a backfill against others; ROUNDS=5 ROWS=250000000 ARCHIVE=dir SPARK=1 PROFILE=1
	$(MVN) -q package -DskipTests -Pbench -pl infra/bench/contest
	$(if $(SPARK),@$(MVN) -q package -DskipTests -Pbench-spark -pl infra/bench/spark || rm -rf $(BENCH)/spark/target)
	java -cp "$(BENCH)/contest/target/lib/*" io.tidemark.bench.contest.Main \
	    --tidemark $(HOME_DIR) --work target/bench $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(ROWS),--rows $(ROWS)) \
	    $(if $(ARCHIVE),--archive $(ARCHIVE)) $(if $(SPARK),--spark $(BENCH)/spark/target/lib) $(if $(PROFILE),--profile)

bench-derivatives: $(TIDEMARK) #-- measure backfills of derivatives.metrics over 1, 3, 6 and 12 months; SYMBOLS=A,B
	$(BENCH)/derivatives.sh $(TIDEMARK) target/bench/derivatives $(SYMBOLS)

bench-jmh: #-- measure the hot paths alone; BENCHMARK=Trades for some of them
	$(MVN) -q package -DskipTests -Pbench -pl infra/bench/micro -am
	java -cp "$(BENCH)/micro/target/lib/*" org.openjdk.jmh.Main $(BENCHMARK) \
	    -f 1 -wi 3 -w 1s -i 5 -r 1s

fmt: #-- format the code
	$(MVN) -q -Pitest,bench,bench-spark spotless:apply

lint: #-- check formatting and compile with every warning as an error
	$(MVN) -q -Pitest,bench,bench-spark spotless:check
	$(MVN) -q test-compile

sql: $(TIDEMARK) #-- ask the demo's lake: make sql Q='select * from flow.bars limit 5'
	@$(TIDEMARK) sql --warehouse $(DEMO)/lake -e "$(or $(Q),show tables)"

clean: #-- remove everything that was built
	$(MVN) -q -Pitest,bench,bench-spark clean
	rm -rf target
