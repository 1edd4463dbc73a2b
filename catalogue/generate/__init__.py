"""Pure emitters: raw DDL, dbt sources, staging views, seeds, schemas, dictionary pages."""
