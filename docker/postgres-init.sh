#!/bin/bash
# First start of an empty cluster: two databases, each with its own owner, neither a superuser.
set -euo pipefail
for name in sif airflow; do
  psql --set=ON_ERROR_STOP=1 --username postgres --set=name="$name" --set=password="$(<"/run/secrets/${name}_password")" <<'SQL'
create role :"name" login password :'password';
create database :"name" owner :"name" encoding 'UTF8' template template0;
revoke all on database :"name" from public;
SQL
done
