{# The frame of a base model on one feed: of each key the row that counts, the region's present code, the valid citizen
   ID or organisation code. `latest_by` comes before the sequence of deliveries. Only keys and order are sorted, not whole rows.
   Versions of a row come in the deliveries of one period (a later sequence), so a part is looked at by itself. A key tells rows
   of one region apart, by its present code: who sends again under another code of the region sends the same rows. `in_region`:
   a key without a region of its own, that of the delivery counts. #}
{% macro counted_rows(model, keys, region=none, citizen_id=none, org_code=none, latest_by=none, in_region=false) -%}
    {%- set rows -%}{{ rows_that_count(model, keys, region, org_code, latest_by, in_region) }}{%- endset -%}
    {{ with_citizen_id('(' ~ rows ~ ')', citizen_id, until='_delivery_period') if citizen_id else rows }}
{%- endmacro %}

{% macro rows_that_count(model, keys, region, org_code, latest_by, in_region) -%}
    {%- set columns = ['_region_code'] if in_region or region in keys else [] -%}
    {%- for column in keys if column != region -%}{%- do columns.append(column) -%}{%- endfor -%}
    {%- set region_raw = 's.' ~ region if region else 'd.region_code' -%}
    -- read once, and of all months only what is wanted
    with told as (
        select
            s.*,
            d.period as _delivery_period,
            d.seq as _seq,
            coalesce(r.region_code, {{ region_raw }}) as _region_code
        from {{ ref(model) }} as s
        inner join {{ ref('stg_control__delivery') }} as d on d.delivery_id = s._delivery_id
        left join {{ ref('base_region_code') }} as r on r.region_code_raw = {{ region_raw }}
        where {{ in_part('s') }}
    ),
    -- Few keys come several times: only what shares a hash with another row is put in order.
    several as (
        select {{ row_hash(columns) }} as _hash
        from told
        group by 1
        having count(*) > 1
    )
    select
        s.*
        {%- if org_code %},
        {{ organisation_code('s.' ~ org_code) }} as _org_code
        {%- endif %}
    from told as s
    left join (
        select _delivery_id, _line_no
        from (
            select
                s._delivery_id,
                s._line_no,
                row_number() over (
                    partition by {{ columns | join(', ') }}
                    order by {% if latest_by %}s.{{ latest_by }} desc nulls last, {% endif -%}
                        s._seq desc nulls last, s._delivery_id desc, s._line_no desc
                ) as _rank
            from told as s
            inner join several as v on v._hash = {{ row_hash(columns) }}
        ) as ranked
        where _rank > 1
    ) as former on former._delivery_id = s._delivery_id and former._line_no = s._line_no
    where former._line_no is null
    {% if org_code %}{{ computed_once() }}{% endif %}
{%- endmacro %}
