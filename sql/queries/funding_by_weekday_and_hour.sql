-- When in the week is leverage expensive?
-- Grain: one row per instrument and weekday, Mon to Sun; h00 to h23 are the means
--   of funding_rate_bps over the rows that start in that hour.
-- Inputs: derivatives.metrics.
--
-- Weekdays and hours are those of UTC, whatever the session's time zone: they are
-- counted from 1970-01-01, a Thursday. Null where no rate is known.
with weekdays as (
    select
        named_days.weekday_number,
        named_days.weekday
    from
        (
            values
            (0, 'Mon'),
            (1, 'Tue'),
            (2, 'Wed'),
            (3, 'Thu'),
            (4, 'Fri'),
            (5, 'Sat'),
            (6, 'Sun')
        ) as named_days (weekday_number, weekday)
),

hour_numbers as (
    select
        instrument,
        funding_rate_bps,
        timestampdiff(hour, to_timestamp_ltz(0, 3), window_start)
            as hour_number
    from derivatives.metrics
),

hourly_rates as (
    select
        instrument,
        funding_rate_bps,
        mod(hour_number / 24 + 3, 7) as weekday_number,
        mod(hour_number, 24) as utc_hour
    from hour_numbers
),

instruments as (
    select distinct instrument
    from hourly_rates
),

weekly_means as (
    select
        instruments.instrument,
        weekdays.weekday_number,
        weekdays.weekday,
        avg(hourly_rates.funding_rate_bps) filter (
            where hourly_rates.utc_hour = 0
        ) as h00,
        avg(hourly_rates.funding_rate_bps) filter (
            where hourly_rates.utc_hour = 1
        ) as h01,
        avg(hourly_rates.funding_rate_bps) filter (
            where hourly_rates.utc_hour = 2
        ) as h02,
        avg(hourly_rates.funding_rate_bps) filter (
            where hourly_rates.utc_hour = 3
        ) as h03,
        avg(hourly_rates.funding_rate_bps) filter (
            where hourly_rates.utc_hour = 4
        ) as h04,
        avg(hourly_rates.funding_rate_bps) filter (
            where hourly_rates.utc_hour = 5
        ) as h05,
        avg(hourly_rates.funding_rate_bps) filter (
            where hourly_rates.utc_hour = 6
        ) as h06,
        avg(hourly_rates.funding_rate_bps) filter (
            where hourly_rates.utc_hour = 7
        ) as h07,
        avg(hourly_rates.funding_rate_bps) filter (
            where hourly_rates.utc_hour = 8
        ) as h08,
        avg(hourly_rates.funding_rate_bps) filter (
            where hourly_rates.utc_hour = 9
        ) as h09,
        avg(hourly_rates.funding_rate_bps) filter (
            where hourly_rates.utc_hour = 10
        ) as h10,
        avg(hourly_rates.funding_rate_bps) filter (
            where hourly_rates.utc_hour = 11
        ) as h11,
        avg(hourly_rates.funding_rate_bps) filter (
            where hourly_rates.utc_hour = 12
        ) as h12,
        avg(hourly_rates.funding_rate_bps) filter (
            where hourly_rates.utc_hour = 13
        ) as h13,
        avg(hourly_rates.funding_rate_bps) filter (
            where hourly_rates.utc_hour = 14
        ) as h14,
        avg(hourly_rates.funding_rate_bps) filter (
            where hourly_rates.utc_hour = 15
        ) as h15,
        avg(hourly_rates.funding_rate_bps) filter (
            where hourly_rates.utc_hour = 16
        ) as h16,
        avg(hourly_rates.funding_rate_bps) filter (
            where hourly_rates.utc_hour = 17
        ) as h17,
        avg(hourly_rates.funding_rate_bps) filter (
            where hourly_rates.utc_hour = 18
        ) as h18,
        avg(hourly_rates.funding_rate_bps) filter (
            where hourly_rates.utc_hour = 19
        ) as h19,
        avg(hourly_rates.funding_rate_bps) filter (
            where hourly_rates.utc_hour = 20
        ) as h20,
        avg(hourly_rates.funding_rate_bps) filter (
            where hourly_rates.utc_hour = 21
        ) as h21,
        avg(hourly_rates.funding_rate_bps) filter (
            where hourly_rates.utc_hour = 22
        ) as h22,
        avg(hourly_rates.funding_rate_bps) filter (
            where hourly_rates.utc_hour = 23
        ) as h23
    from instruments
    cross join weekdays
    left join hourly_rates
        on
            instruments.instrument = hourly_rates.instrument
            and weekdays.weekday_number = hourly_rates.weekday_number
    group by
        instruments.instrument, weekdays.weekday_number, weekdays.weekday
)

select *
from weekly_means
order by instrument, weekday_number;
