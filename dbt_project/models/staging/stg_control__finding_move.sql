-- Which finding stood for which earlier one at as_of, since their person or unit has another key (归并): the last move of each.
with numbered as (
    select
        earlier_key, finding_key, move,
        row_number() over (partition by earlier_key order by moved_at desc, build_id desc) as place
    from {{ source('control', 'finding_move') }}
    where moved_at <= cast('{{ moment()[0] }}' as timestamp)
)
select earlier_key, finding_key
from numbered
where place = 1 and move = 'merged'
