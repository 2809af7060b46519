-- breaking: no
select 1;
