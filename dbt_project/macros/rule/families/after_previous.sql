{# Family 区间重叠与间隔: intervals of one subject, each with the one before it (stays, births, spells).

       from ({{ after_previous(ref('fct_medical_visit'), ['person_key'], 'admitted_date', 'discharged_date',
           where="v.is_inpatient") }}) as v
       where v.gap_days < 0         -- overlaps by a day or more
       where v.gap_days between 0 and 14

   `rows`  relation; `key` columns of the subject; `starts`, `ends` date columns (may be the same one)
   `where` condition on `v`
   Yields each row that has one before it (by `starts`, then `ends`, line), with previous_starts, previous_ends (the latest
   end of all before it), previous_delivery_id, previous_line_no (of the one just before) and gap_days =
   starts - previous_ends: 0 is the same day, less than 0 an overlap. #}
{% macro after_previous(rows, key, starts, ends, where='true', carry=[]) -%}
    {%- set order -%}
        partition by {% for column in key %}v.{{ column }}, {% endfor %}0
                order by v.{{ starts }}, v.{{ ends }}, v._delivery_id, v._line_no
    {%- endset %}
    select o.*, cast(o.{{ starts }} - o.previous_ends as integer) as gap_days
    from (
        select
            v.*,
            lag(v.{{ starts }}) over ({{ order }}) as previous_starts,
            max(v.{{ ends }}) over ({{ order }} rows between unbounded preceding and 1 preceding) as previous_ends,
            {%- for column in carry %}
            lag(v.{{ column }}) over ({{ order }}) as previous_{{ column }},
            {%- endfor %}
            lag(v._delivery_id) over ({{ order }}) as previous_delivery_id,
            lag(v._line_no) over ({{ order }}) as previous_line_no
        from {{ rows }} as v
        where v.{{ starts }} is not null and v.{{ ends }} is not null and {{ where }}
    ) as o
    where o.previous_ends is not null
{%- endmacro %}
