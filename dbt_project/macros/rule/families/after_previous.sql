{# Family 区间重叠与间隔: intervals of one subject, each with the one before it (stays, births, spells).

       from ({{ after_previous(ref('fct_medical_visit'), ['person_key'], 'admitted_date', 'discharged_date',
           where="v.is_inpatient") }}) as v
       where v.gap_days < 0         -- overlaps by a day or more
       where v.gap_days between 0 and 14

   `rows`  relation; `key` columns of the subject; `starts`, `ends` date columns (may be the same one)
   `where` condition on `v`; `carry` columns of the one before that go along
   Yields each row that has others before it (by `starts`, then `ends`, line), with previous_ends (the latest end of all
   before it), previous_<carry> of the one that ends so (of several the first) and gap_days = starts - previous_ends: 0 is
   the same day, less than 0 an overlap. #}
{% macro after_previous(rows, key, starts, ends, where='true', carry=[]) -%}
    {%- set subject %}partition by {% for column in key %}v.{{ column }}, {% endfor %}0{% endset -%}
    {%- set order %}order by v.{{ starts }}, v.{{ ends }}, v._delivery_id, v._line_no{% endset -%}
    select o.*, cast(o.{{ starts }} - o.previous_ends as integer) as gap_days
    from (
        select
            v.*,
            lag(v._latest_ends) over ({{ subject }} {{ order }}) as previous_ends
            {%- for column in carry %},
            lag(v._latest_{{ column }}) over ({{ subject }} {{ order }}) as previous_{{ column }}
            {%- endfor %}
        from (
            select
                v.*
                {%- for column in carry %},
                first_value(v.{{ column }}) over ({{ subject }}, v._latest_ends {{ order }}) as _latest_{{ column }}
                {%- endfor %}
            from (
                select v.*, max(v.{{ ends }}) over ({{ subject }} {{ order }} rows unbounded preceding) as _latest_ends
                from {{ rows }} as v
                where v.{{ starts }} is not null and v.{{ ends }} is not null and {{ where }}
            ) as v
        ) as v
    ) as o
    where o.previous_ends is not null
{%- endmacro %}
